"""Doing the work, outside any request: one piece after the other, each in short transactions of its own."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from training.db import db
from training.errors import Refused
from training.house import JobKind, house
from training.jobs import actions, queries
from training.jobs.actions import LostLease, Piece

AHEAD = 32  # pieces that are begun before their turn

log = logging.getLogger(__name__)


def work(job_id: int, stopping: Callable[[], bool] = lambda: False) -> None:
    """Do what is left of a job, in the current application context.

    Returns at once when the job has ended or another worker holds it. ``stopping`` is asked between items.
    Whatever kills this in the middle leaves a lease that runs out, and somebody takes the job up again.
    """
    with _short():
        found = queries.kind_and_subject(job_id)
        kind = house().job_kinds.get(found[0]) if found else None
        fence = actions.claim(job_id) if kind else None
    if found is None or kind is None:
        log.warning("job %s: not of a kind that is known here", job_id)
    elif fence is not None:
        try:
            _work(job_id, found[1], kind, fence, stopping)
        except LostLease:
            log.info("job %s: cancelled, or in other hands", job_id)
        finally:
            kind.rest()


def _work(job_id: int, subject: str, kind: JobKind, fence: int, stopping: Callable[[], bool]) -> None:
    begun: set[str] = set()
    while not stopping():
        began = time.monotonic()
        if kind.ahead:
            _look_ahead(job_id, kind.ahead, begun)
        with _short():
            piece = actions.next_item(job_id, fence)
        if piece is None:
            if _close(job_id, subject, kind, fence):
                return
        else:
            _try_item(job_id, kind, fence, piece, began)
    with _short():
        actions.release(job_id, fence)


def _look_ahead(job_id: int, ahead: Callable[[Sequence[str]], None], begun: set[str]) -> None:
    """Have the next pieces begun, by halves: some are under way while others are fetched. It may fail."""
    with _short():
        coming = [one for one in queries.next_subjects(job_id, AHEAD) if one not in begun]
    if len(coming) > AHEAD // 2 or (coming and len(begun) % AHEAD == 0):
        begun.update(coming)
        _failure(lambda: ahead(coming), f"job {job_id}, ahead")


def _try_item(job_id: int, kind: JobKind, fence: int, piece: Piece, began: float) -> None:
    error = _failure(lambda: kind.item(piece.subject), f"job {job_id}, {piece.subject}")
    with _short():
        actions.settle_item(job_id, piece.position, fence, error, time.monotonic() - began)


def _close(job_id: int, subject: str, kind: JobKind, fence: int) -> bool:
    with _short():
        done = actions.begin_finish(job_id, fence)
    error = _failure(lambda: kind.finish(subject, done), f"closing job {job_id}") if done else None
    with _short():
        return actions.finish(job_id, fence, error)


def _failure(act: Callable[[], None], what: str) -> str | None:
    """Do ``act``; None when it went well, else a short sentence. What kills the worker passes through."""
    try:
        act()
    except BaseException as error:
        if not _is_failure(error):
            raise
        # The text may hold a person's name: it goes to the page of whoever started the job, not to the log.
        log.warning("%s failed: %s", what, type(error).__name__)
        return error.message if isinstance(error, Refused) else _in_short(error)
    finally:
        db.session.rollback()  # what it did not commit, it did not mean
        db.session.expunge_all()
    return None


def _is_failure(error: BaseException) -> bool:
    """An Exception, or WeasyPrint's, which is none; by name, so that WeasyPrint need not be loaded here."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, Exception) or "FatalURLFetchingError" in names


def _in_short(error: BaseException) -> str:
    first_line = (str(error).strip().splitlines() or [""])[0]
    return f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__


@contextmanager
def _short() -> Iterator[None]:
    """One short transaction; afterwards the session is empty, so that memory stays flat over a long batch."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.expunge_all()
