"""A kind of work for tests: it notes what was done, and fails or dies when told to."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import Flask

from training.db import db
from training.house import JobKind, house
from training.jobs import actions
from training.jobs.models import Job, JobItem
from training.jobs.worker import work

KIND, SUBJECT = "counting", "cohort:1"


class PowerCut(BaseException):
    """The worker is gone in the middle of a piece."""


@dataclass
class Counting:
    """What happened; ``before[item]`` is called in the middle of that item."""

    done: list[str] = field(default_factory=list)
    finished: list[list[str]] = field(default_factory=list)
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    before_finish: Callable[[], None] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def item(self, subject: str) -> None:
        """One piece."""
        if subject in self.before:
            self.before[subject]()
        with self.lock:
            self.done.append(subject)

    def finish(self, subject: str, done: Sequence[str]) -> None:
        """The closing."""
        if self.before_finish is not None:
            self.before_finish()
        self.finished.append(list(done))


def announce(app: Flask) -> Counting:
    """Make the kind known to ``app`` and return its record."""
    counting = Counting()
    house(app).job_kinds[KIND] = JobKind(
        KIND, counting.item, counting.finish, title=lambda subject: f"Conteo de {subject}",
        item_names=lambda subjects: {s: f"Parte {s.upper()}" for s in subjects},
        result_url=lambda subject: f"/resultado/{subject[-1]}", back=lambda subject: ("Cohorte 1", "/cohortes/1"),
    )
    return counting


def batch(*items: str, by_id: int | None = None, subject: str = SUBJECT) -> int:
    """A job with these items, committed; its id."""
    job = actions.start(KIND, subject, items or ("a", "b", "c"), by_id)
    db.session.commit()
    return job.id


def run(app: Flask, job_id: int) -> None:
    """The worker, in a context of its own as in its process."""
    db.session.commit()
    try:
        with app.app_context():
            work(job_id)
    finally:
        db.session.expire_all()


def the_job(job_id: int) -> Job:
    """As the database has it now; no transaction stays open, for on SQLite it would hold up the worker."""
    db.session.commit()
    db.session.expire_all()
    job = db.session.get_one(Job, job_id)
    db.session.commit()
    return job


def states(job_id: int) -> list[str]:
    """The states of the items, in order."""
    db.session.commit()
    db.session.expire_all()
    found = [i.state for i in db.session.query(JobItem).filter_by(job_id=job_id).order_by(JobItem.position)]
    db.session.commit()
    return found


def raise_(error: BaseException) -> Callable[[], None]:
    """A function that raises."""
    def act() -> None:
        raise error
    return act
