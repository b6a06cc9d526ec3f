"""Reading jobs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, select

from training.clock import now
from training.db import db
from training.jobs.lease import is_free
from training.jobs.models import DONE, FAILED, RUNNING, WAITING, Job, JobItem


@dataclass(frozen=True)
class Progress:
    """How far a job is. ``seconds``: the mean of the finished items, None before the first."""

    done: int
    failed: int
    waiting: int
    seconds: float | None

    @property
    def total(self) -> int:
        return self.done + self.failed + self.waiting

    @property
    def seconds_left(self) -> float | None:
        return None if self.seconds is None else self.seconds * self.waiting


def job_for(actor_id: int, key: str, may_see: Callable[[Job], bool | None]) -> Job:
    """The job, for whom ``may_see`` says (None: for whoever started it); for others it does not exist (404)."""
    known = key.isascii() and key.isprintable()  # PostgreSQL raises on a NUL instead of finding nothing
    job = db.session.scalars(select(Job).where(Job.key == key)).one_or_none() if known else None
    if job is None:
        abort(404)
    seen = may_see(job)
    if not (job.created_by_id == actor_id if seen is None else seen):
        abort(404)
    return job


def next_subjects(job_id: int, most: int) -> Sequence[str]:
    """The pieces that a worker takes next, in the order of ``actions.next_item``."""
    return db.session.scalars(select(JobItem.subject).where(JobItem.job_id == job_id, JobItem.state == WAITING)
                              .order_by(JobItem.attempts, JobItem.position).limit(most)).all()


def progress(job: Job) -> Progress:
    """Counts and mean time, in one query."""
    rows = db.session.execute(
        select(JobItem.state, func.count(), func.avg(JobItem.seconds))
        .where(JobItem.job_id == job.id).group_by(JobItem.state)
    )
    counts: dict[str, int] = {}
    seconds = None
    for state, count, mean in rows:
        counts[state] = count
        seconds = float(mean) if state == DONE and mean is not None else seconds
    return Progress(counts.get(DONE, 0), counts.get(FAILED, 0), counts.get(WAITING, 0), seconds)


def failures(job: Job, most: int = 200) -> Sequence[JobItem]:
    """The items that need a person, in order; at most ``most``."""
    failed = select(JobItem).where(JobItem.job_id == job.id, JobItem.state == FAILED)
    return db.session.scalars(failed.order_by(JobItem.position).limit(most)).all()


def latest(kind: str, subject: str) -> Job | None:
    """The newest job of that kind about ``subject``, for the page that starts it."""
    found = select(Job).where(Job.kind == kind, Job.subject == subject).order_by(Job.id.desc()).limit(1)
    return db.session.scalars(found).first()


def under_way(kind: str) -> list[Job]:
    """The unfinished jobs of a kind, the oldest first."""
    found = select(Job).where(Job.kind == kind, Job.state.in_((WAITING, RUNNING))).order_by(Job.id)
    return list(db.session.scalars(found))


def is_interrupted(job: Job) -> bool:
    """Whether the job is under way on paper, but its worker is gone."""
    return job.state == RUNNING and is_free(job.lease_until, now())


def unclaimed() -> list[int]:
    """Jobs that wait for a worker or were left by one, oldest first."""
    unfinished = select(Job).where(Job.state.in_((WAITING, RUNNING))).order_by(Job.id)
    return [job.id for job in db.session.scalars(unfinished) if job.state == WAITING or is_interrupted(job)]


def kind_and_subject(job_id: int) -> tuple[str, str] | None:
    """What the job is, or None when there is no such job."""
    row = db.session.execute(select(Job.kind, Job.subject).where(Job.id == job_id)).first()
    return None if row is None else (row[0], row[1])
