"""What is done once a day: by one worker, in Lima's days, again when it failed."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from training.clock import frozen, now
from training.db import db
from training.house import house
from training.jobs.daily import do_what_is_due
from training.jobs.engine import Engine
from training.jobs.models import DailyWork

MORNING = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def done(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When the only daily work of this house was done."""
    found: list[datetime] = []

    def work() -> None:
        found.append(now())

    monkeypatch.setattr(house(app), "daily", [work])
    return found


def at(moment: datetime) -> int:
    with frozen(moment):
        return do_what_is_due()


def test_it_is_done_once_a_day_of_lima(app: Flask, done: list[datetime]) -> None:
    assert [at(MORNING), at(MORNING + timedelta(hours=3)), at(datetime(2026, 11, 24, 4, 59, tzinfo=UTC))] == [1, 0, 0]
    assert at(datetime(2026, 11, 24, 5, 0, tzinfo=UTC)) == 1
    assert len(done) == 2


def test_of_several_workers_one_does_it(app: Flask, done: list[datetime]) -> None:
    db.session.commit()

    def worker() -> None:
        with app.app_context():
            do_what_is_due()

    threads = [threading.Thread(target=worker) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1


def test_what_failed_is_tried_again_and_holds_up_nothing_else(app: Flask, monkeypatch: pytest.MonkeyPatch,
                                                              caplog: pytest.LogCaptureFixture) -> None:
    tries: list[str] = []

    def fails() -> None:
        tries.append("fails")
        raise ZeroDivisionError

    def works() -> None:
        tries.append("works")

    monkeypatch.setattr(house(app), "daily", [fails, works])
    assert at(MORNING) == 1
    assert "tried again" in caplog.text
    assert at(MORNING + timedelta(minutes=20)) == 0
    assert at(MORNING + timedelta(minutes=40)) == 0
    assert tries == ["fails", "works", "fails"]
    assert db.session.query(DailyWork).filter(DailyWork.done_at.is_(None)).count() == 1


def test_the_engine_asks_every_ten_minutes(app: Flask, done: list[datetime], tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    fresh = Engine(app)
    huey = fresh.huey()
    due: Callable[[datetime], list[str]] = lambda when: sorted(task.name for task in huey.read_periodic(when))  # noqa: E731  # once
    assert due(datetime(2026, 11, 23, 12, 10)) == ["daily", "reap"]
    assert due(datetime(2026, 11, 23, 12, 11)) == ["reap"]
    task = next(one for one in huey.read_periodic(datetime(2026, 11, 23, 12, 10)) if one.name == "daily")
    huey.execute(task)
    assert len(done) == 1
    huey.storage.close()
