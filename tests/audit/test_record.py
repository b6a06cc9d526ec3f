"""The record of acts: only added to, read by administrators."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests import make
from tests.client import Client
from training.audit.actions import record
from training.db import db


def test_it_shows_who_did_what_to_whom_newest_first(client: Client) -> None:
    ana, dina = make.ana(), make.dina()
    record("give code", f"user:{ana.id}", dina.id, "printed")
    record("disable account", f"user:{ana.id}", dina.id)
    client.sign_in(dina).get("/auditoria")
    assert client.text.index('<th scope="row">Cerró una cuenta') < client.text.index('<th scope="row">Dio un código')
    assert ana.full_name in client.text
    assert dina.full_name in client.text


def test_one_kind_of_act_can_be_chosen(client: Client) -> None:
    dina = make.dina()
    record("give code", f"user:{dina.id}", None)
    record("publish manual", "manual:abc", None, "1.0")
    client.sign_in(dina).get("/auditoria?acto=publish manual")
    assert "Manual abc" in client.text
    assert client.text.count('<th scope="row">') == 1


def test_acts_of_the_server_and_of_rooms_that_are_not_known_are_shown_as_they_are(client: Client) -> None:
    record("strange act", "thing:<b>", None, "<script>alert(1)</script>")
    record("give code", "user:424242", 424242)
    record("give code", "user:x", None)
    client.sign_in(make.dina()).get("/auditoria")
    assert "strange act" in client.text
    assert "El servidor" in client.text
    assert "<script>alert" not in client.text


def test_details_are_told_in_words_with_names(client: Client) -> None:
    dina = make.dina()
    authority = make.authority("aya")
    record("change roles", f"user:{dina.id}", None, f"admin authority:{authority.id}")
    record("change roles", f"user:{dina.id}", None, "authority:999999999999999999999 x:y user:")
    client.sign_in(dina).get("/auditoria")
    assert f"administra {authority.name}" in client.text


@pytest.mark.parametrize("query", ["pagina=0", "pagina=-3", "pagina=99999999999999999999", "pagina=x", "acto=%27", "acto="])
def test_any_address_gives_a_page(client: Client, query: str) -> None:
    client.sign_in(make.dina()).get(f"/auditoria?{query}")
    assert client.status == 200


def test_it_comes_in_pages_of_fifty_and_names_cost_one_query(client: Client) -> None:
    dina = make.dina()
    for number in range(60):
        record("give code", f"user:{dina.id}", dina.id, str(number))
    client.sign_in(dina).get("/auditoria")
    assert client.text.count('<th scope="row">') == 50
    client.get("/auditoria?pagina=2")
    assert client.text.count('<th scope="row">') == 10


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_it(client: Client, statement: str) -> None:
    record("give code", "user:1", None)
    db.session.commit()
    with pytest.raises(DatabaseError):
        db.session.execute(text(statement))
    db.session.rollback()
