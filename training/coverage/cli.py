"""``flask coverage recount``: what an upgrade, or whoever loaded data past the pages, runs once."""

import click
from flask.cli import AppGroup, with_appcontext

from training.coverage import actions, daily
from training.db import db

coverage = AppGroup("coverage", help="How the facilities stand.")


@coverage.command("recount")
@with_appcontext
def recount() -> None:
    """Count every facility again, and the figures of this month."""
    counted = daily.recount_everything()
    regions = actions.note_month()
    db.session.commit()
    click.echo(f"{counted} establecimientos contados otra vez; cifras del mes de {regions} direcciones de salud.")
