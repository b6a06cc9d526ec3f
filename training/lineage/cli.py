"""``flask lineage recount``: after an upgrade, or when somebody wrote past the rooms."""

import click
from flask.cli import with_appcontext

from training.lineage import upkeep


@click.group()
def lineage() -> None:
    """Who trained whom, and what came of it."""


@lineage.command("recount")
@with_appcontext
def recount() -> None:
    """Count anew what came of every cohort, and place everybody who was certified as a trainer."""
    cohorts, people = upkeep.recount_everything(lambda done, of: click.echo(f"{done} de {of} cohortes"))
    click.echo(f"Cohortes contadas: {cohorts}. Personas que entran en la cascada: {people}.")
