"""``flask worker``: the process that does the long work."""

import click
from flask import current_app
from flask.cli import with_appcontext

from training.jobs.engine import engine


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do long work (such as drawing certificates) until stopped."""
    engine(current_app).run()
