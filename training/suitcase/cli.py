"""``flask workshop kit``: the suitcase from the shell, for who sits at the server."""

import shutil
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from training.accounts.models import User
from training.cohorts.models import Cohort
from training.db import reading
from training.errors import Refused
from training.suitcase import queries, work


@click.command("kit", context_settings={"ignore_unknown_options": True})  # a key may begin with a dash
@click.argument("cohort")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def kit(cohort: str, file: Path) -> None:
    """Draw everything that the workshop COHORT (its key, its join code or its name) needs on paper into FILE.

    The codes on its slips are those that who facilitates it gives; they are made when they are missing.
    """
    if not file.parent.is_dir():  # before half a minute of drawing, not after it
        raise click.ClickException(f"No se pudo escribir {file}: no existe la carpeta {file.parent}.")
    try:
        of, by = _found(cohort)
        pieces = [f"{work.subject(of.id, by.id)}:{sheet.name}" for sheet in work.all_sheets()]
        for piece in pieces:
            work.item(piece)
        work.finish(work.subject(of.id, by.id), pieces)
    except Refused as problem:
        raise click.ClickException(problem.message) from None
    here = work.kit(of.id, by.id)
    try:
        file.touch(mode=0o600)
        if file.is_file():
            file.chmod(0o600)  # it may have been there, for everybody to read
        shutil.copyfile(here.file, file)
    except OSError as problem:
        raise click.ClickException(f"No se pudo escribir {file}: {problem.strerror}") from None
    made = here.made()
    click.echo(f"{file}: {made.pages if made else 0} páginas, {file.stat().st_size // 1024} KB. Lleva códigos de acceso.")


def _found(text: str) -> tuple[Cohort, User]:
    """The workshop that is meant, and who facilitates it."""
    with reading():
        found = queries.workshops_called(text)
        if len(found) != 1:
            raise click.ClickException(_unclear(text, found))
        by = queries.who_facilitates(found[0])
        queries.let_go()
    return found[0], by


def _unclear(text: str, found: list[Cohort]) -> str:
    if not found:
        return f"No hay ningún taller con clave, código o nombre «{text}»."
    keys = ", ".join(f"{one.key} ({one.authority.name}, {one.starts_on:%d.%m.%Y})" for one in found)
    return f"Hay {len(found)} talleres «{text}». Escriba la clave de uno: {keys}."


def init_app(app: Flask) -> None:
    """Into the group ``workshop``, which another room may have begun."""
    group = app.cli.commands.get("workshop")
    if not isinstance(group, AppGroup):
        group = AppGroup("workshop", help="Talleres presenciales.")
        app.cli.add_command(group)
    group.add_command(kit)
