"""The tables: one unfinished job of each, one holder at a time, five tries, and old fences refused."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.jobs.kinds import KIND, SUBJECT, batch, states, the_job
from training import clock
from training.db import db
from training.errors import Refused
from training.jobs import actions, queries
from training.jobs.actions import MOST_ATTEMPTS, LostLease
from training.jobs.models import CANCELLED, DONE, FAILED, RUNNING, WAITING


def claimed(job_id: int) -> int:
    fence = actions.claim(job_id)
    assert fence is not None
    return fence


def test_starting_twice_gives_the_same_job(app: Flask) -> None:
    first = batch("a", "b")
    assert batch("a", "b", "c") == first
    assert states(first) == [WAITING, WAITING]


def test_another_subject_or_an_ended_job_gives_a_new_one(app: Flask) -> None:
    first = batch("a")
    assert batch("a", subject="cohort:2") != first
    actions.cancel(first)
    assert batch("a") != first


def test_a_second_start_keeps_what_the_caller_wrote(app: Flask) -> None:
    first = batch("a")
    other = actions.start(KIND, "cohort:2", ["x"], None)
    assert actions.start(KIND, SUBJECT, ["a"], None).id == first
    db.session.commit()
    assert the_job(other.id).state == WAITING


def test_nothing_to_do_is_refused(app: Flask) -> None:
    with pytest.raises(Refused):
        actions.start(KIND, SUBJECT, [], None)


def test_a_claimed_job_is_nobody_elses(app: Flask) -> None:
    job_id = batch("a")
    claimed(job_id)
    assert actions.claim(job_id) is None
    assert the_job(job_id).state == RUNNING


def test_a_lease_that_ran_out_can_be_claimed_with_a_higher_fence(app: Flask) -> None:
    job_id, moment = batch("a"), clock.now()
    with clock.frozen(moment):
        first = claimed(job_id)
    with clock.frozen(moment + timedelta(seconds=119)):
        assert actions.claim(job_id) is None
    with clock.frozen(moment + timedelta(seconds=121)):
        assert claimed(job_id) == first + 1


def test_a_clock_set_back_by_an_hour_does_not_hold_the_job_for_an_hour(app: Flask) -> None:
    job_id, moment = batch("a"), clock.now()
    with clock.frozen(moment):
        first = claimed(job_id)
    with clock.frozen(moment - timedelta(hours=1)):
        assert claimed(job_id) == first + 1


def test_each_item_renews_the_lease(app: Flask) -> None:
    job_id, moment = batch("a", "b"), clock.now()
    with clock.frozen(moment):
        fence = claimed(job_id)
    with clock.frozen(moment + timedelta(seconds=100)):
        actions.next_item(job_id, fence)
    with clock.frozen(moment + timedelta(seconds=200)):
        assert actions.claim(job_id) is None


def test_an_old_fence_is_refused_everywhere(app: Flask) -> None:
    job_id, moment = batch("a"), clock.now()
    with clock.frozen(moment):
        old = claimed(job_id)
        actions.next_item(job_id, old)
    with clock.frozen(moment + timedelta(seconds=121)):
        claimed(job_id)
        for late in (lambda: actions.next_item(job_id, old), lambda: actions.settle_item(job_id, 1, old, None),
                     lambda: actions.begin_finish(job_id, old), lambda: actions.finish(job_id, old),
                     lambda: actions.release(job_id, old)):
            with pytest.raises(LostLease):
                late()
    assert states(job_id) == [WAITING]


def test_five_failures_and_the_item_needs_a_person(app: Flask) -> None:
    job_id = batch("a")
    fence = claimed(job_id)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert states(job_id) == [WAITING], attempt
        assert actions.next_item(job_id, fence) is not None
        actions.settle_item(job_id, 1, fence, "No hay tinta.")
    assert states(job_id) == [FAILED]
    assert actions.next_item(job_id, fence) is None
    assert [item.error for item in queries.failures(the_job(job_id))] == ["No hay tinta."]


def test_an_item_whose_worker_died_five_times_is_given_up(app: Flask) -> None:
    job_id = batch("a")
    fence = claimed(job_id)
    for _attempt in range(MOST_ATTEMPTS):
        actions.next_item(job_id, fence)
    assert actions.next_item(job_id, fence) is None
    assert states(job_id) == [FAILED]
    assert queries.failures(the_job(job_id))[0].error


def test_a_bad_item_does_not_hold_up_the_others(app: Flask) -> None:
    job_id = batch("a", "b")
    fence = claimed(job_id)
    actions.next_item(job_id, fence)
    actions.settle_item(job_id, 1, fence, "No.")
    piece = actions.next_item(job_id, fence)
    assert piece is not None
    assert piece.subject == "b"


def test_a_long_error_is_cut(app: Flask) -> None:
    job_id = batch("a")
    fence = claimed(job_id)
    actions.next_item(job_id, fence)
    actions.settle_item(job_id, 1, fence, "x" * 5000)
    db.session.commit()
    assert db.session.execute(db.text("SELECT length(error) FROM job_item")).scalar() == actions.LONGEST_ERROR


def test_a_cancelled_job_gives_no_more_items_but_takes_the_one_under_way(app: Flask) -> None:
    job_id = batch("a", "b")
    fence = claimed(job_id)
    actions.next_item(job_id, fence)
    assert actions.cancel(job_id)
    actions.settle_item(job_id, 1, fence, None)
    with pytest.raises(LostLease):
        actions.next_item(job_id, fence)
    assert the_job(job_id).state == CANCELLED
    assert states(job_id) == [DONE, WAITING]
    assert not actions.cancel(job_id)
    assert actions.claim(job_id) is None


def test_retrying_a_cancelled_job_is_refused(app: Flask) -> None:
    job_id = batch("a")
    actions.cancel(job_id)
    with pytest.raises(Refused):
        actions.retry_failed(job_id)


def test_retrying_an_old_job_is_refused_while_a_newer_one_is_under_way(app: Flask) -> None:
    old = batch("a")
    fence = claimed(old)
    for _attempt in range(MOST_ATTEMPTS):
        actions.next_item(old, fence)
        actions.settle_item(old, 1, fence, "No.")
    actions.finish(old, fence)
    batch("a")
    with pytest.raises(Refused):
        actions.retry_failed(old)
    db.session.rollback()
    assert the_job(old).state == DONE
    assert states(old) == [FAILED]


def test_a_job_with_items_that_wait_again_is_not_closed(app: Flask) -> None:
    job_id = batch("a")
    fence = claimed(job_id)
    for _attempt in range(MOST_ATTEMPTS):
        actions.next_item(job_id, fence)
        actions.settle_item(job_id, 1, fence, "No.")
    actions.begin_finish(job_id, fence)
    assert actions.retry_failed(job_id) == 1
    assert not actions.finish(job_id, fence)
    assert the_job(job_id).state == RUNNING


def test_the_reaper_sees_what_waits_and_what_was_left(app: Flask) -> None:
    moment = clock.now()
    with clock.frozen(moment):
        waits, held, over = batch("a"), batch("a", subject="cohort:2"), batch("a", subject="cohort:3")
        claimed(held)
        actions.cancel(over)
        db.session.commit()
        assert queries.unclaimed() == [waits]
    with clock.frozen(moment + timedelta(minutes=3)):
        assert queries.unclaimed() == [waits, held]
