"""Facilities whose facts change are counted again once, just before the transaction is committed.

A list of forty people is forty postings and one recount. Counted at the end, the rows are locked for an instant, all of them
in one order, and nobody who writes something else waits in a ring.
"""

from collections.abc import Iterable

from sqlalchemy import event
from sqlalchemy.orm import Session

from training.coverage import actions
from training.db import db

_KEY = "facilities to count again"


def note(facility_ids: Iterable[int]) -> None:
    """A fact of these facilities changed in this transaction."""
    db.session().info.setdefault(_KEY, set()).update(facility_ids)


def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return  # only a savepoint: the transaction goes on
    ids = session.info.pop(_KEY, None)
    if ids:
        actions.recount(ids)


def _forget(session: Session) -> None:
    session.info.pop(_KEY, None)


event.listen(Session, "before_commit", _before_commit)
event.listen(Session, "after_rollback", _forget)
