"""One-time codes: the first way in and the way back, single use, five tries, and nothing else until it is finished."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import make
from tests.client import Client
from training import clock
from training.accounts import actions
from training.accounts.models import AccessCode, User, UserSession
from training.accounts.privacy import VERSION
from training.audit.models import AuditEntry
from training.db import db

OWN = "tren azul volando"


def code_for(user: User, by: User | None = None, *, spoken: bool = False, days: float = 30) -> str:
    return actions.give_code(user, by, spoken=spoken, expires_at=clock.now() + timedelta(days=days))


def enter(client: Client, user: User, key: str) -> int:
    client.post("/ingresar", {"document_type": "dni", "document": user.document, "password": key})
    return client.status


def where(client: Client) -> str:
    assert client.response is not None
    return client.response.headers.get("Location", "")


def choose(client: Client, password: str = OWN, again: str | None = None, agree: str = "y") -> int:
    client.get("/clave-nueva")
    client.post("/clave-nueva", {"new": password, "again": password if again is None else again, "agree": agree})
    return client.status


def finish(client: Client, user: User, code: str) -> None:
    assert enter(client, user, code) == 303
    assert where(client) == "/clave-nueva"
    assert choose(client) == 303


def test_a_code_opens_and_she_chooses_her_own_password(client: Client) -> None:
    ana = make.newcomer()
    finish(client, ana, code_for(ana))
    assert where(client) == "/"
    assert (ana.consent_version, bool(ana.consent_at), bool(ana.first_used_at)) == (VERSION, True, True)
    client.get("/mi-cuenta")
    assert client.status == 200
    client.sign_out()
    client.get("/ingresar")
    assert enter(client, ana, OWN) == 303


@pytest.mark.parametrize("as_typed", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c} ", lambda c: c.replace("0", "O")])
def test_a_code_is_read_as_people_write_it(client: Client, as_typed: object) -> None:
    ana = make.newcomer()
    assert enter(client, ana, as_typed(code_for(ana))) == 303  # type: ignore[operator]  # each is a function


def test_printed_codes_have_ten_signs_and_spoken_ones_eight(client: Client) -> None:
    ana = make.newcomer()
    assert [len(part) for part in code_for(ana).split("-")] == [5, 5]
    assert [len(part) for part in code_for(ana, spoken=True).split("-")] == [4, 4]


@pytest.mark.parametrize("path", ["/mi-cuenta", "/personas", "/segundo-paso/activar", "/"])
def test_until_she_finished_a_code_opens_nothing_else(client: Client, path: str) -> None:
    dina = make.newcomer(is_admin=True)
    enter(client, dina, code_for(dina))
    client.get(path)
    assert where(client) == "/clave-nueva"


def test_until_she_finished_nothing_is_changed_either(client: Client) -> None:
    ana = make.newcomer()
    enter(client, ana, code_for(ana))
    client.get("/clave-nueva")
    client.post("/mi-cuenta/clave", {"current": "x", "new": OWN, "again": OWN})
    assert where(client) == "/clave-nueva"
    assert ana.password_hash is None


def test_a_code_serves_once(client: Client) -> None:
    ana = make.newcomer()
    code = code_for(ana)
    finish(client, ana, code)
    client.sign_out()
    client.get("/ingresar")
    assert enter(client, ana, code) == 403
    assert actions.current_code(ana) is None


def test_with_a_code_for_recovery_the_old_password_holds_until_the_new_one(client: Client) -> None:
    ana = make.ana()
    code = code_for(ana)
    assert enter(client, ana, code) == 303
    assert where(client) == "/clave-nueva"
    assert choose(client) == 303
    client.sign_out()
    client.get("/ingresar")
    assert enter(client, ana, make.PASSWORD) == 403
    assert enter(client, ana, OWN) == 303


def test_recovery_ends_her_other_sessions(client: Client, new_client: object) -> None:
    ana, other = make.ana(), new_client()  # type: ignore[operator]  # a fixture that makes browsers
    other.sign_in(ana)
    enter(client, ana, code_for(ana))
    choose(client)
    assert other.get("/mi-cuenta").status_code == 303


@pytest.mark.parametrize(("password", "again", "agree", "sentence"), [
    ("corta", "corta", "y", "8 caracteres"), ("alianzalima", "alianzalima", "y", "primeras que alguien"),
    (OWN, "otra cosa", "y", "No es igual"), (OWN, OWN, "", "Marque la casilla"), ("nuevapersona1", "nuevapersona1", "y", "sus nombres"),
    ("", "", "y", "Falta completar"), ("x" * 129, "x" * 129, "y", "128"),
])
def test_a_weak_password_or_no_consent_changes_nothing(
    client: Client, password: str, again: str, agree: str, sentence: str,
) -> None:
    ana = make.newcomer()
    code = code_for(ana)
    enter(client, ana, code)
    data = {"new": password, "again": again} | ({"agree": agree} if agree else {})
    client.get("/clave-nueva")
    client.post("/clave-nueva", data)
    assert client.status == 400
    assert sentence in client.text
    assert (ana.password_hash, ana.consent_version) == (None, None)
    assert actions.current_code(ana) == code


def test_five_wrong_guesses_kill_a_code_without_saying_so(client: Client) -> None:
    ana = make.newcomer()
    code = code_for(ana)
    start = clock.now()
    for number in range(5):
        with clock.frozen(start + timedelta(hours=3 * number)):
            client.get("/ingresar")
            assert enter(client, ana, "00000-00000") == 403
            alive = client.text
    with clock.frozen(start + timedelta(hours=20)):
        client.get("/ingresar")
        assert enter(client, ana, code) == 403
        assert "pida uno nuevo" in client.text
    assert "pida uno nuevo" in alive


def test_a_wrong_password_is_no_guess_at_the_code(client: Client) -> None:
    ana = make.newcomer()
    code_for(ana)
    enter(client, ana, "mi clave de siempre")
    assert db.session.scalars(select(AccessCode.tries)).one() == 0


@pytest.mark.parametrize(("spoken", "hours", "status"), [
    (True, 23, 303), (True, 25, 403), (False, 24 * 29, 303), (False, 24 * 31, 403),
])
def test_a_code_ends(client: Client, spoken: bool, hours: int, status: int) -> None:
    ana = make.newcomer()
    code = code_for(ana, spoken=spoken)
    with clock.frozen(clock.now() + timedelta(hours=hours)):
        client.get("/ingresar")
        assert enter(client, ana, code) == status


def test_a_new_code_replaces_the_old_one(client: Client) -> None:
    ana = make.newcomer()
    old, new = code_for(ana), code_for(ana)
    assert old != new
    assert actions.current_code(ana) == new
    assert enter(client, ana, old) == 403
    assert enter(client, ana, new) == 303


def test_whoever_entered_with_a_replaced_code_cannot_finish(client: Client) -> None:
    ana = make.newcomer()
    enter(client, ana, code_for(ana))
    code_for(ana)
    client.get("/clave-nueva")
    client.post("/clave-nueva", {"new": OWN, "again": OWN, "agree": "y"})
    assert client.status == 409
    assert ana.password_hash is None


def test_of_two_browsers_with_the_same_code_one_wins(client: Client, new_client: object) -> None:
    ana, other = make.newcomer(), new_client()  # type: ignore[operator]  # a fixture that makes browsers
    code = code_for(ana)
    enter(client, ana, code)
    enter(other, ana, code)
    choose(client)
    other.get("/clave-nueva")
    assert other.status == 303
    assert len(db.session.scalars(select(UserSession).where(UserSession.ended_at.is_(None))).all()) == 1


def test_giving_a_code_is_recorded_without_the_code(client: Client) -> None:
    ana, bea = make.newcomer(), make.bea()
    code = code_for(ana, bea)
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.subject, entry.actor_id) == ("give code", f"user:{ana.id}", bea.id)
    assert code not in entry.detail
    assert not [row for row in db.session.scalars(select(AccessCode)) if code.replace("-", "") in row.salt]


def test_the_owner_is_told_once_at_her_next_sign_in(client: Client) -> None:
    ana, bea = make.ana(), make.bea()
    code_for(ana, bea)
    enter(client, ana, make.PASSWORD)
    client.get("/mi-cuenta")
    assert f"{bea.full_name} le dio un código nuevo" in client.text
    client.sign_in(ana).get("/sus-datos")
    assert "le dio un código nuevo" not in client.text


def test_a_newcomer_is_not_told_about_her_own_slip(client: Client) -> None:
    ana = make.newcomer()
    enter(client, ana, code_for(ana, make.bea()))
    client.get("/clave-nueva")
    assert "le dio un código nuevo" not in client.text


def test_whoever_has_finished_is_sent_home(client: Client) -> None:
    client.sign_in(make.ana()).get("/clave-nueva")
    assert where(client) == "/"


def test_with_a_password_but_no_consent_only_the_consent_is_asked(client: Client) -> None:
    ana = make.user(consent_version=None, consent_at=None)
    enter(client, ana, make.PASSWORD)
    client.get("/clave-nueva")
    assert 'name="new"' not in client.text
    client.post("/clave-nueva", {"agree": "y"})
    assert client.status == 303
    assert ana.consent_version == VERSION
