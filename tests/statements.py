"""Listening to the database: what a piece of work asks it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from training.db import db

NOW_AND_THEN = "ORDER BY manual_version.published_at DESC"  # asked every five seconds, by whichever page comes then


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that runs inside the block, in order, its white space squeezed. Needs the app's context.

    But for what hangs on the clock and not on the page.
    """
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        squeezed = " ".join(statement.split())
        if NOW_AND_THEN not in squeezed:
            found.append(squeezed)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
