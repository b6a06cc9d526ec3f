"""Writing jobs. Each verb locks the job's row first (on SQLite the whole database), is short, and flushes.

The worker's verbs take the fence that ``claim`` gave; an older one raises LostLease.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from training.clock import now
from training.db import db
from training.errors import Refused
from training.jobs.lease import LEASE, is_free
from training.jobs.models import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job, JobItem

MOST_ATTEMPTS = 5
LONGEST_ERROR = 300  # characters


class LostLease(Exception):
    """The job was cancelled, or another worker holds it now: stop without a word."""


@dataclass(frozen=True)
class Piece:
    """What the worker does next."""

    position: int
    subject: str


def start(kind: str, subject: str, item_subjects: Sequence[str], by_id: int | None) -> Job:
    """A new job, or the unfinished one of that kind and subject. After the commit, call ``engine.enqueue``.

    Raises Refused when there are no items.
    """
    if not item_subjects:
        raise Refused(_("No hay nada que preparar."))
    job = Job(kind=kind, subject=subject, created_at=now(), created_by_id=by_id)
    try:
        with db.session.begin_nested():  # the unique index decides, also between two clicks on two servers
            db.session.add(job)
    except IntegrityError:
        return _unfinished(kind, subject)
    db.session.add_all(JobItem(job_id=job.id, position=position, subject=item)
                       for position, item in enumerate(item_subjects, 1))
    db.session.flush()
    return job


def cancel(job_id: int) -> bool:
    """Stop before the next item; what is done stays. False when the job had ended already."""
    job = _locked(job_id)
    if job.state not in (WAITING, RUNNING):
        return False
    job.state, job.finished_at, job.lease_until = CANCELLED, now(), None
    db.session.flush()
    return True


def retry_failed(job_id: int) -> int:
    """Give every failed item, and the closing, five tries more. Returns how many items wait again.

    Raises Refused when the job was cancelled, or when a newer one of the same subject is under way.
    """
    job = _locked(job_id)
    if job.state == CANCELLED:
        raise Refused(_("Este trabajo se detuvo. Inícielo otra vez desde la página de donde vino."))
    failed = update(JobItem).where(JobItem.job_id == job_id, JobItem.state == FAILED)
    result = db.session.execute(failed.values(state=WAITING, attempts=0, error=""))
    again = int(getattr(result, "rowcount", 0))
    if job.state == DONE and (again or job.error):
        _reopen(job)
    return again


def claim(job_id: int) -> int | None:
    """Take the job for 120 seconds. Returns the fence, or None when it has ended or is in other hands."""
    job = _locked(job_id)
    if job.state not in (WAITING, RUNNING) or job.state == RUNNING and not is_free(job.lease_until, now()):
        return None
    job.fence += 1
    job.state, job.started_at = RUNNING, job.started_at or now()
    job.lease_until = now() + LEASE
    db.session.flush()
    return job.fence


def next_item(job_id: int, fence: int) -> Piece | None:
    """Renew the lease and count a try of the next waiting item; None when none waits.

    Items that were tried less come first, so one bad item does not hold up the others.
    """
    _renewed(job_id, fence)
    _give_up_killers(job_id)
    waiting = select(JobItem).where(JobItem.job_id == job_id, JobItem.state == WAITING)
    item = db.session.scalars(waiting.order_by(JobItem.attempts, JobItem.position).limit(1)).first()
    if item is None:
        return None
    item.attempts += 1
    db.session.flush()
    return Piece(item.position, item.subject)


def settle_item(job_id: int, position: int, fence: int, error: str | None,
                seconds: float | None = None) -> None:
    """Record how the try ended; after five failures the item needs a person.

    Also after a cancel, for it did happen. ``seconds``: how long it took.
    """
    if _locked(job_id).fence != fence:
        raise LostLease(job_id)
    item = db.session.get_one(JobItem, (job_id, position), populate_existing=True)
    if error is None:
        item.state, item.error, item.seconds = DONE, "", seconds
    else:
        item.error = error[:LONGEST_ERROR]
        item.state = FAILED if item.attempts >= MOST_ATTEMPTS else WAITING
    db.session.flush()


def release(job_id: int, fence: int) -> None:
    """Put the job back before its lease ends: the worker was asked to stop."""
    job = _held(job_id, fence)
    job.state, job.lease_until = WAITING, None
    db.session.flush()


def begin_finish(job_id: int, fence: int) -> list[str]:
    """Renew the lease and count a try of the closing. Returns the subjects of the done items, in order."""
    _renewed(job_id, fence).finish_attempts += 1
    done = select(JobItem.subject).where(JobItem.job_id == job_id, JobItem.state == DONE)
    db.session.flush()
    return list(db.session.scalars(done.order_by(JobItem.position)))


def finish(job_id: int, fence: int, error: str | None = None) -> bool:
    """End the job; with an ``error`` only once the closing failed five times. True when it has ended.

    It has not when somebody asked in the meantime to try items again.
    """
    job = _held(job_id, fence)
    if _waits(job_id) or error is not None and job.finish_attempts < MOST_ATTEMPTS:
        return False
    job.state, job.finished_at, job.lease_until = DONE, now(), None
    job.error = (error or "")[:LONGEST_ERROR]
    db.session.flush()
    return True


def _locked(job_id: int) -> Job:
    return db.session.get_one(Job, job_id, with_for_update=True, populate_existing=True)


def _held(job_id: int, fence: int) -> Job:
    job = _locked(job_id)
    if job.fence != fence or job.state != RUNNING:
        raise LostLease(job_id)
    return job


def _renewed(job_id: int, fence: int) -> Job:
    job = _held(job_id, fence)
    job.lease_until = now() + LEASE
    db.session.flush()
    return job


def _waits(job_id: int) -> bool:
    waiting = select(JobItem.position).where(JobItem.job_id == job_id, JobItem.state == WAITING)
    return db.session.scalar(waiting.limit(1)) is not None


def _unfinished(kind: str, subject: str) -> Job:
    found = select(Job).where(Job.kind == kind, Job.subject == subject, Job.state.in_((WAITING, RUNNING)))
    return db.session.scalars(found).one()


def _reopen(job: Job) -> None:
    job.state, job.finished_at, job.error, job.finish_attempts = WAITING, None, "", 0
    job.created_at = now()  # it waits since now
    try:
        db.session.flush()
    except IntegrityError as clash:
        raise Refused(_("Ya hay otro trabajo en curso sobre lo mismo. Espere a que termine.")) from clash


def _give_up_killers(job_id: int) -> None:
    """An item whose worker died five times in the middle is not tried a sixth time."""
    killers = update(JobItem).where(JobItem.job_id == job_id, JobItem.state == WAITING,
                                    JobItem.attempts >= MOST_ATTEMPTS)
    sentence = _("El trabajo se interrumpió cinco veces en esta parte.")
    error = func.coalesce(func.nullif(JobItem.error, ""), sentence)
    db.session.execute(killers.values(state=FAILED, error=error))
