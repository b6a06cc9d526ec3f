"""Checking, closing once, the report, the dates after it, and who lacks what."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from tests import make
from tests.client import Client
from tests.statements import statements
from training.attendance.models import Mark
from training.attendance.presence import PRESENT
from training.clock import now, today
from training.closing.models import ClosingAct, FollowUp, Report
from training.closing.report import compose, draw
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import members
from training.db import db
from training.naming.actions import confirm_own
from training.progress.models import ATTENDANCE, Achievement
from training.workshops.queries import half_days


def held(cohort: Cohort, attended: int) -> None:
    """Every half-day closed; the first ``attended`` people were there all the time and confirmed their names."""
    for half_day in half_days(cohort):
        half_day.closed_at, half_day.closed_by_id = now(), cohort.created_by_id
        for member in members(cohort)[:attended]:
            db.session.add(Mark(half_day_id=half_day.id, membership_id=member.id, state=PRESENT, minutes=half_day.minutes,
                                by_id=cohort.created_by_id, at=now()))
    for member in members(cohort)[:attended]:
        confirm_own(member, member.given_names, member.surnames)
    db.session.commit()


def test_a_workshop_with_open_half_days_is_not_closed(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=2)
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/cierre")
    assert client.status == 200 and "Falta cerrar la asistencia de 4 jornadas" in client.text
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    assert client.status == 409 and "Falta cerrar la asistencia" in client.text
    db.session.expire_all()
    assert cohort.closed_at is None and db.session.query(ClosingAct).count() == 0


def test_closing_freezes_what_stood_there_and_sets_the_dates(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=3)
    held(cohort, attended=2)
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/cierre")
    assert "2" in client.text and "Revise antes de cerrar" in client.text
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    assert client.status == 303
    client.get(f"/cohortes/{cohort.key}/cierre")
    assert "Taller cerrado" in client.text
    db.session.expire_all()
    assert cohort.closed_at is not None
    assert [(one.days, one.due_on - cohort.ends_on) for one in db.session.query(FollowUp).order_by(FollowUp.days)] == [
        (30, timedelta(30)), (60, timedelta(60)), (90, timedelta(90))]
    assert db.session.query(Achievement).filter_by(kind=ATTENDANCE, module="a").count() == 2
    assert '"constancias": 2' in db.session.query(ClosingAct).one().facts


def test_closing_twice_is_closing_once(app: Flask, new_client: Callable[[], Client]) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=1)
    held(cohort, attended=1)
    for _again in range(2):
        client = new_client().sign_in(bea)
        client.get("/")
        client.post(f"/cohortes/{cohort.key}/cierre", {})
        assert client.status == 303
    assert (db.session.query(ClosingAct).count(), db.session.query(FollowUp).count()) == (1, 3)


def test_the_report_says_who_when_and_what_and_is_drawn_once(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=2)
    held(cohort, attended=1)
    client.sign_in(bea)
    client.get("/")
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    html = compose(cohort)
    for words in ("Informe del taller Ayacucho 2026-3", "Bea Huamán Ríos", "900 min", "P. S. Pampa Serena", "Cerrado el"):
        assert words in html
    act = db.session.query(ClosingAct).one()
    db.session.commit()
    draw(str(act.id))
    draw(str(act.id))
    drawn = db.session.query(Report).one()
    assert drawn.pages >= 1
    db.session.commit()
    client.get(f"/cohortes/{cohort.key}/informe.pdf")
    assert client.status == 200 and client.response.data.startswith(b"%PDF")


def test_there_is_no_report_before_the_closing(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/informe.pdf")
    assert client.status == 404
    client.post(f"/cohortes/{cohort.key}/informe", {})
    assert client.status == 409 and "al cerrar el taller" in client.text


def test_a_follow_up_is_noted_and_can_be_taken_back(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, first_day=today() - timedelta(days=40))
    held(cohort, attended=0)
    client.sign_in(bea)
    client.get("/")
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    first = db.session.query(FollowUp).filter_by(days=30).one()
    address = f"/cohortes/{cohort.key}/seguimiento/{first.key}"
    db.session.commit()
    client.get(address)
    client.post(address, {"done": "y", "note": "El kit ya está completo."})
    db.session.refresh(first)
    assert first.done_at is not None and first.note == "El kit ya está completo."
    db.session.commit()
    client.post(address, {"note": "Falta la llave."})
    db.session.refresh(first)
    assert first.done_at is None and first.note == "Falta la llave."


def test_a_date_months_away_is_not_done_yet(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    held(cohort, attended=0)
    client.sign_in(bea)
    client.get("/")
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    last = db.session.query(FollowUp).filter_by(days=90).one()
    db.session.commit()
    client.post(f"/cohortes/{cohort.key}/seguimiento/{last.key}", {"done": "y"})
    assert client.status == 409 and "más de un mes" in client.text


def test_a_note_that_is_too_long_is_asked_again_and_kept(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea)
    held(cohort, attended=0)
    client.sign_in(bea)
    client.get("/")
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    one = db.session.query(FollowUp).filter_by(days=30).one()
    db.session.commit()
    client.post(f"/cohortes/{cohort.key}/seguimiento/{one.key}", {"note": "palabra " * 80})
    assert client.status == 422 and "400 caracteres" in client.text and "palabra palabra" in client.text


def test_the_trainer_sees_what_each_person_lacks(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=2)
    held(cohort, attended=1)
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/falta")
    assert client.status == 200 and client.text.count("Listo") >= 2 and "Módulos y sus pruebas" in client.text


def test_the_learner_sees_what_she_lacks_and_nobody_elses(app: Flask, client: Client) -> None:
    bea, ana = make.bea(), make.ana()
    cohort = make.workshop(bea)
    make.member(cohort, ana)
    db.session.commit()
    client.sign_in(ana)
    client.get(f"/curso/{cohort.key}/falta")
    assert client.status == 200
    for words in ("Qué le falta", "Asistencia", "Constancia", "Bea Huamán Ríos"):
        assert words in client.text


def test_in_a_cohort_without_workshop_she_needs_the_modules_and_her_name(app: Flask, client: Client) -> None:
    ana = make.ana()
    cohort = make.cohort(make.bea())
    make.member(cohort, ana)
    db.session.commit()
    client.sign_in(ana)
    client.get(f"/curso/{cohort.key}/falta")
    assert client.status == 200 and "Módulos y sus pruebas" in client.text and "Asistencia" not in client.text


def test_the_pages_ask_the_same_number_of_questions_for_3_people_and_for_30(app: Flask, client: Client) -> None:
    bea = make.bea()
    small, large = make.workshop(bea, people=3), make.workshop(bea, people=30, name="Otro")
    held(small, attended=2)
    held(large, attended=20)
    client.sign_in(bea)
    for page in ("cierre", "falta"):
        counts = []
        for cohort in (small, large):
            client.get(f"/cohortes/{cohort.key}/{page}")
            with statements() as asked:
                client.get(f"/cohortes/{cohort.key}/{page}")
            counts.append(len(asked))
        assert counts[0] == counts[1], page
    assert db.session.query(Membership).count() == 33
