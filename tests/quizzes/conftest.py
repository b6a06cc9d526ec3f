"""What the tests of the quizzes share."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from training.db import db


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that reaches the database from here on."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(" ".join(statement.split()))

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)
