"""Revoking takes two: one asks, another who administers decides; the register says it only then."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from certificates.corrections import actions
from certificates.corrections.models import PaperWords, RevocationRequest
from certificates.issuing.models import Certificate
from certificates.issuing.standing import REPLACED, REVOKED, VALID, standing_of
from certificates.register import chain
from certificates.register.models import RegisterEntry
from tests import make
from tests.certificates.corrections.story import holder_of, in_another_thread, paper, said, second_admin, trainer_of
from tests.client import Client
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import now
from training.db import db
from training.errors import Refused
from training.house import house


def asked(one: Certificate, reason: str = "fraud") -> RevocationRequest:
    request = actions.ask(one, reason, "No asistió ningún día.", trainer_of(one))
    db.session.commit()
    return request


def entries(kind: str) -> list[chain.Entry]:
    return [chain.from_bytes(row.body) for row in db.session.query(RegisterEntry).filter_by(kind=kind)]


def test_asking_changes_nothing_yet(app: Flask) -> None:
    one = paper()
    asked(one)
    assert standing_of(one).state == VALID
    assert entries(chain.REVOKED) == []


def test_approving_enters_the_register_with_its_reason(app: Flask) -> None:
    one, dina = paper(), make.dina()
    actions.approve(asked(one), "", dina)
    db.session.commit()
    assert standing_of(one).state == REVOKED
    assert [(entry.of, entry.reason) for entry in entries(chain.REVOKED)] == [(standing_of(one).number, "fraud")]
    assert db.session.query(AuditEntry).filter_by(act="revoke certificate", actor_id=dina.id).count() == 1


def test_declining_leaves_it_and_it_may_be_asked_again(app: Flask) -> None:
    one = paper()
    actions.decline(asked(one), "Sí asistió: revise la lista.", make.dina())
    db.session.commit()
    assert standing_of(one).state == VALID
    assert asked(one).id


def test_nobody_approves_what_she_asked(app: Flask) -> None:
    dina = make.dina()
    request = actions.ask(paper(), "error", "x", dina)
    with pytest.raises(Refused, match="otra persona"):
        actions.approve(request, "", dina)


def test_the_holder_does_not_decide_about_her_own(app: Flask) -> None:
    one = paper(is_admin=True)
    with pytest.raises(Refused, match="suyo"):
        actions.approve(asked(one), "", holder_of(one))


def test_the_holder_does_not_dismiss_it_either_unless_she_asked(app: Flask) -> None:
    one = paper(is_admin=True)
    request = asked(one)
    with pytest.raises(Refused, match="suyo"):
        actions.decline(request, "No procede.", holder_of(one))
    actions.decline(request, "Sí asistió.", make.dina())
    mine = actions.ask(one, "request", "Ya no lo quiero.", holder_of(one))
    actions.decline(mine, "Lo pensé mejor.", holder_of(one))
    assert mine.approved is False


def test_the_database_itself_refuses_one_person_for_both(app: Flask) -> None:
    request = asked(paper())
    request.approved, request.decided_by_id, request.decided_at = True, request.asked_by_id, now()
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()


@pytest.mark.parametrize("statement", [
    "UPDATE revocation_request SET approved = NOT approved", "UPDATE revocation_request SET reason = 'other'",
    "DELETE FROM revocation_request", "UPDATE paper_words SET words = 'x'", "DELETE FROM paper_words"])
def test_what_was_decided_stays(app: Flask, statement: str) -> None:
    actions.approve(asked(paper()), "Visto.", make.dina())
    db.session.commit()
    with pytest.raises(DatabaseError):
        db.session.execute(text(statement))
    db.session.rollback()


def test_two_cannot_wait_for_one_paper(app: Flask) -> None:
    one = paper()
    asked(one)
    with pytest.raises(Refused, match="Ya se pidió"):
        asked(one)


def test_a_request_is_decided_once(app: Flask) -> None:
    request, dina = asked(paper()), make.dina()
    actions.approve(request, "", dina)
    db.session.commit()
    with pytest.raises(Refused, match="ya decidió"):
        actions.decline(request, "Tarde.", dina)


@pytest.mark.parametrize("act", ["approve", "decline"])
def test_of_two_who_decide_at_once_one_does(app: Flask, act: str) -> None:
    request, dina, elsa, both = asked(paper()), make.dina(), second_admin(), threading.Barrier(2)
    number = request.id
    acts: dict[str, Callable[[RevocationRequest, str, User], None]] = {"approve": actions.approve, "decline": actions.decline}

    def deciding(person: int, what: str) -> Callable[[], str]:
        def work() -> str:
            found, by = db.session.get_one(RevocationRequest, number), db.session.get_one(User, person)
            db.session.commit()
            both.wait()
            acts[what](found, "Visto.", by)
            return what
        return work

    answers = in_another_thread(app, deciding(dina.id, "approve"), deciding(elsa.id, act))
    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert len(entries(chain.REVOKED)) <= 1


def test_correcting_and_revoking_at_once_leave_one_of_both(app: Flask) -> None:
    one, dina, both = paper(), make.dina(), threading.Barrier(2)
    number, trainer, admin = one.id, trainer_of(one).id, dina.id

    def correcting() -> str:
        found, by = db.session.get_one(Certificate, number), db.session.get_one(User, trainer)
        db.session.commit()
        both.wait()
        return actions.correct(found, {"surnames": "Quispe Roxas"}, "Con x.", by).folio

    def asking() -> str:
        found, by = db.session.get_one(Certificate, number), db.session.get_one(User, admin)
        db.session.commit()
        both.wait()
        return actions.ask(found, "error", "Salió dos veces.", by).key

    answers = in_another_thread(app, correcting, asking)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    replaced = standing_of(db.session.get_one(Certificate, number)).state == REPLACED
    assert replaced != bool(db.session.query(RevocationRequest).count())


def test_the_trainer_asks_and_the_administrator_approves_on_the_pages(app: Flask, new_client: Callable[[], Client]) -> None:
    one, dina = paper(), make.dina()
    second_admin()
    bea = new_client().sign_in(trainer_of(one))
    bea.get(f"/certificados/{one.key}/revocar")
    bea.post(f"/certificados/{one.key}/revocar", {"reason": "norm", "words": "Le faltó la práctica."})
    bea.follow()
    assert "Se pidió revocarlo" in bea.text
    assert "Corregir</a>" not in bea.text
    admin = new_client().sign_in(dina)
    admin.get("/personas")
    assert "Hay 1 revocación por aprobar." in admin.text
    admin.get("/revocaciones")
    for words in ("Ana Quispe Rojas", "No cumplía lo que pide el programa", "Le faltó la práctica.", "Bea Huamán Ríos"):
        assert words in admin.text, words
    request = db.session.query(RevocationRequest).one()
    admin.post(f"/revocaciones/{request.key}", {"do": "decline", "words": ""})
    assert admin.status == 422
    assert "Escriba por qué" in admin.text
    admin.post(f"/revocaciones/{request.key}", {"do": "approve", "words": ""})
    assert admin.status == 303
    admin.follow()
    assert "Nada por aprobar" in admin.text
    anybody = new_client()
    anybody.get(f"/verificar/{one.code}")
    assert "Revocado" in anybody.text
    assert "No cumplía lo que pide el programa" in anybody.text
    for hidden in ("Ana", "Quispe", "Le faltó", "Bea", "Dina"):
        assert hidden not in anybody.text, hidden
    bea.get(f"/certificados/{one.key}")
    assert "Se aprobó revocarlo" in bea.text
    bea.post(f"/certificados/{one.key}/revocar", {"reason": "norm", "words": "Otra vez."})
    assert bea.status == 409


def test_whoever_asked_sees_no_button_and_is_refused(app: Flask, client: Client) -> None:
    one, dina = paper(), make.dina()
    second_admin()
    request = actions.ask(one, "error", "Salió dos veces.", dina)
    client.sign_in(dina).get("/revocaciones")
    assert "Aprobar: revocar" not in client.text
    client.post(f"/revocaciones/{request.key}", {"do": "approve"})
    assert client.status == 403
    client.post(f"/revocaciones/{request.key}", {"do": "decline", "words": "Me equivoqué."})
    assert client.status == 303
    assert standing_of(one).state == VALID


@pytest.mark.parametrize("sent", [{}, {"reason": "fraud"}, {"words": "x"}, {"reason": "none", "words": "x"},
                                  {"reason": "error", "words": "x" * 401}, {"reason": "error", "words": " \n"}])
def test_a_request_says_why(app: Flask, client: Client, sent: dict[str, str]) -> None:
    one = paper()
    client.sign_in(trainer_of(one)).get(f"/certificados/{one.key}/revocar")
    client.post(f"/certificados/{one.key}/revocar", sent)
    assert client.status == 422
    assert db.session.query(RevocationRequest).count() == 0


def test_an_install_with_one_administrator_is_told(app: Flask, client: Client) -> None:
    one, dina = paper(), make.dina()
    lines = [announced() for announced in house(app).at_start]
    assert any("segunda persona" in line for line in lines)
    client.sign_in(dina)
    for path in ("/personas", "/revocaciones", f"/certificados/{one.key}/revocar"):
        client.get(path)
        assert "nadie puede ser la segunda persona" in client.text, path
    elsa = second_admin()
    db.session.commit()
    assert not any("segunda persona" in announced() for announced in house(app).at_start)
    client.get("/personas")
    assert "nadie puede ser la segunda persona" not in client.text
    elsa.disabled_at = now()
    db.session.commit()
    assert any("segunda persona" in announced() for announced in house(app).at_start)


def test_the_words_of_a_request_are_for_who_decides_only(app: Flask, client: Client) -> None:
    one = paper()
    asked(one)
    assert db.session.query(PaperWords).one().words == "No asistió ningún día."
    client.get(f"/v/{one.token}")
    assert said(one).full_name in client.text
    assert "No asistió" not in client.text
