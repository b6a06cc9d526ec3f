"""Closing while somebody opens a half-day again, twice at once, and the bell for its report."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.closing.test_views import held
from tests.cohorts.test_races import at_once
from training.accounts.models import User
from training.attendance import actions as attendance
from training.closing import actions
from training.closing import views as closing_views
from training.closing.models import ClosingAct, FollowUp
from training.cohorts.models import Cohort
from training.db import db
from training.errors import Refused
from training.workshops.models import HalfDay
from training.workshops.queries import half_days


def test_a_half_day_is_not_opened_again_under_the_hands_of_who_closes(app: Flask) -> None:
    """On PostgreSQL whoever opens it waits, and then finds the cohort closed."""
    bea = make.bea()
    cohort = make.workshop(bea, people=2)
    held(cohort, attended=2)
    ids = cohort.id, half_days(cohort)[0].id, bea.id
    db.session.commit()
    if db.engine.dialect.name == "sqlite":
        return  # one writer at a time
    began, said = threading.Event(), list[object]()

    def reopen() -> None:
        with app.app_context():
            mine, half_day = db.session.get_one(Cohort, ids[0]), db.session.get_one(HalfDay, ids[1])
            by = db.session.get_one(User, ids[2])
            began.set()
            try:
                said.append(attendance.reopen(mine, half_day, "Falta una firma", by))
                db.session.commit()
            except Refused as no:
                said.append(no)
                db.session.rollback()
            db.session.remove()

    actions.close_workshop(cohort, bea)
    thread = threading.Thread(target=reopen)
    thread.start()
    assert began.wait(30)
    thread.join(0.5)
    db.session.commit()
    thread.join(30)
    db.session.expire_all()
    assert isinstance(said[0], Refused)
    assert cohort.closed_at is not None and all(one.closed_at for one in half_days(cohort))


def test_who_waited_to_close_sees_that_a_half_day_was_opened_meanwhile(app: Flask) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=1)
    held(cohort, attended=1)
    first = half_days(cohort)[0]
    assert first.closed_at is not None  # as a page has read it
    db.session.execute(HalfDay.__table__.update().where(HalfDay.id == first.id).values(closed_at=None))  # type: ignore[attr-defined]  # the table, behind the session's back
    with pytest.raises(Refused, match="Falta cerrar la asistencia"):
        actions.close_workshop(cohort, bea)


def test_four_who_close_at_once_close_once(app: Flask, new_client: Callable[[], Client]) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=2)
    held(cohort, attended=1)
    browsers = [new_client().sign_in(bea) for _ in range(4)]
    address = f"/cohortes/{cohort.key}/cierre"
    for browser in browsers:
        browser.get(address)
    db.session.commit()
    at_once([lambda b=browser: b.post(address, {}) for browser in browsers])  # type: ignore[misc]  # a default keeps each its own
    assert [browser.status for browser in browsers] == [303] * 4
    assert (db.session.query(ClosingAct).count(), db.session.query(FollowUp).count()) == (1, 3)


def test_the_report_is_asked_for_at_once_and_not_when_the_reaper_comes(
        app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, people=1)
    held(cohort, attended=1)
    rung: list[int] = []
    monkeypatch.setattr(closing_views, "enqueue", rung.append)
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/cierre")
    client.post(f"/cohortes/{cohort.key}/cierre", {})
    client.post(f"/cohortes/{cohort.key}/informe", {})
    assert len(rung) == 2
