"""Writing facts and standings. Each verb works in the caller's transaction and may be repeated safely."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from training.clock import now
from training.db import db
from training.progress.models import QUIZ, READ, Achievement, Standing

SEEN_EVERY = timedelta(minutes=10)  # one write per person and module in this time


def _insert() -> Any:
    """INSERT that knows ON CONFLICT, in the words of the database in use."""
    return postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert


def _insert_once(table: type[Achievement] | type[Standing], values: dict[str, object]) -> bool:
    """Insert unless the unique key stands already; True when it was inserted."""
    statement = _insert()(table).values(**values).on_conflict_do_nothing().returning(table.membership_id)
    return db.session.scalar(statement) is not None


def achieve(membership_id: int, module: str, kind: str, by_id: int | None = None) -> bool:
    """Record an achievement once; True the first time. ``by_id``: the trainer who vouches for it, if any."""
    return _insert_once(Achievement, {"membership_id": membership_id, "module": module, "kind": kind,
                                      "at": now(), "by_id": by_id})


def _standing(membership_id: int, module: str) -> Standing:
    """The standing, locked for this transaction; made when there is none."""
    key = {"membership_id": membership_id, "module": module}
    row = db.session.get(Standing, key, with_for_update=True)
    if row is None:
        _insert_once(Standing, {**key, "attempts": 0})
        row = db.session.scalars(select(Standing).filter_by(**key).with_for_update()).one()
    return row


def mark_read(membership_id: int, module: str) -> None:
    """The person says that she has read the module; the first time counts."""
    standing = _standing(membership_id, module)
    if achieve(membership_id, module, READ) or standing.read_at is None:
        standing.read_at = standing.read_at or now()
    standing.last_seen_at = now()
    db.session.flush()


def record_score(membership_id: int, module: str, score: Fraction, passed: bool, at: datetime) -> None:
    """Add one submitted attempt to the standing. The best score counts and a pass is never lost."""
    standing = _standing(membership_id, module)
    standing.attempts += 1
    standing.last_score, standing.last_attempt_at, standing.last_seen_at = float(score), at, at
    standing.best_score = max(float(score), standing.best_score or 0.0)
    if passed:
        achieve(membership_id, module, QUIZ)
        standing.passed_at = standing.passed_at or at
    db.session.flush()


def is_due(last_seen: datetime | None) -> bool:
    """Whether a view is worth a write."""
    return last_seen is None or now() - last_seen >= SEEN_EVERY


def mark_seen(membership_id: int, module: str) -> None:
    """Note that the person has the module open: the one thing that a GET writes (see db.GET_WRITES)."""
    insert, at = _insert(), now()
    row = insert(Standing).values(membership_id=membership_id, module=module, attempts=0, first_seen_at=at, last_seen_at=at)
    db.session.execute(row.on_conflict_do_update(index_elements=["membership_id", "module"], set_={"last_seen_at": at}))
