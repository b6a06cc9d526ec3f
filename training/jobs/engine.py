"""The engine behind the tables: it only says "look at job 17", and forgets; the reaper reminds it."""

import logging
import os
import signal
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from huey import PostgresHuey, SqliteHuey, crontab
from huey.api import Huey

from training.db import db, wal_is_safe
from training.jobs import queries
from training.jobs.daily import do_what_is_due
from training.jobs.worker import work

log = logging.getLogger(__name__)
PATIENCE = 7.0  # seconds that a piece under way may still take when the worker is asked to stop
HEALTH_EVERY = 10.0  # seconds
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Engine:
    """Huey for one application in one process: opened when first used, made anew after a fork."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.stopping = threading.Event()
        self._pid = 0
        self._huey: Huey | None = None
        self._look: Callable[[int], object] | None = None
        self._lock = threading.Lock()

    def huey(self) -> Huey:
        """The Huey of this process, with its tasks."""
        with self._lock:
            if self._huey is None or self._pid != os.getpid():
                self._huey, self._pid = _make(self.app), os.getpid()
                self._announce(self._huey)
            return self._huey

    def look(self, job_id: int) -> None:
        """Put "look at this job" into the queue."""
        self.huey()
        assert self._look is not None
        self._look(job_id)

    def reap(self) -> int:
        """Put every job that waits or was left by its worker into the queue. Returns how many."""
        with self.app.app_context():
            found = queries.unclaimed()
            db.session.rollback()
        for job_id in found:
            self.look(job_id)
        return len(found)

    def run(self) -> None:
        """One consumer with one thread, until SIGTERM, SIGINT or SIGHUP; ends within 10 seconds.

        A piece that takes longer than that is left, and its job is taken up again when the lease ran out.
        """
        try:
            self.reap()
        except Exception:
            log.exception("nothing could be looked up at the start; the reaper tries again each minute")
        consumer: Any = self.huey().create_consumer(workers=1, worker_type="thread", max_delay=1.0,
                                                    shutdown_timeout=PATIENCE)
        # Huey's own handlers stop at once on one signal and wait for ever on the other; ours replace them
        # after the start, and a signal that comes in between waits.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        consumer.start()
        for number in STOP_SIGNALS:
            signal.signal(number, lambda *_: self.stopping.set())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        while not self.stopping.wait(HEALTH_EVERY):
            consumer.check_worker_health()
        consumer.stop(graceful=True)

    def _announce(self, huey: Huey) -> None:
        def look(job_id: int) -> None:
            with self.app.app_context():
                work(job_id, self.stopping.is_set)

        def reap() -> None:
            self.reap()

        def daily() -> None:
            with self.app.app_context():
                do_what_is_due()

        self._look = huey.task()(look)
        huey.periodic_task(crontab(minute="*/10"), expires=500)(daily)
        huey.periodic_task(crontab(), expires=50)(reap)  # expires: none pile up behind a long job


def engine(app: Flask | None = None) -> Engine:
    """The engine of ``app`` (or of the current application)."""
    found: Engine = (app or current_app).extensions["replica.jobs"]
    return found


def enqueue(job_id: int) -> bool:
    """Wake a worker, after the commit. False when that failed: the reaper finds the job soon."""
    try:
        engine().look(job_id)
    except Exception:
        log.exception("job %s could not be put into the queue; the reaper will", job_id)
        return False
    return True


def _make(app: Flask) -> Huey:
    url = str(app.config["JOBS_URL"])
    if url:
        return PostgresHuey("replica", results=False, dsn=_dsn(url))
    path = Path(str(app.config["INSTANCE_DIR"])) / "jobs.db"
    journal = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    return SqliteHuey("replica", results=False, filename=str(path), journal_mode=journal, timeout=15)


def _dsn(url: str) -> str:
    """The address as psycopg wants it: without the name of a driver."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql://{rest}" if separator and scheme.startswith("postgres") else url
