"""The keys of other systems: made once, shown once, ended for ever; only the hash is kept."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from training.accounts.queries import digest
from training.audit.models import AuditEntry
from training.clock import today
from training.db import db
from training.reporting.models import ApiKey

FORM = {"name": "Tablero de la DIRESA", "region": "aya", "days": "180"}


def _made(client: Client, **changes: str) -> str:
    client.sign_in(make.dina()).get("/llaves")
    client.post("/llaves", FORM | changes)
    assert client.status == 200, client.text
    found = re.search(r"replica_[A-Za-z0-9_-]{43}", client.text)
    assert found is not None
    return found[0]


def test_a_key_is_shown_once_and_kept_as_a_hash(app: Flask, client: Client) -> None:
    token = _made(client)
    key = db.session.scalars(db.select(ApiKey)).one()
    assert (key.token_hash, key.authority_id) == (digest(token), make.authority().id)
    assert key.expires_on == today() + timedelta(days=180)
    client.get("/llaves")
    assert token not in client.text and "Tablero de la DIRESA" in client.text and "Ningún sistema la usó todavía" in client.text
    assert db.session.scalars(db.select(AuditEntry.act).where(AuditEntry.act == "make key")).one()


def test_a_form_sent_twice_makes_one_key(app: Flask, client: Client) -> None:
    _made(client)
    client.post("/llaves", FORM)
    assert client.status == 422 and "Ya hay una llave vigente con ese nombre" in client.text
    assert db.session.query(ApiKey).count() == 1


@pytest.mark.parametrize(("changes", "said"), [
    ({"name": " "}, "Falta completar este dato"), ({"name": "x" * 81}, "como máximo 80"), ({"region": "marte"}, "value=\"x\""),
    ({"days": "9999"}, "value=\"x\"")])
def test_what_is_missing_is_said_beside_its_field(client: Client, changes: dict[str, str], said: str) -> None:
    client.sign_in(make.dina()).get("/llaves")
    client.post("/llaves", FORM | {"name": "x"} | changes)
    assert client.status == 422 and said in client.text and db.session.query(ApiKey).count() == 0


def test_a_key_that_was_ended_opens_nothing_and_stays_on_the_page(app: Flask, client: Client) -> None:
    token = _made(client)
    key = db.session.scalars(db.select(ApiKey)).one()
    head = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/cobertura/regiones", headers=head).status_code == 200
    client.get("/llaves")
    client.post(f"/llaves/{key.key}/terminar")
    assert client.status == 303
    client.follow()
    assert "ya no abre nada" in client.text and "terminada" in client.text and f"/llaves/{key.key}/terminar" not in client.text
    assert client.get("/api/v1/cobertura/regiones", headers=head).status_code == 401
    client.post(f"/llaves/{key.key}/terminar")
    assert db.session.query(AuditEntry).filter_by(act="end key").count() == 1


def test_a_name_may_be_used_again_after_the_first_key_was_ended(app: Flask, client: Client) -> None:
    _made(client)
    client.post(f"/llaves/{db.session.scalars(db.select(ApiKey.key)).one()}/terminar")
    client.get("/llaves")
    client.post("/llaves", FORM)
    assert client.status == 200 and db.session.query(ApiKey).count() == 2
