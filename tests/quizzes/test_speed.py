"""How many statements a quiz costs: few, and the same for everybody."""

import pytest

from tests.client import Client
from tests.quizzes.story import begin, fields, story

pytestmark = pytest.mark.usefixtures("app")


def _spoken(statements: list[str]) -> list[str]:
    return [one for one in statements if not one.startswith(("BEGIN", "PRAGMA", "COMMIT", "SAVEPOINT"))]


def test_opening_and_submitting_stay_light(client: Client, statements: list[str]) -> None:
    told = story()
    client.sign_in(told.ana).get(told.url.removesuffix("/prueba"))
    client.get(told.url)
    statements.clear()
    client.post(told.url)
    opened = _spoken(statements)
    assert len(opened) <= 8, opened
    paper = begin(client, told)
    client.get(paper)
    statements.clear()
    client.post(f"{paper}/guardar", fields())
    saved = _spoken(statements)
    assert len(saved) <= 4, saved
    statements.clear()
    client.post(paper, fields())
    submitted = _spoken(statements)
    assert len(submitted) <= 10, submitted
