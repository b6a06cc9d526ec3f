"""Two trainers at the same moment."""

from flask import Flask
from sqlalchemy import func, select

from tests.attendance.story import MORNING, Day, Sending, mark
from tests.client import Client
from tests.cohorts.test_races import at_once
from training.attendance.models import Mark, MarkChange
from training.audit.models import AuditEntry
from training.clock import frozen
from training.db import db


def test_four_who_close_at_once_close_once(app: Flask, new_client: type[Client]) -> None:
    with frozen(MORNING):
        day = Day(12)
        browsers = [new_client().sign_in(who) for who in (day.bea, day.luz, day.bea, day.luz)]
        keys, address = [one.key for one in day.people], day.at(1, "/cerrar")
        for browser in browsers:
            browser.get(day.at())
        db.session.commit()
        form = {f"b-{key}": "0 present - -" for key in keys} | {"p": [keys[0], *keys[2:]]}
        at_once([lambda b=b: b.post(address, form) for b in browsers])
    assert [browser.status for browser in browsers] == [303] * 4
    assert db.session.scalar(select(func.count()).select_from(Mark)) == 12
    assert db.session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.act == "close half-day")) == 1


def test_two_who_mark_the_same_person_at_once_leave_one_mark_and_one_question(app: Flask, new_client: type[Client]) -> None:
    with frozen(MORNING):
        day = Day()
        browsers = [new_client().sign_in(day.bea), new_client().sign_in(day.luz)]
        for browser in browsers:
            browser.get(day.at())
        there = Sending(day)
        first, second = mark(day.key(1), key="key-of-bea"), mark(day.key(1), "excused", key="key-of-luz")
        at_once([lambda: there.send(browsers[0], first), lambda: there.send(browsers[1], second)])
    assert sorted(browser.status for browser in browsers) == [200, 200]
    assert db.session.scalars(select(Mark.revision)).all() == [1]
    assert sorted(one.applied for one in db.session.scalars(select(MarkChange))) == [False, True]


def test_the_same_batch_twice_at_once_counts_once(app: Flask, new_client: type[Client]) -> None:
    with frozen(MORNING):
        day = Day()
        browsers = [new_client().sign_in(day.bea) for _ in range(3)]
        for browser in browsers:
            browser.get(day.at())
        there, one = Sending(day), mark(day.key(1))
        at_once([lambda b=b: there.send(b, one) for b in browsers])
    assert db.session.scalar(select(func.count(MarkChange.id))) == 1
