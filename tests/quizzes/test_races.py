"""Many at once: the database decides, so there is one attempt and one score."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizzes import actions, drafts, library, queries
from quizzes.actions import open_attempt
from quizzes.models import Attempt, QuestionTally
from tests.quizzes.story import RIGHT, Story, modules, story
from training.cohorts.models import Membership
from training.db import db
from training.errors import Refused
from training.progress.models import Achievement, Standing

THREADS = 20


def at_once(app: Flask, work: Callable[[int], object]) -> list[object]:
    """What ``work`` gave in each of twenty threads that start together, each with a context and a session of its own."""
    barrier = threading.Barrier(THREADS)
    found: list[object] = [None] * THREADS

    def one(number: int) -> None:
        with app.app_context():
            barrier.wait()
            try:
                found[number] = work(number)
                db.session.commit()
            except Refused as no:
                db.session.rollback()
                found[number] = no
            finally:
                db.session.remove()
                db.session.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def _begun(told: Story) -> Attempt:
    attempt = open_attempt(told.place, modules()[0])
    db.session.commit()
    return attempt


def test_twenty_tabs_open_one_attempt(app: Flask) -> None:
    told = story()
    place, module = told.place.id, modules()[0]
    keys = at_once(app, lambda _: open_attempt(db.session.get_one(Membership, place), module).key)
    assert len(set(keys)) == 1
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_twenty_equal_submissions_count_once(app: Flask) -> None:
    told = story()
    number = _begun(told).id

    def send(_: int) -> object:
        db.session.scalars(select(Membership)).one()
        attempt = actions.submit(db.session.get_one(Attempt, number), RIGHT, drafts.fingerprint(RIGHT))  # type: ignore[arg-type]  # the answers of the story
        return attempt.key

    assert len(set(at_once(app, send))) == 1
    db.session.expire_all()
    assert db.session.scalars(select(Standing)).one().attempts == 1
    assert len(db.session.scalars(select(Achievement)).all()) == 1
    assert {(tally.asked, tally.missed) for tally in db.session.scalars(select(QuestionTally))} == {(1, 0)}


def test_of_twenty_different_submissions_one_counts_and_the_others_are_told(app: Flask) -> None:
    told = story()
    number = _begun(told).id

    def send(place: int) -> object:
        answers = RIGHT | {"a3-q05": str(place)}
        return actions.submit(db.session.get_one(Attempt, number), answers, drafts.fingerprint(answers)).key  # type: ignore[arg-type]  # the same

    found = at_once(app, send)
    assert len([one for one in found if isinstance(one, str)]) == 1
    assert len([one for one in found if isinstance(one, Refused) and one.status == 409]) == THREADS - 1
    db.session.expire_all()
    assert db.session.scalars(select(Standing)).one().attempts == 1


def test_a_draft_never_overwrites_a_submission(app: Flask) -> None:
    told = story()
    number = _begun(told).id
    body = drafts.dump_answers(RIGHT)  # type: ignore[arg-type]  # the same

    def work(place: int) -> object:
        attempt = db.session.get_one(Attempt, number)
        if place == 0:
            return actions.submit(attempt, RIGHT, drafts.fingerprint(RIGHT)).key  # type: ignore[arg-type]  # the same
        return actions.save(attempt, {"a3-q05": str(place)})

    at_once(app, work)
    db.session.expire_all()
    assert db.session.get_one(Attempt, number).answers == body


def test_two_people_of_one_cohort_add_up(app: Flask) -> None:
    told = story()
    for wrong in ("9", "72", "9"):
        attempt = open_attempt(told.place, modules()[0])
        answers = RIGHT | {"a3-q05": wrong}
        actions.submit(attempt, answers, drafts.fingerprint(answers))  # type: ignore[arg-type]  # the same
        db.session.commit()
    counted = {row[2]: row[3:] for row in queries.tallies(told.cohort.id)}
    assert counted["a3-q05"] == (3, 2)
    assert counted["a3-q01"] == (3, 0)


@pytest.mark.usefixtures("app")
def test_a_quiz_that_cannot_be_read_is_not_given() -> None:
    told = story("// [id:a1-q01]\n¿Sin llaves?\n")
    module = modules("// [id:a1-q01]\n¿Sin llaves?\n")[0]
    assert library.paper_of(module) is None
    with pytest.raises(Refused):
        open_attempt(told.place, module)
