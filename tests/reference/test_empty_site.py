"""Before anybody has published a manual."""

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from training.manuals.queries import forget_newest


@pytest.fixture(autouse=True)
def nothing_remembered(app: Flask) -> None:
    """The application of the tests is made once: an earlier test's manual would be remembered for five seconds."""
    forget_newest()


@pytest.mark.parametrize("path", ["/manual", "/buscar", "/manual/glosario", "/manual/directorio", "/manual/historia"])
def test_the_page_says_what_to_do(client: Client, path: str) -> None:
    client.sign_in(make.dina()).get(path)
    assert client.status == (200 if path == "/buscar" else 503)
    assert path == "/buscar" or "flask content publish" in client.text


def test_a_search_without_a_manual_is_refused_clearly(client: Client) -> None:
    client.sign_in(make.dina()).post("/buscar", {"words": "algo"})
    assert client.status == 503 and "flask content publish" in client.text
