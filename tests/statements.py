"""Listening to the database: what a piece of work asks it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from training.db import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that runs inside the block, in order, its white space squeezed. Needs the app's context."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(" ".join(statement.split()))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
