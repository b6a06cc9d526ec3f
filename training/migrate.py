"""``flask db upgrade``: the one way to a schema, the same for SQLite and PostgreSQL."""

from typing import TYPE_CHECKING

from flask import Flask
from flask.cli import AppGroup

from training.config import ROOT

group = AppGroup("db", help="The database's schema.")


if TYPE_CHECKING:  # Alembic is loaded by the commands below: 12 MB that no server process needs
    from alembic.config import Config


def _alembic() -> "Config":
    from alembic.config import Config  # noqa: PLC0415  # see above

    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return settings


def upgrade_schema() -> None:
    """Bring the database of the current application to the newest schema; nothing to do is quick."""
    from alembic import command  # noqa: PLC0415  # see above

    command.upgrade(_alembic(), "head")


def knows(revision: str) -> bool:
    """Whether this program has the migration that a database ends with; one of a newer program is unknown."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # see above
    from alembic.util.exc import CommandError  # noqa: PLC0415  # see above

    try:
        return ScriptDirectory.from_config(_alembic()).get_revision(revision) is not None
    except CommandError:
        return False


@group.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema."""
    upgrade_schema()


@group.command("revision")
def revision() -> None:
    """Write a new migration from the difference between models and database (then read it and number it)."""
    from alembic import command  # noqa: PLC0415  # see above

    command.revision(_alembic(), autogenerate=True, message="new")


def init_app(app: Flask) -> None:
    """The ``flask db`` commands."""
    app.cli.add_command(group)
