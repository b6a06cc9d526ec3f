"""Two tries, then coaching, then another; and what happens when a sheet was wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.client import Client
from tests.practice.story import MISSED, WELL, begin, observe, person_page, reached, sheets
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.practice.models import Coaching


@pytest.fixture
def phone(client: Client, bea: User) -> Client:
    return client.sign_in(bea)


@pytest.fixture
def stuck(phone: Client, cohort: Cohort, member: Membership) -> str:
    """The page of somebody who has used both tries."""
    observe(phone, cohort, member, MISSED, 1)
    observe(phone, cohort, member, MISSED, 2)
    return person_page(cohort, member)


def test_the_second_try_may_be_the_good_one(phone: Client, cohort: Cohort, member: Membership) -> None:
    observe(phone, cohort, member, MISSED, 1)
    observe(phone, cohort, member, WELL, 2)
    phone.follow()
    assert "Aprobó con 100 %" in phone.text
    assert len(reached()) == 1


def test_after_two_tries_coaching_comes_first(phone: Client, stuck: str) -> None:
    phone.get(stuck)
    assert "Usó sus intentos" in phone.text
    phone.post(stuck, {"number": "3"})
    assert phone.status == 409
    assert "Primero hagan el acompañamiento" in phone.text


def test_coaching_is_agreed_moved_done_and_opens_another_try(phone: Client, cohort: Cohort, member: Membership,
                                                             stuck: str) -> None:
    for days in (7, 9):
        phone.post(stuck + "/acompanamiento", {"do": "agree", "on": (today() + timedelta(days=days)).isoformat()})
        assert phone.status == 303
    only = db.session.scalars(select(Coaching)).one()
    assert (only.agreed_for, only.done_on) == (today() + timedelta(days=9), None)
    phone.post(stuck, {"number": "3"})
    assert phone.status == 409
    for _twice in range(2):
        phone.post(stuck + "/acompanamiento", {"do": "done", "on": today().isoformat()})
        assert phone.status == 303
    observe(phone, cohort, member, WELL, 3)
    phone.follow()
    assert "Intento 3, después del acompañamiento" in phone.text
    assert len(reached()) == 1


@pytest.mark.parametrize(("do", "days"), [("agree", -1), ("agree", 400), ("done", 1), ("done", -3)])
def test_impossible_dates_are_refused_beside_the_field(phone: Client, stuck: str, do: str, days: int) -> None:
    if do == "done":
        phone.post(stuck + "/acompanamiento", {"do": "agree", "on": today().isoformat()})
    phone.post(stuck + "/acompanamiento", {"do": do, "on": (today() + timedelta(days=days)).isoformat()})
    assert phone.status == 422
    assert "Elija una fecha" in phone.text


@pytest.mark.parametrize("on", ["", "ayer", "2026-02-30", "0001-01-01"])
def test_what_is_no_date_is_refused(phone: Client, stuck: str, on: str) -> None:
    assert phone.get(stuck).status_code == 200
    assert phone.post(stuck + "/acompanamiento", {"do": "agree", "on": on}).status_code == 422


def test_coaching_is_refused_while_there_is_a_try_left(phone: Client, cohort: Cohort, member: Membership) -> None:
    page = person_page(cohort, member)
    phone.get(page)
    for do in ("agree", "done"):
        phone.post(page + "/acompanamiento", {"do": do, "on": today().isoformat()})
        assert phone.status == 409
        assert "Todavía le queda un intento" in phone.text


def test_coaching_is_not_done_before_it_was_agreed(phone: Client, stuck: str) -> None:
    phone.post(stuck + "/acompanamiento", {"do": "done", "on": today().isoformat()})
    assert phone.status == 409
    assert "Primero acuerde la fecha" in phone.text


def test_a_sheet_of_the_wrong_person_is_voided_and_kept(phone: Client, bea: User, cohort: Cohort, member: Membership) -> None:
    sheet = begin(phone, cohort, member)
    phone.post(sheet, MISSED)
    phone.get(sheet + "/anular")
    phone.post(sheet + "/anular", {})
    assert phone.status == 422
    phone.post(sheet + "/anular", {"reason": "otro"})
    assert phone.status == 422
    phone.post(sheet + "/anular", {"reason": "person"})
    assert phone.status == 303
    phone.follow()
    assert "Todavía no la observaron" in phone.text
    kept = sheets()[0]
    assert (kept.void_reason, kept.voided_by_id, kept.points) == ("person", bea.id, 3)
    trace = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "void observation")).one()
    assert (trace.subject, trace.detail) == (f"membership:{member.id}", "apoyo 1 person")
    assert phone.get(sheet).status_code == phone.post(sheet + "/anular", {"reason": "person"}).status_code == 404


def test_a_voided_sheet_uses_no_try_and_the_observer_may_begin_again(phone: Client, cohort: Cohort, member: Membership,
                                                                     stuck: str) -> None:
    phone.get(stuck)
    phone.post(f"/cohortes/{cohort.key}/practica/hoja/{sheets()[1].key}/anular", {"reason": "interrupted"})
    observe(phone, cohort, member, WELL, 2)
    assert len(reached()) == 1


def test_an_open_sheet_is_not_voided(phone: Client, cohort: Cohort, member: Membership) -> None:
    sheet = begin(phone, cohort, member)
    assert phone.post(sheet + "/anular", {"reason": "marks"}).status_code == 303
    assert sheets()[0].voided_at is None


@pytest.mark.parametrize("statement", [
    "UPDATE observation SET points = 0", "UPDATE observation SET passed = NOT passed", "DELETE FROM observation",
    "UPDATE observation SET comment = 'x', voided_at = finished_at, voided_by_id = observer_id, void_reason = 'marks'"])
def test_the_database_keeps_a_finished_sheet_as_it_is(phone: Client, cohort: Cohort, member: Membership,
                                                      statement: str) -> None:
    observe(phone, cohort, member, WELL)
    with pytest.raises(DatabaseError):
        db.session.execute(text(statement))
    db.session.rollback()
