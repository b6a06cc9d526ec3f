"""What was agreed begins on its day, by itself."""

from datetime import datetime, timedelta

import pytest

from tests.staffing.story import Told, ago, ahead, said
from training import clock
from training.clock import LIMA, today
from training.db import db
from training.staffing.beginning import begin_due
from training.staffing.models import AGREED, SAID, Pending, Posting
from training.staffing.queries import posting_of


def later(days: int) -> datetime:
    return datetime.now(LIMA) + timedelta(days=days)


def test_a_transfer_begins_on_its_day(told: Told, changed: list[list[int]]) -> None:
    before = told.posted()
    said(told.ana, told.manso, kind=AGREED, since=ahead(10), contract="cas", contract_ends_on=ahead(90))
    db.session.commit()
    with clock.frozen(later(9)):
        begin_due()
        assert db.session.query(Pending).count() == 1
    with clock.frozen(later(10)):
        begin_due()
        begin_due()
        now = posting_of(told.ana.id)
        assert now is not None and (now.facility_id, now.since, now.contract) == (told.manso.id, today(), "cas")
        assert before.until == today() - timedelta(days=1) and changed == [sorted([told.pampa.id, told.manso.id])]
    assert db.session.query(Pending).count() == 0


def test_a_worker_that_slept_begins_it_on_the_day_that_was_agreed(told: Told) -> None:
    told.posted()
    said(told.ana, told.manso, kind=AGREED, since=ahead(10))
    db.session.commit()
    with clock.frozen(later(14)):
        begin_due()
        now = posting_of(told.ana.id)
        assert now is not None and now.since == today() - timedelta(days=4)


@pytest.mark.parametrize("since", [0, 5])
def test_what_no_longer_fits_waits_to_be_confirmed(told: Told, since: int) -> None:
    said(told.ana, told.manso, kind=AGREED, since=ago(since))
    told.posted(since=today())
    db.session.commit()
    begin_due()
    assert db.session.query(Pending).one().kind == SAID and db.session.query(Posting).count() == 1


def test_what_lists_said_never_begins_by_itself(told: Told) -> None:
    said(told.ana, told.manso, since=ago(5))
    db.session.commit()
    begin_due()
    assert posting_of(told.ana.id) is None


def test_what_was_agreed_with_a_facility_that_closed_meanwhile_waits_to_be_confirmed(told: Told) -> None:
    told.posted()
    said(told.ana, told.manso, kind=AGREED, since=today())
    told.manso.closed_on = ago(1)
    db.session.commit()
    begin_due()
    now = posting_of(told.ana.id)
    assert now is not None and now.facility_id == told.pampa.id and db.session.query(Pending).one().kind == SAID
