"""Until a real person signs, every page says that the manual is a draft; after that none does."""

import pytest

from tests import make
from tests.client import Client
from training.db import db

NOTICE = "Borrador: pendiente de validación clínica"


@pytest.mark.parametrize(("signed_by", "said"), [("", True), ("Dra. Rosa Tacuri, CMP 00000", False)])
def test_every_page_says_whether_the_manual_is_a_draft(client: Client, signed_by: str, said: bool) -> None:
    make.published(make.manual(make.module("a1", reviewed_by=signed_by)))
    ana = make.ana()
    db.session.commit()
    for path in ("/ingresar", "/sus-datos", "/no-existe"):
        client.get(path)
        assert (NOTICE in client.text) is said
    client.sign_in(ana).get("/")
    assert (NOTICE in client.text) is said
