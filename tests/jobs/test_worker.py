"""The worker: every item once, whatever is cut, killed, cancelled or broken in the middle."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from tests.jobs.kinds import Counting, PowerCut, announce, batch, raise_, run, states, the_job
from training import clock
from training.db import db
from training.errors import Refused
from training.house import house
from training.jobs import actions, queries
from training.jobs.models import CANCELLED, DONE, FAILED, RUNNING, WAITING
from training.jobs.worker import work


@pytest.fixture
def counting(app: Flask) -> Counting:
    return announce(app)


def test_it_does_each_item_and_closes_the_job(app: Flask, counting: Counting) -> None:
    job_id = batch("a", "b", "c")
    run(app, job_id)
    assert counting.done == ["a", "b", "c"]
    assert counting.finished == [["a", "b", "c"]]
    job = the_job(job_id)
    assert (job.state, job.lease_until) == (DONE, None)
    assert job.finished_at is not None
    progress = queries.progress(job)
    assert (progress.done, progress.waiting) == (3, 0)
    assert progress.seconds is not None


def test_a_second_look_at_an_ended_job_does_nothing(app: Flask, counting: Counting) -> None:
    job_id = batch("a")
    run(app, job_id)
    run(app, job_id)
    assert counting.done == ["a"]
    assert counting.finished == [["a"]]


def test_a_killed_workers_job_is_taken_up_when_the_lease_ran_out(app: Flask, counting: Counting) -> None:
    job_id, moment = batch("a", "b", "c"), clock.now()
    counting.before["b"] = raise_(PowerCut())
    with clock.frozen(moment), pytest.raises(PowerCut):
        run(app, job_id)
    assert the_job(job_id).state == RUNNING
    assert states(job_id) == [DONE, WAITING, WAITING]
    counting.before.clear()
    with clock.frozen(moment + timedelta(seconds=60)):
        run(app, job_id)
        assert counting.done == ["a"], "somebody may still be at it"
    with clock.frozen(moment + timedelta(seconds=121)):
        assert queries.unclaimed() == [job_id]
        run(app, job_id)
    assert sorted(counting.done) == ["a", "b", "c"]
    assert the_job(job_id).state == DONE


def test_fifty_power_cuts_do_no_item_twice(app: Flask, counting: Counting) -> None:
    names = [f"i{number:03}" for number in range(100)]
    job_id, moment = batch(*names), clock.now()
    for cut in range(50):
        counting.before = {names[cut * 2]: raise_(PowerCut())}
        moment += timedelta(minutes=3)
        with clock.frozen(moment), pytest.raises(PowerCut):
            run(app, job_id)
    counting.before = {}
    with clock.frozen(moment + timedelta(minutes=3)):
        run(app, job_id)
    assert sorted(counting.done) == names
    assert counting.finished == [names]


def test_a_late_worker_is_refused(app: Flask, counting: Counting) -> None:
    job_id, moment = batch("a", "b"), clock.now()

    def another_takes_over() -> None:
        counting.before.clear()
        with clock.frozen(moment + timedelta(minutes=5)), app.app_context():
            work(job_id)

    counting.before["a"] = another_takes_over
    with clock.frozen(moment):
        run(app, job_id)
    assert sorted(counting.done) == ["a", "a", "b"], "the piece under way is done twice: hence pieces may be repeated"
    assert counting.finished == [["a", "b"]]
    assert the_job(job_id).fence == 2


class FatalURLFetchingError(BaseException):
    """Bears the name of WeasyPrint's, which is no Exception either."""


def test_an_item_that_raises_is_recorded_and_stops_nothing(app: Flask, counting: Counting) -> None:
    counting.before = {"a": raise_(OSError("disco lleno\n  en la línea 3")), "b": raise_(FatalURLFetchingError("x")),
                       "c": raise_(Refused("El nombre no entra en una línea."))}
    job_id = batch("a", "b", "c", "d")
    run(app, job_id)
    assert states(job_id) == [FAILED, FAILED, FAILED, DONE]
    assert [i.error for i in queries.failures(the_job(job_id))] == [
        "OSError: disco lleno", "FatalURLFetchingError: x", "El nombre no entra en una línea."]
    assert counting.finished == [["d"]]
    assert the_job(job_id).state == DONE


def test_the_error_is_not_in_the_log(app: Flask, counting: Counting, caplog: pytest.LogCaptureFixture) -> None:
    counting.before["a"] = raise_(ValueError("Carmen D’Alba Ríos"))
    run(app, batch("a"))
    assert "ValueError" in caplog.text
    assert "Carmen" not in caplog.text


def test_an_item_that_fails_once_succeeds_the_next_time(app: Flask, counting: Counting) -> None:
    def stumble() -> None:
        counting.before.clear()
        raise OSError

    counting.before["a"] = stumble
    job_id = batch("a", "b")
    run(app, job_id)
    assert counting.done == ["b", "a"]
    assert states(job_id) == [DONE, DONE]


def test_nothing_done_is_not_closed_with_a_callback(app: Flask, counting: Counting) -> None:
    counting.before["a"] = raise_(OSError())
    job_id = batch("a")
    run(app, job_id)
    assert counting.finished == []
    assert the_job(job_id).state == DONE


def test_what_failed_can_be_tried_again(app: Flask, counting: Counting) -> None:
    counting.before["b"] = raise_(OSError())
    job_id = batch("a", "b")
    run(app, job_id)
    counting.before.clear()
    assert actions.retry_failed(job_id) == 1
    run(app, job_id)
    assert counting.done == ["a", "b"]
    assert counting.finished == [["a"], ["a", "b"]]
    assert states(job_id) == [DONE, DONE]


def test_cancelling_stops_before_the_next_item(app: Flask, counting: Counting) -> None:
    job_id = batch("a", "b", "c")

    def cancel() -> None:
        actions.cancel(job_id)
        db.session.commit()

    counting.before["b"] = cancel
    run(app, job_id)
    assert counting.done == ["a", "b"]
    assert counting.finished == []
    assert the_job(job_id).state == CANCELLED
    assert states(job_id) == [DONE, DONE, WAITING]


def test_asked_to_stop_it_puts_the_job_back_at_once(app: Flask, counting: Counting) -> None:
    job_id = batch("a", "b")
    work(job_id, lambda: bool(counting.done))
    assert counting.done == ["a"]
    assert the_job(job_id).state == WAITING
    run(app, job_id)
    assert counting.done == ["a", "b"]
    assert the_job(job_id).state == DONE


def test_a_closing_that_keeps_failing_is_told_and_can_be_tried_again(app: Flask, counting: Counting) -> None:
    counting.before_finish = raise_(OSError("disco lleno"))
    job_id = batch("a")
    run(app, job_id)
    job = the_job(job_id)
    assert (job.state, job.error, job.finish_attempts) == (DONE, "OSError: disco lleno", 5)
    counting.before_finish = None
    actions.retry_failed(job_id)
    run(app, job_id)
    assert the_job(job_id).error == ""
    assert counting.finished == [["a"]]
    assert counting.done == ["a"]


def test_what_an_item_did_not_commit_is_gone(app: Flask, counting: Counting) -> None:
    def forget_to_commit() -> None:
        db.session.execute(db.text("UPDATE job SET subject = 'otro'"))

    counting.before["a"] = forget_to_commit
    job_id = batch("a")
    run(app, job_id)
    assert the_job(job_id).subject == "cohort:1"
    assert states(job_id) == [DONE]


def test_a_kind_that_is_not_known_here_waits_for_a_worker_that_knows_it(app: Flask, counting: Counting) -> None:
    job_id = batch("a")
    kinds = house(app).job_kinds
    known = kinds.pop("counting")
    run(app, job_id)
    assert the_job(job_id).state == WAITING
    kinds["counting"] = known
    run(app, job_id)
    assert the_job(job_id).state == DONE


def test_two_workers_at_once_do_each_item_once(app: Flask, counting: Counting) -> None:
    jobs = [batch(*(f"{job}-{n}" for n in range(20)), subject=f"cohort:{job}") for job in range(4)]
    gate = threading.Barrier(4)

    def worker() -> None:
        with app.app_context():
            gate.wait()
            for job_id in jobs:
                work(job_id)

    threads = [threading.Thread(target=worker) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(counting.done) == sorted(f"{job}-{n}" for job in range(4) for n in range(20))
    assert len(counting.finished) == 4
    assert {the_job(job_id).state for job_id in jobs} == {DONE}


def test_two_starts_at_once_give_one_job(app: Flask, counting: Counting) -> None:
    gate, found = threading.Barrier(4), []

    def click() -> None:
        with app.app_context():
            gate.wait()
            found.append(batch("a", "b"))
            db.session.remove()

    threads = [threading.Thread(target=click) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 4
    assert len(set(found)) == 1
    assert states(found[0]) == [WAITING, WAITING]
