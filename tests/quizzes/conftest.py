"""What the tests of the quizzes share."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.statements import statements as heard


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that reaches the database from here on."""
    with heard() as found:
        yield found
