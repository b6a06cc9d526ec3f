"""``flask db upgrade``: the one way to a schema, the same for SQLite and PostgreSQL."""

from alembic import command
from alembic.config import Config
from flask import Flask
from flask.cli import AppGroup

from training.config import ROOT

group = AppGroup("db", help="The database's schema.")


def _alembic() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return settings


def upgrade_schema() -> None:
    """Bring the database of the current application to the newest schema; nothing to do is quick."""
    command.upgrade(_alembic(), "head")


@group.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema."""
    upgrade_schema()


@group.command("revision")
def revision() -> None:
    """Write a new migration from the difference between models and database (then read it and number it)."""
    command.revision(_alembic(), autogenerate=True, message="new")


def init_app(app: Flask) -> None:
    """The ``flask db`` commands."""
    app.cli.add_command(group)
