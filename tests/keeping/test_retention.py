"""Periods, with the clock moved on: nothing is left beyond its limit, nothing goes before it, the register is not touched."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from quizzes.models import Attempt
from tests import make
from tests.client import Client
from tests.keeping import story
from tests.keeping.test_erasing import reading_in
from tests.quizzes import story as quizzes
from training import clock, forgetting, store
from training.accounts.models import UserSession
from training.attendance.models import Mark, SheetPhoto
from training.audit.erasing import tidy
from training.audit.models import AuditEntry
from training.closing.models import FollowUp
from training.cohorts.models import Cohort, JoinRequest
from training.db import db
from training.house import house
from training.jobs.daily import do_what_is_due
from training.jobs.models import DailyWork, Job
from training.keeping import daily
from training.practice.models import Observation
from training.workshops.queries import half_days


def later(days: float) -> datetime:
    """So many days from now."""
    return datetime.now(clock.LIMA) + timedelta(days=days)


def what_is_left() -> dict[str, int]:
    """How many rows still hold what each period speaks of."""
    return {
        "comments": db.session.query(Observation).filter(Observation.comment != "").count(),
        "notes": db.session.query(FollowUp).filter(FollowUp.note != "").count(),
        "answers": db.session.query(Attempt).filter(Attempt.answers != "{}").count(),
        "marks": db.session.query(Mark).count(), "photos": db.session.query(SheetPhoto).count(),
        "record": db.session.query(AuditEntry).count(), "jobs": db.session.query(Job).count(),
        "requests": db.session.query(JoinRequest).count(), "sessions": db.session.query(UserSession).count()}


def register() -> list[tuple[object, ...]]:
    """The register and what it stands on, row by row."""
    found: list[tuple[object, ...]] = []
    for name in ("register_entry", "register_checkpoint", "register_head", "certificate", "certificate_particulars",
                 "certificate_file"):
        found += [tuple(row) for row in db.session.execute(sa.text(f"SELECT * FROM {name} ORDER BY 1"))]  # noqa: S608  # our words
    return found


KEPT_DAYS = {"sessions": 30, "comments": 90, "notes": 90, "jobs": 90, "requests": 90, "answers": 365, "record": 730,
             "marks": 1826, "photos": 1826}


def test_everything_goes_after_its_time_and_not_before(app: Flask, command: Callable[..., str]) -> None:
    planted = story.plant(app)
    full, before, gain = what_is_left(), register(), reading_in(planted.cohort)
    assert all(full.values())
    for days in (29, 31, 89, 125, 364, 366, 729, 731, 1825, 1830):
        with clock.frozen(later(days)):
            command("tidy")
            left = what_is_left()
            for name, limit in KEPT_DAYS.items():
                if days < limit:
                    assert left[name] == full[name], (name, days)
                elif days > limit + 35 or name not in ("notes",) and days > limit + 1:  # a follow-up is due 30 days after
                    assert left[name] == 0, (name, days)
            assert register() == before
            assert reading_in(planted.cohort) == gain, "the gain of the group stays what it was"
    with clock.frozen(later(1831)):
        assert all(": 0" in part for part in command("tidy").strip().split(", ")), "a second time there is nothing to do"
    assert db.session.query(Attempt).one().points == 3, "the score stays"
    assert "Todo está" in command("certificates", "check")


def test_an_open_cohort_keeps_its_answers(app: Flask, command: Callable[..., str]) -> None:
    planted = story.plant(app)
    planted.cohort.closed_at = None
    db.session.commit()
    full = what_is_left()
    with clock.frozen(later(1000)):
        command("tidy")
    left = what_is_left()
    assert (left["answers"], left["comments"], left["notes"]) == (full["answers"], full["comments"], full["notes"])


def test_the_photo_of_a_sheet_goes_with_its_file(app: Flask, command: Callable[..., str]) -> None:
    story.plant(app)
    photo = db.session.query(SheetPhoto).one()
    sha256 = photo.sha256
    assert store.is_whole(sha256, ".jpg")
    with clock.frozen(later(1830)):
        command("tidy")
    assert not store.is_whole(sha256, ".jpg")


def test_the_same_photo_kept_twice_stays_for_the_newer(app: Flask, command: Callable[..., str]) -> None:
    planted = story.plant(app)
    photo = db.session.query(SheetPhoto).one()
    other = make.workshop(make.bea("cus"), first_day=clock.today() + timedelta(days=900), name="Otro")
    db.session.add(SheetPhoto(half_day_id=half_days(other)[0].id, sha256=photo.sha256, size=1, by_id=photo.by_id,
                              at=clock.now()))
    db.session.commit()
    with clock.frozen(later(1830)):
        command("tidy")
    assert db.session.query(SheetPhoto).count() == 1
    assert store.is_whole(photo.sha256, ".jpg") and planted


def test_a_setting_decides(app: Flask, command: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    story.plant(app)
    monkeypatch.setitem(app.config, "KEEP_ANSWERS", 30)
    with clock.frozen(later(31)):
        command("tidy")
        assert what_is_left()["answers"] == 0


def test_it_goes_in_pieces(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece is a transaction of its own, so that nobody waits for long."""
    db.session.add_all(AuditEntry(at=clock.now(), actor_id=None, act="x", subject="x:1", detail="") for _ in range(25))
    db.session.commit()
    commits: list[int] = []
    sa.event.listen(db.session, "after_commit", lambda _session: commits.append(1))
    monkeypatch.setattr(forgetting, "PIECE", 10)
    with clock.frozen(later(800)):
        assert tidy() == {"record": 25}
    assert len(commits) >= 4


def test_it_runs_once_a_day_by_itself(app: Flask) -> None:
    story.plant(app)
    with clock.frozen(later(1000)):
        do_what_is_due()
        assert what_is_left()["answers"] == 0
        mine = db.session.query(DailyWork).filter(DailyWork.name.contains("keeping")).one()
        assert mine.done_at is not None


def test_one_room_that_fails_does_not_keep_the_others(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    story.plant(app)

    def broken() -> dict[str, int]:
        raise ValueError("Qzkansur")

    monkeypatch.setattr(house(app), "tidiers", [broken, *house(app).tidiers])
    with clock.frozen(later(1000)), pytest.raises(RuntimeError, match="ValueError") as told:
        daily.tidy()
    assert "Qzkansur" not in str(told.value)
    assert what_is_left()["answers"] == 0


def test_a_result_without_answers_says_so(app: Flask, client: Client, command: Callable[..., str]) -> None:
    """She still sees her score; the page does not say that she left everything blank."""
    told = quizzes.story()
    client.sign_in(told.ana)
    where = quizzes.begin(client, told)
    client.post(where, quizzes.fields())
    assert client.response is not None and client.status == 303
    result = client.response.headers["Location"]
    client.get(result)
    assert "ya no se guardan" not in client.text and "pregunta-1" in client.text
    db.session.get_one(Cohort, told.cohort.id).closed_at = clock.now() - timedelta(days=400)
    command("tidy")
    client.get(result)
    assert "ya no se guardan" in client.text and 'id="pregunta-1"' not in client.text and "100" in client.text
