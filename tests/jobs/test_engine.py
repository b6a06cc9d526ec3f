"""The engine: a real worker process does a real job, stops when asked, and is reminded of what it forgot."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.jobs import site
from tests.jobs.kinds import announce, batch, states, the_job
from training.db import db
from training.jobs import actions
from training.jobs.engine import Engine, engine, enqueue
from training.jobs.models import DONE, WAITING

Start = Callable[[], subprocess.Popen[bytes]]
COMMAND = [sys.executable, "-m", "flask", "--app", "tests.jobs.site:create_app", "worker"]


def plain_url(app: Flask) -> str:
    """The database's address as a person would write it."""
    url = db.engine.url
    return url.render_as_string(hide_password=False).replace("+psycopg", "")


@pytest.fixture
def jobs_url(app: Flask, database_kind: str) -> Iterator[str]:
    """On PostgreSQL the engine lives there too; its tables are removed afterwards."""
    yield plain_url(app) if database_kind == "postgresql" else ""
    if database_kind == "postgresql":
        db.session.rollback()
        for name in ("kv", "schedule", "task", "counter"):
            db.session.execute(db.text(f"DROP TABLE IF EXISTS huey_{name}"))
        db.session.commit()


@pytest.fixture
def worker(app: Flask, jobs_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts ``flask worker`` on the test's database."""
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    monkeypatch.setitem(app.config, "JOBS_URL", jobs_url)
    monkeypatch.setitem(app.extensions, "replica.jobs", Engine(app))
    environment = os.environ | {"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": plain_url(app), "JOBS_URL": jobs_url}
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        db.session.commit()
        started.append(subprocess.Popen(COMMAND, env=environment, cwd=Path(__file__).parents[2]))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
    engine(app).huey().storage.close()


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def file_job(*items: str) -> int:
    job = actions.start(site.KIND, "cohort:1", items, None)
    db.session.commit()
    return job.id


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_worker_does_what_waits_and_what_comes_and_stops_when_asked(
        app: Flask, worker: Start, tmp_path: Path, number: signal.Signals) -> None:
    before = file_job("a", "b")  # nobody told the worker: it looks when it starts
    process = worker()
    until(lambda: the_job(before).state == DONE)
    after = file_job("c")
    assert enqueue(after)
    until(lambda: the_job(after).state == DONE)
    assert lines(tmp_path / "done.txt") == ["a", "b", "c"]
    assert lines(tmp_path / "closed.txt") == ["c"]
    asked = time.monotonic()
    process.send_signal(number)
    assert process.wait(10) == 0
    assert time.monotonic() - asked < 10


def test_stopped_in_the_middle_it_ends_the_piece_and_another_worker_goes_on_at_once(
        app: Flask, worker: Start, tmp_path: Path) -> None:
    job_id = file_job(*(f"slow{number}" for number in range(6)))
    process = worker()
    until(lambda: bool(lines(tmp_path / "done.txt")))
    process.terminate()
    assert process.wait(10) == 0
    assert the_job(job_id).state == WAITING
    assert DONE in states(job_id)
    assert WAITING in states(job_id)
    worker()
    until(lambda: the_job(job_id).state == DONE)
    assert sorted(lines(tmp_path / "done.txt")) == [f"slow{number}" for number in range(6)]


def test_a_worker_that_was_killed_outright_loses_no_job(app: Flask, worker: Start, tmp_path: Path) -> None:
    job_id = file_job("slow0", "slow1", "slow2")
    process = worker()
    until(lambda: bool(lines(tmp_path / "done.txt")))
    process.kill()
    process.wait()
    db.session.execute(db.text("UPDATE job SET lease_until = '2020-01-01 00:00:00+00:00'"))  # two minutes later
    worker()
    until(lambda: the_job(job_id).state == DONE)
    assert set(lines(tmp_path / "closed.txt")) == {"slow0", "slow1", "slow2"}


def test_the_reaper_puts_back_what_the_queue_lost(app: Flask, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    announce(app)
    fresh, job_id = Engine(app), batch("a")
    assert fresh.reap() == 1
    task = fresh.huey().dequeue()
    assert (task.name, task.args) == ("look", (job_id,))
    fresh.huey().execute(task)
    db.session.expire_all()
    assert the_job(job_id).state == DONE
    assert fresh.reap() == 0
    fresh.huey().storage.close()


def test_when_the_queue_cannot_be_reached_the_job_stays_for_the_reaper(
        app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path / "no such folder"))
    monkeypatch.setitem(app.extensions, "replica.jobs", Engine(app))
    job_id = batch("a")
    assert not enqueue(job_id)
    assert the_job(job_id).state == WAITING
    assert "reaper" in caplog.text


def test_nothing_is_opened_before_it_is_needed(app: Flask, tmp_path: Path,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    Engine(app)
    assert not (tmp_path / "jobs.db").exists()


def test_threads_of_one_process_share_one_engine(app: Flask, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    fresh, found = Engine(app), []
    threads = [threading.Thread(target=lambda: found.append(fresh.huey())) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1
    fresh.huey().storage.close()
