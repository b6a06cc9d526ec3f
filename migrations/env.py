"""Run the migrations with the application's own engine, in one transaction where the database can."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from training.db import UTCDateTime, db


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Write our UTC column as a plain timestamp with zone: a migration must not change when our code does."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    if context.is_offline_mode():
        raise SystemExit("Offline mode is not supported: the migrations look at the database.")
    with current_app.app_context(), db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=db.metadata, render_as_batch=True,
                          render_item=render_item, compare_type=False)
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(20261123)"))  # two starts at once: one waits
            context.run_migrations()
        connection.commit()


run()
