"""Posting, moving, leaving, taking back: what stays, what is told, and that twice is once."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests import make
from tests.staffing.story import Told, ago, ahead, posting, said
from training.audit.models import AuditEntry
from training.clock import today
from training.db import db
from training.errors import Refused
from training.staffing import actions
from training.staffing.actions import Terms
from training.staffing.models import AGREED, LEFT, MOVED, SELF, TRAINER, Pending, Posting, Withdrawn
from training.staffing.queries import facilities_of, history_of, posting_of


@pytest.fixture(autouse=True)
def words(app: Flask) -> object:
    """Refusals are said in the language of a request."""
    with app.test_request_context("/", method="POST"):
        yield None


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_first_posting_begins_today_and_is_told(told: Told, changed: list[list[int]]) -> None:
    made = actions.post(told.ana.id, told.pampa.id, source=TRAINER, by_id=told.bea.id)
    assert (made.since, made.until, made.confirmed_on) == (today(), None, None)
    assert changed == [[told.pampa.id]] and facilities_of({told.ana.id}) == {told.ana.id: told.pampa.id}


def test_a_transfer_ends_the_one_before_on_the_day_before(told: Told, changed: list[list[int]]) -> None:
    before = told.posted()
    made = actions.move(told.ana.id, told.manso.id, Terms(ago(10)), source=SELF, by=told.ana)
    assert isinstance(made, Posting) and made.confirmed_on == today()
    assert (before.until, before.ended_how) == (ago(11), MOVED)
    assert changed == [sorted([told.pampa.id, told.manso.id])] and acts() == ["transfer person"]


def test_the_same_again_changes_only_the_contract(told: Told) -> None:
    before = told.posted()
    for _time in range(2):
        assert actions.move(told.ana.id, told.pampa.id, Terms(today(), "cas", ahead(30)), source=SELF, by=told.ana) is before
    assert (before.since, before.contract, before.contract_ends_on, before.until) == (ago(365), "cas", ahead(30), None)
    assert acts() == [] and len(history_of(told.ana.id)) == 1


@pytest.mark.parametrize("since", [ahead(1), ago(400)])
def test_nothing_begins_tomorrow_or_before_where_she_is(told: Told, since: object) -> None:
    before = told.posted()
    with pytest.raises(Refused):
        actions.post(told.ana.id, told.manso.id, source=TRAINER, by_id=None, since=since)  # type: ignore[arg-type]  # a date
    assert before.until is None


def test_what_is_agreed_for_a_day_to_come_moves_nobody_yet(told: Told, changed: list[list[int]]) -> None:
    told.posted()
    for _time in range(2):
        made = actions.move(told.ana.id, told.manso.id, Terms(ahead(20), "serums", ahead(300)), source=SELF, by=told.ana)
    assert isinstance(made, Pending) and made.kind == AGREED and changed == []
    assert db.session.query(Pending).count() == 1
    current = posting_of(told.ana.id)
    assert current is not None and current.facility_id == told.pampa.id


def test_leaving_is_noted_once(told: Told, changed: list[list[int]]) -> None:
    found = told.posted()
    actions.leave(found, ago(3), told.bea)
    actions.leave(found, today(), told.bea)
    assert (found.until, found.ended_how) == (ago(3), LEFT) and changed == [[told.pampa.id]] and acts() == ["note leaving"]


def test_a_contract_is_told_when_it_changes(told: Told, changed: list[list[int]]) -> None:
    found = told.posted()
    for _time in range(2):
        actions.change_contract(found, "cas", ahead(60), told.ana)
    assert changed == [[told.pampa.id]] and acts() == ["change contract"]


def test_her_yes_settles_what_lists_said(told: Told) -> None:
    found = told.posted(as_written="Ana Quispe")
    said(told.ana, told.manso)
    actions.still_here(found)
    actions.still_here(found)
    assert (found.confirmed_on, found.as_written) == (today(), "") and db.session.query(Pending).count() == 0
    assert acts() == ["confirm posting"]


def test_a_transfer_that_was_a_mistake_brings_her_back(told: Told, changed: list[list[int]]) -> None:
    before = told.posted()
    wrong = actions.post(told.ana.id, told.manso.id, source=TRAINER, by_id=told.bea.id, since=ago(5))
    key, at = wrong.key, wrong.at
    changed.clear()
    assert actions.withdraw(wrong, "person", told.bea) is before
    assert (before.until, before.ended_how) == (None, "") and changed == [sorted([told.pampa.id, told.manso.id])]
    kept = db.session.scalars(select(Withdrawn)).one()
    assert (kept.key, kept.facility_id, kept.since, kept.reason, kept.entered_at) == (key, told.manso.id, ago(5), "person", at)
    assert db.session.scalars(select(Posting)).all() == [before]


def test_where_she_had_left_she_does_not_go_back(told: Told) -> None:
    before = told.posted()
    actions.leave(before, ago(6), told.ana)
    wrong = actions.post(told.ana.id, told.manso.id, source=TRAINER, by_id=told.bea.id, since=ago(5))
    assert actions.withdraw(wrong, "facility", told.bea) is None
    assert before.until == ago(6) and posting_of(told.ana.id) is None


def test_what_a_list_said_is_accepted_from_a_day_that_fits(told: Told) -> None:
    told.posted(since=ago(3))
    waits = said(told.ana, told.manso, since=ago(30))
    made = actions.accept(waits, source=SELF, by=told.ana)
    assert (made.facility_id, made.since, made.until) == (told.manso.id, ago(3), None)
    assert db.session.query(Pending).count() == 0


def test_what_a_list_said_begins_after_the_last_day_elsewhere(told: Told) -> None:
    told.posted(until=ago(2), since=ago(90))
    made = actions.accept(said(told.ana, told.manso, since=ago(30)), source=TRAINER, by=told.bea)
    assert made.since == ago(2)


def test_what_is_not_so_goes(told: Told) -> None:
    actions.drop(said(told.ana, told.manso), told.ana)
    assert db.session.query(Pending).count() == 0 and acts() == ["drop pending posting"]


def test_the_database_knows_one_current_posting(told: Told) -> None:
    posting(told.ana, told.pampa)
    with pytest.raises(Exception, match=r"(?i)unique"):
        posting(told.ana, told.manso)
    db.session.rollback()


def test_who_is_held_is_held_in_one_order(told: Told) -> None:
    people = [make.user("Otra", f"Persona {n}").id for n in range(3)]
    actions.hold(*reversed(people), people[0])  # and nothing is raised
