"""``flask designs``: try a folder, keep it, choose it."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from certificates.designs import actions, queries
from certificates.designs.built_in import built_in
from certificates.designs.checking import problems
from certificates.designs.folder import BadDesign, Design, read
from certificates.previews import trying
from training.clock import in_lima
from training.db import db

group = AppGroup("designs", help="El aspecto de los papeles: probar un diseño, guardarlo, elegirlo.")


@group.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def check(folder: Path) -> None:
    """Draw every paper with the longest names and look whether each fact is on the sheet."""
    click.echo(f"Sin problemas. Huella {_good(folder).digest[:16]}.")


@group.command("add")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def add(folder: Path) -> None:
    """Keep a design that has no problems. It is not used until it is chosen."""
    design = _good(folder)
    new = actions.keep(design)
    db.session.commit()
    click.echo(f"{'Guardado' if new else 'Ya estaba guardado'}: {design.settings.title}, versión {design.settings.version}, "
               f"huella {design.digest[:16]}. Para usarlo: flask designs use {design.digest[:16]}")


@group.command("list")
@with_appcontext
def show() -> None:
    """Every design, and which one new papers get."""
    used = queries.in_use()
    ours = built_in()
    known = [(one.digest, one.title, one.version, f"guardado el {in_lima(one.added_at):%Y-%m-%d}")
             for one in queries.stored()]
    if all(ours.digest != digest for digest, *_ in known):
        known.append((ours.digest, ours.settings.title, ours.settings.version, "viene con Réplica"))
    for digest, title, version, when in known:
        click.echo(f"{'* ' if digest == used else '  '}{digest[:16]}  {title}, versión {version}, {when}")


@group.command("use")
@click.argument("start")
@with_appcontext
def use(start: str) -> None:
    """Give new papers the design whose hash begins so. Papers that were issued keep theirs."""
    known = {one.digest for one in queries.stored()} | {built_in().digest}
    found = [digest for digest in known if len(start) >= 8 and digest.startswith(start)]
    if len(found) != 1:
        raise click.ClickException("Ningún diseño empieza así, o más de uno. «flask designs list» los muestra.")
    actions.choose(found[0], None)
    db.session.commit()
    click.echo("Los papeles nuevos salen con este diseño. Los ya emitidos conservan el suyo.")


def _good(folder: Path) -> Design:
    try:
        design = read(folder)
    except BadDesign as error:
        raise click.ClickException("\n".join(error.problems)) from None
    if found := problems(design, trying.text_of):
        raise click.ClickException("\n".join(found))
    return design
