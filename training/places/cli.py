"""``flask places``: the register of facilities from its file."""

from itertools import islice
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from training.audit.actions import record
from training.db import db, reading
from training.places import actions, queries, register

places = AppGroup("places", help="The register of health facilities.")
_AT_ONCE = 500  # rows of one transaction: whoever writes meanwhile does not wait for the whole country


@places.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def import_(file: Path) -> None:
    """Take the facilities of FILE, a CSV as the national register publishes it; again brings them up to date."""
    try:
        found = list(register.read(file.read_bytes()))
    except register.NotTheRegister as error:
        raise click.ClickException(f"{file.name} no tiene la forma del registro: falta la columna {error}.") from None
    with reading():
        authority = queries.authority_by_place()
    entries = (one for one in found if isinstance(one, register.Entry))
    new = changed = 0
    troubles = [one for one in found if isinstance(one, register.Trouble)]
    while some := list(islice(entries, _AT_ONCE)):
        added, renewed, homeless = actions.keep(some, authority)
        db.session.commit()
        new, changed = new + added, changed + renewed
        troubles += [register.Trouble(one.line, f"{one.code}: ninguna dirección de salud es de «{one.department}».")
                     for one in homeless]
    for trouble in sorted(troubles, key=lambda one: one.line):
        click.echo(f"línea {trouble.line}: {trouble.said}")
    left_out = sum(not trouble.taken for trouble in troubles)
    record("import facilities", "facility:*", None, f"new {new}, changed {changed}, left out {left_out}")
    db.session.commit()
    click.echo(f"{new} establecimientos nuevos, {changed} actualizados, {left_out} líneas sin tomar.")
