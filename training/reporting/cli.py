"""``flask report``: the monthly report by facility, into a file."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from training.clock import today
from training.db import reading
from training.reporting import files
from training.reporting.lines import Which, lines
from training.reporting.months import NotAMonth, read_month
from training.reporting.scope import authority_with

report = AppGroup("report", help="Reports for the ministry and the regions.")


@report.command("month")
@click.argument("month")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--region", "code", default="", help="Only the facilities of this health authority (aya, diris-norte …).")
@with_appcontext
def month(month: str, file: Path, code: str) -> None:
    """Write the report of MONTH (2026-11) into FILE, which ends in .csv or .xlsx."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in files.KINDS:
        raise click.ClickException(f"{file.name} debe terminar en .csv o .xlsx.")
    try:
        wanted = read_month(month, today())
    except NotAMonth:
        raise click.ClickException(f"«{month}» no es un mes con datos. Escriba el año y el mes, como 2026-11.") from None
    with reading():
        authority = authority_with(code) if code else None
        if code and authority is None:
            raise click.ClickException(f"No hay ninguna autoridad de salud con el código «{code}».")
        part = file.with_name(file.name + ".part")  # nobody finds half a report under its name
        with part.open("wb") as out:
            count = files.write(kind, out, wanted, lines(wanted, Which(authority.id if authority else None)))
    part.replace(file)
    click.echo(f"{file}: {count} establecimientos.")
