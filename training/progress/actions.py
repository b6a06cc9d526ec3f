"""Writing facts and standings. Each verb works in the caller's transaction and may be repeated safely."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from sqlalchemy import Table, case, func, literal, select
from sqlalchemy.orm.util import identity_key

from training.clock import now
from training.cohorts.models import Membership
from training.db import db, inserting
from training.progress.models import QUIZ, READ, Achievement, Standing

SEEN_EVERY = timedelta(minutes=10)  # one write per person and module in this time


# Statements are built once and of plain tables: everybody in a room sends her quiz in the same minute.
STANDING, ACHIEVEMENT = Standing.metadata.tables["standing"], Achievement.metadata.tables["achievement"]


def _dialect() -> str:
    return db.session.get_bind().dialect.name


@cache
def _once(table: Table, _of: str) -> Any:
    return inserting(table).on_conflict_do_nothing().returning(table.c.membership_id)


@cache
def _upsert(added: tuple[str, ...], _of: str) -> Any:
    """A standing made, or changed: the best score stays, the first pass stays, ``added`` come in."""
    row = inserting(STANDING)
    new, old = row.excluded, STANDING.c
    kept: dict[str, Any] = {
        "attempts": old.attempts + new.attempts,
        "best_score": case((old.best_score > new.best_score, old.best_score), else_=new.best_score),
        "passed_at": func.coalesce(old.passed_at, new.passed_at)}
    changes = {name: kept.get(name, new[name]) for name in added}
    return row.on_conflict_do_update(index_elements=["membership_id", "module"], set_=changes)


def _insert_once(table: Table, values: dict[str, object]) -> bool:
    """Insert unless the unique key stands already; True when it was inserted."""
    return db.session.scalar(_once(table, _dialect()), values) is not None


def achieve(membership_id: int, module: str, kind: str, by_id: int | None = None) -> bool:
    """Record an achievement once; True the first time. ``by_id``: the trainer who vouches for it, if any."""
    return _insert_once(ACHIEVEMENT, {"membership_id": membership_id, "module": module, "kind": kind,
                                      "at": now(), "by_id": by_id})


def _standing(membership_id: int, module: str) -> Standing:
    """The standing, locked for this transaction; made when there is none."""
    key = {"membership_id": membership_id, "module": module}
    row = db.session.get(Standing, key, with_for_update=True)
    if row is None:
        _insert_once(STANDING, {**key, "attempts": 0})
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
    values = {"attempts": 1, "best_score": float(score), "last_score": float(score), "last_attempt_at": at,
              "last_seen_at": at} | ({"passed_at": at} if passed else {})
    db.session.execute(_upsert(tuple(values), _dialect()), {"membership_id": membership_id, "module": module, **values})
    loaded = db.session.identity_map.get(identity_key(Standing, (membership_id, module)))
    if loaded is not None:
        db.session.expire(loaded)  # it was changed behind its back
    if passed:
        achieve(membership_id, module, QUIZ)


def carry_over(cohort_id: int, renamed: Mapping[str, str]) -> None:
    """What the members of a cohort reached in a module goes with it to its new slug (old → new); the old rows stay."""
    members = select(Membership.id).where(Membership.cohort_id == cohort_id)
    for old, new in renamed.items():
        for table in (ACHIEVEMENT, STANDING):
            columns = [column for column in table.c if column.name != "id"]
            shown = [literal(new) if column.name == "module" else column for column in columns]
            rows = select(*shown).where(table.c.module == old, table.c.membership_id.in_(members))
            names = [column.name for column in columns]
            made = inserting(table).from_select(names, rows)
            db.session.execute(_better(made) if table is STANDING else made.on_conflict_do_nothing())


def _better(made: Any) -> Any:
    """Of two standings in what is the same module, each column keeps the better: one comes back to a name she had."""
    old, new = STANDING.c, made.excluded
    newer = func.coalesce(new.last_attempt_at > old.last_attempt_at, old.last_attempt_at.is_(None))
    once = ("first_seen_at", "read_at", "passed_at")
    changes: dict[str, Any] = {name: func.coalesce(old[name], new[name]) for name in once}
    changes["last_seen_at"] = func.coalesce(new.last_seen_at, old.last_seen_at)
    changes["best_score"] = case((old.best_score > new.best_score, old.best_score),
                                 else_=func.coalesce(new.best_score, old.best_score))
    changes["attempts"] = case((old.attempts > new.attempts, old.attempts), else_=new.attempts)
    changes |= {name: case((newer, new[name]), else_=old[name]) for name in ("last_score", "last_attempt_at")}
    return made.on_conflict_do_update(index_elements=["membership_id", "module"], set_=changes)


def is_due(last_seen: datetime | None) -> bool:
    """Whether a view is worth a write."""
    return last_seen is None or now() - last_seen >= SEEN_EVERY


def mark_seen(membership_id: int, module: str) -> None:
    """Note that the person has the module open: the one thing that a GET writes (see db.GET_WRITES)."""
    at = now()
    db.session.execute(_upsert(("last_seen_at",), _dialect()), {
        "membership_id": membership_id, "module": module, "attempts": 0, "first_seen_at": at, "last_seen_at": at})
