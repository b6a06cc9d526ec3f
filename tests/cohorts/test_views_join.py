"""Joining with the code: at once with a session, as a request without one, alike for every document."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from training import clock
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, JoinRequest, Membership
from training.db import db


@pytest.fixture
def cohort(client: Client) -> Cohort:
    return make.cohort(make.bea())


def asking(cohort: Cohort, **more: str) -> dict[str, str]:
    return {"code": cohort.join_code, "document_type": "dni", "document": "99000101", "surnames": "Quispe",
            "given_names": "Illari", "profession": "Obstetra", "facility": "P. S. Molle"} | more


def count(what: type) -> int:
    return int(db.session.scalar(select(func.count()).select_from(what)) or 0)


def test_a_signed_in_person_joins_at_once_and_twice_is_once(client: Client, cohort: Cohort) -> None:
    ana = make.ana()
    client.sign_in(ana).get("/unirse")
    assert "Documento" not in client.text.partition("<main")[2].partition("</main")[0]
    for code in (cohort.join_code, f" {cohort.join_code[:4].lower()}-{cohort.join_code[4:]} "):
        client.post("/unirse", {"code": code})
        assert client.status == 303
    member = db.session.scalars(select(Membership)).one()
    assert member.user_id == ana.id and member.confirmed_at is not None


def test_somebody_on_the_list_confirms_by_joining(client: Client, cohort: Cohort) -> None:
    ana = make.ana()
    member = make.member(cohort, ana, confirmed=False)
    client.sign_in(ana).post("/unirse", {"code": cohort.join_code})
    assert member.confirmed_at is not None and count(Membership) == 1


def test_without_a_session_it_is_a_request_answered_alike_for_every_document(client: Client, cohort: Cohort) -> None:
    make.user(document="99000101")
    member = make.user(document="99000102")
    make.member(cohort, member)
    answers = set()
    client.get("/unirse")
    for document in ("99000101", "99000102", "99000103", "99000101"):
        client.post("/unirse", asking(cohort, document=document))
        answers.add((client.status, client.response.headers["Location"]))  # type: ignore[union-attr]  # answered
        client.follow()
        answers.add((client.status, client.text))
    assert len(answers) == 2 and count(JoinRequest) == 3 and count(User) == 3


def test_the_first_words_of_a_request_stay(client: Client, cohort: Cohort) -> None:
    client.post("/unirse", asking(cohort))
    client.post("/unirse", asking(cohort, given_names="Otra"))
    assert db.session.scalars(select(JoinRequest.given_names)).one() == "Illari"


@pytest.mark.parametrize(("change", "sentence"), [
    ({"code": "ZZZZZZZZ"}, "Ningún grupo tiene ese código"), ({"code": "abc"}, "8 letras y números"), ({"code": ""}, "Falta completar"),
    ({"code": "ÑÑÑÑÑÑÑÑ"}, "8 letras"), ({"document": "9900101"}, "¿Es 09900101?"), ({"surnames": ""}, "Falta completar"),
])
def test_what_is_wrong_is_said(client: Client, cohort: Cohort, change: dict[str, str], sentence: str) -> None:
    client.post("/unirse", asking(cohort, **change))
    assert client.status == 422 and sentence in client.text and count(JoinRequest) == 0


@pytest.mark.parametrize("state", [{"join_open": False}, {"closed_at": now(), "join_open": False}])
def test_a_closed_group_receives_nobody(client: Client, new_client: type[Client], cohort: Cohort, state: dict[str, object]) -> None:
    for name, value in state.items():
        setattr(cohort, name, value)
    client.post("/unirse", asking(cohort))
    assert client.status == 409 and "ya no recibe" in client.text
    browser = new_client()
    browser.sign_in(make.ana()).post("/unirse", {"code": cohort.join_code})
    assert browser.status == 409 and count(Membership) == count(JoinRequest) == 0


def test_ten_wrong_codes_close_the_door_for_a_while_and_good_ones_do_not_count(client: Client, cohort: Cohort) -> None:
    for number in range(12):
        client.post("/unirse", asking(cohort, document=f"990002{number:02}"))
        assert client.status == 303
    for _ in range(40):
        client.post("/unirse", asking(cohort, code="ZZZZZZZZ"))
        assert client.status == 422
    client.post("/unirse", asking(cohort))
    assert client.status == 429 and "Espere" in client.text
    with clock.frozen(now() + timedelta(minutes=11)):
        client.post("/unirse", asking(cohort, document="99000777"))
        assert client.status == 303


def test_an_account_that_is_not_complete_finishes_first(client: Client, cohort: Cohort) -> None:
    client.get("/unirse")
    assert client.status == 200


def test_the_trainer_accepts_face_to_face_or_declines(client: Client, new_client: type[Client], cohort: Cohort) -> None:
    for document in ("99000101", "99000102"):
        client.post("/unirse", asking(cohort, document=document))
    first, second = db.session.scalars(select(JoinRequest).order_by(JoinRequest.id)).all()
    browser = new_client()
    browser.sign_in(db.session.get_one(User, cohort.created_by_id)).get(f"/cohortes/{cohort.key}")
    assert "2 personas por confirmar" in browser.text
    path = f"/cohortes/{cohort.key}/solicitudes/"
    for _ in range(2):
        browser.post(path + first.key, {"do": "accept"})
        assert browser.status == 303
    browser.post(path + second.key, {"do": "decline"})
    browser.post(path + second.key, {"do": "dance"})
    assert browser.status == 400
    member = db.session.scalars(select(Membership)).one()
    assert member.user.document == "99000101" and member.confirmed_at is None
    browser.get(f"/cohortes/{cohort.key}")
    assert "por confirmar</h2>" not in browser.text


def test_a_request_of_another_cohort_is_not_found(client: Client, cohort: Cohort) -> None:
    client.post("/unirse", asking(cohort))
    request = db.session.scalars(select(JoinRequest)).one()
    other = make.cohort(make.bea("cus"), make.published(), name="Cusco")
    browser = client.sign_in(db.session.get_one(User, other.created_by_id))
    browser.post(f"/cohortes/{other.key}/solicitudes/{request.key}", {"do": "accept"})
    assert browser.status == 404
    browser.post(f"/cohortes/{cohort.key}/solicitudes/{request.key}", {"do": "accept"})
    assert browser.status == 404 and count(Membership) == 0


def test_a_person_confirms_or_declines_what_a_list_says(client: Client, cohort: Cohort) -> None:
    ana = make.ana()
    member = make.member(cohort, ana, confirmed=False)
    other = make.member(make.cohort(make.bea(), make.published(), name="Otra"), ana, confirmed=False)
    client.sign_in(ana).post(f"/inscripciones/{member.key}/confirmar")
    client.post(f"/inscripciones/{other.key}/confirmar", {"decline": "1"})
    assert client.status == 303 and member.confirmed_at is not None and other.removed_at is not None
    client.post(f"/inscripciones/{member.key}/confirmar", {"decline": "1"})
    assert client.status == 409 and member.removed_at is None


def test_nobody_confirms_for_somebody_else(client: Client, cohort: Cohort) -> None:
    member = make.member(cohort, make.ana(), confirmed=False)
    client.sign_in(make.user("Otra", "Persona")).post(f"/inscripciones/{member.key}/confirmar")
    assert client.status == 404 and member.confirmed_at is None


def test_who_was_declined_may_ask_again_with_the_right_names(client: Client, new_client: type[Client], cohort: Cohort) -> None:
    client.post("/unirse", asking(cohort, given_names="Otra"))
    asked = db.session.scalars(select(JoinRequest)).one()
    browser = new_client().sign_in(db.session.get_one(User, cohort.created_by_id))
    browser.post(f"/cohortes/{cohort.key}/solicitudes/{asked.key}", {"do": "decline"})
    client.post("/unirse", asking(cohort))
    assert client.status == 303 and count(JoinRequest) == 1
    assert (asked.given_names, asked.decided_at, asked.accepted) == ("Illari", None, None)
    browser.post(f"/cohortes/{cohort.key}/solicitudes/{asked.key}", {"do": "accept"})
    client.post("/unirse", asking(cohort, given_names="Otra"))
    assert client.status == 303 and asked.accepted and asked.given_names == "Illari"
