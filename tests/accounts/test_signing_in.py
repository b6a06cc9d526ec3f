"""Signing in: document and key, one answer for everything that is wrong, sessions that end on the server."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from training import clock
from training.accounts import actions
from training.accounts.models import UserSession
from training.db import db

WRONG = "no coinciden"


def cookie(client: Client) -> str:
    found = client._browser.get_cookie("replica")
    assert found is not None
    return str(found.value)


def try_it(client: Client, document: str, password: str, **more: str) -> int:
    client.post("/ingresar", {"document_type": "dni", "document": document, "password": password} | more)
    return client.status


def test_document_and_password_open(client: Client) -> None:
    ana = make.ana()
    assert try_it(client, ana.document, make.PASSWORD) == 303
    client.get("/mi-cuenta")
    assert client.status == 200
    assert ana.full_name in client.text


def test_blanks_and_dashes_in_the_document_do_no_harm(client: Client) -> None:
    ana = make.ana()
    assert try_it(client, f" {ana.document[:4]}-{ana.document[4:]} ", make.PASSWORD) == 303


def test_another_kind_of_document_is_another_person(client: Client) -> None:
    make.user(document_type="ce", document="001234567")
    assert try_it(client, "001234567", make.PASSWORD, document_type="passport") == 403
    assert try_it(client, "001234567", make.PASSWORD, document_type="ce") == 303


def test_wrong_password_and_unknown_document_get_the_same_answer(client: Client) -> None:
    ana = make.ana()
    answers = []
    for document in (ana.document, "99999999"):
        assert try_it(client, document, "no-es-esta-clave") == 403
        assert WRONG in client.text
        answers.append(client.text.replace(document, "").replace(str(client.csrf_token()), ""))
    assert answers[0] == answers[1]


def test_a_closed_account_gets_the_same_answer(client: Client) -> None:
    ana = make.ana()
    ana.disabled_at = clock.now()
    assert try_it(client, ana.document, make.PASSWORD) == 403
    assert WRONG in client.text


@pytest.mark.parametrize(("document", "sentence"), [
    ("9900101", "Tiene 7 dígitos; son 8."), ("", "Falta completar"), ("ABCDEFGH", "solo números"), ("99;00", "sin signos"),
    ("...", "Falta completar"),
])
def test_a_document_that_cannot_be_is_told_at_its_field(client: Client, document: str, sentence: str) -> None:
    assert try_it(client, document, "x") == 400
    assert sentence in client.text


def test_the_password_is_never_sent_back(client: Client) -> None:
    try_it(client, "99000101", "una-clave-muy-mía")
    assert "una-clave-muy-mía" not in client.text


@pytest.mark.parametrize("password", ["x" * 129, "\x00", "😀" * 40, "'; DROP TABLE user_account; --"])
def test_strange_keys_are_refused_without_a_fall(client: Client, password: str) -> None:
    assert try_it(client, make.ana().document, password) in (400, 403)


def test_without_token_nothing_is_weighed(client: Client) -> None:
    ana = make.ana()
    client.post("/ingresar", {"document_type": "dni", "document": ana.document, "password": make.PASSWORD}, token="")
    assert client.status == 400


def test_a_new_session_has_a_new_token_and_the_old_one_ends(client: Client) -> None:
    ana = make.ana()
    client.sign_in(ana).sign_in(ana)
    rows = db.session.scalars(select(UserSession).order_by(UserSession.id)).all()
    assert [row.ended_at is None for row in rows] == [False, True]
    assert rows[0].token_hash != rows[1].token_hash


def test_signing_out_ends_the_session_on_the_server(client: Client, app: Flask) -> None:
    client.sign_in(make.ana())
    stolen = cookie(client)
    client.get("/mi-cuenta")
    client.sign_out()
    thief = app.test_client()
    thief.set_cookie("replica", stolen)
    assert thief.get("/mi-cuenta").status_code == 303


@pytest.mark.parametrize(("who", "minutes", "status"), [
    (make.ana, 44, 200), (make.ana, 46, 303), (make.bea, 14, 200), (make.bea, 16, 303),
])
def test_a_session_without_use_ends(client: Client, who: Callable[[], object], minutes: int, status: int) -> None:
    client.sign_in(who())
    with clock.frozen(clock.now() + timedelta(minutes=minutes)):
        client.get("/mi-cuenta")
    assert client.status == status


def test_use_keeps_it_open_but_never_beyond_twelve_hours(client: Client) -> None:
    client.sign_in(make.ana())
    start = clock.now()
    for half_hours in range(1, 24):
        with clock.frozen(start + timedelta(minutes=30 * half_hours)):
            assert client.get("/mi-cuenta").status_code == 200
    with clock.frozen(start + timedelta(hours=12, minutes=1)):
        assert client.get("/mi-cuenta").status_code == 303


def test_looking_at_pages_writes_no_session(client: Client) -> None:
    client.sign_in(make.ana())
    before = db.session.execute(select(UserSession.__table__)).all()
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        client.get("/mi-cuenta")
    assert db.session.execute(select(UserSession.__table__)).all() == before


def test_rights_are_read_at_each_request(client: Client) -> None:
    dina = make.dina()
    client.sign_in(dina).get("/personas")
    assert client.status == 200
    dina.is_admin = False
    client.get("/personas")
    assert client.status == 403


def test_closing_an_account_ends_its_sessions(client: Client) -> None:
    ana, dina = make.ana(), make.dina()
    client.sign_in(ana)
    actions.disable(ana, dina)
    client.get("/mi-cuenta")
    assert client.status == 303


@pytest.mark.parametrize("there", ["/mi-cuenta", "/navegar-con-seguridad"])
def test_she_lands_where_she_wanted_to_go(client: Client, there: str) -> None:
    ana = make.ana()
    client.get("/ingresar")
    client.post(f"/ingresar?next={there}", {"document_type": "dni", "document": ana.document, "password": make.PASSWORD})
    assert client.response is not None
    assert client.response.headers["Location"] == there


@pytest.mark.parametrize("there", [
    "//malo.example", "https://malo.example/", "/\\malo.example", "/%09/malo.example", "javascript:alert(1)", "/\t/x",
    "/no-existe", "/salir", "/ingresar", "/personas/../salir", "http:malo", "///malo.example", "/%5cmalo.example",
    "/\u2028", "/mi-cuenta/clave", "x" * 400,
])
def test_she_is_never_sent_elsewhere(client: Client, there: str) -> None:
    ana = make.ana()
    client.get("/ingresar")
    client.post("/ingresar", {"document_type": "dni", "document": ana.document, "password": make.PASSWORD},
                query_string={"next": there})
    assert client.response is not None
    assert client.response.headers["Location"] == "/"


def test_the_cookie_lives_as_long_as_the_browser_is_open(client: Client) -> None:
    ana = make.ana()
    client.post("/ingresar", {"document_type": "dni", "document": ana.document, "password": make.PASSWORD})
    assert client.response is not None
    own = [c for c in client.response.headers.getlist("Set-Cookie") if c.startswith("replica=")]
    assert len(own) == 1
    assert "HttpOnly" in own[0]
    assert "SameSite=Lax" in own[0]
    assert "Expires" not in own[0]
    assert "Max-Age" not in own[0]


def test_one_select_finds_session_person_and_authority(client: Client, count_queries: Callable[..., list[str]]) -> None:
    client.sign_in(make.bea()).get("/mi-cuenta")
    with count_queries() as seen:
        client.get("/sus-datos")
    assert len([q for q in seen if "user_session" in q]) == 1
    assert not [q for q in seen if q.lstrip().upper().startswith("SELECT") and "FROM health_authority" in q]


def test_the_database_knows_only_the_hash_of_a_token(client: Client) -> None:
    client.sign_in(make.ana())
    token = actions.start_session(make.ana().id, code_id=None, device="")
    assert db.session.scalar(select(func.count()).where(UserSession.token_hash == token)) == 0
