"""What a list says about where people work: it begins what nobody knew, and moves nobody who is known elsewhere."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, insert, select, tuple_

from training.audit.actions import record
from training.clock import now, today
from training.db import db, inserting, new_key
from training.house import facilities_changed
from training.places.models import Facility
from training.staffing.actions import hold
from training.staffing.models import ROSTER, SAID, UNKNOWN, Pending, Posting, Withdrawn

_BATCH = 400  # parameters of one IN list


class Listed(NamedTuple):
    """Somebody on a list with a facility of the register. ``as_written``: her name there, when her account was not made
    by this list; "" when it bears that very name."""

    user_id: int
    facility_id: int
    as_written: str = ""


def take_list(listed: Iterable[Listed], by_id: int) -> int:
    """Of whom no facility is known, her posting begins today. Of whom another is known, what the list says waits.

    Returns for how many a posting began; which of them were known is told to nobody.
    """
    said = {one.user_id: one for one in listed}
    if not said:
        return 0
    hold(*said)
    here = _now_at(list(said))
    open_ones = _open({one.facility_id for one in said.values()})
    fitting = [one for one in said.values() if one.facility_id in open_ones]
    new = [one for one in fitting if one.user_id not in here]
    _begin(new, by_id)
    _keep([one for one in fitting if here.get(one.user_id, one.facility_id) != one.facility_id], by_id)
    if new:
        record("take workplaces", f"user:{by_id}", by_id, str(len(new)))
        facilities_changed({one.facility_id for one in new})
    return len(new)


def _begin(new: Sequence[Listed], by_id: int) -> None:
    """In one statement however many they are: SQLite would insert objects one by one."""
    rows = [{"key": new_key(), "user_id": one.user_id, "facility_id": one.facility_id, "since": today(), "contract": UNKNOWN,
             "source": ROSTER, "by_id": by_id, "at": now(), "as_written": one.as_written} for one in new]
    if rows:
        db.session.execute(insert(Posting), rows)
    for start in range(0, len(new), _BATCH):  # of whoever begins there now nothing waits there any more
        some = tuple_(Pending.user_id, Pending.facility_id).in_(
            [(one.user_id, one.facility_id) for one in new[start:start + _BATCH]])
        db.session.execute(delete(Pending).where(some, Pending.kind == SAID))


def _now_at(users: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(users), _BATCH):
        query = select(Posting.user_id, Posting.facility_id).where(
            Posting.user_id.in_(users[start:start + _BATCH]), Posting.until.is_(None))
        found |= {user: facility for user, facility in db.session.execute(query)}
    return found


def _open(facilities: set[int]) -> set[int]:
    """Those of them that the register does not say are closed."""
    query = select(Facility.id).where(Facility.id.in_(facilities), Facility.closed_on.is_(None))
    return set(db.session.scalars(query))


def _keep(said: Sequence[Listed], by_id: int) -> None:
    for start in range(0, len(said), _BATCH):
        rows = [{"key": new_key(), "user_id": one.user_id, "facility_id": one.facility_id, "kind": SAID, "since": today(),
                 "contract": UNKNOWN, "as_written": one.as_written, "source": ROSTER, "by_id": by_id, "at": now()}
                for one in said[start:start + _BATCH]]
        db.session.execute(inserting(Pending).values(rows).on_conflict_do_nothing(index_elements=["user_id", "facility_id"]))


def carry(wrong_id: int, owner_id: int, as_written: str) -> None:
    """Two accounts are one person: what was known of the wrong one becomes the owner's.

    Where she works by her own account she goes on working; what the other said of another facility waits for her.
    """
    hold(wrong_id, owner_id)
    hers = list(db.session.scalars(select(Posting).where(Posting.user_id == owner_id)))
    touched = set()
    for one in db.session.scalars(select(Posting).where(Posting.user_id == wrong_id).order_by(Posting.since)).all():
        touched.add(one.facility_id)
        if any(_clash(one, other) for other in hers):
            _say_instead(one, owner_id, as_written)
            db.session.delete(one)
        else:
            one.user_id, one.as_written = owner_id, as_written
            hers.append(one)
        db.session.flush()
    _carry_pending(wrong_id, owner_id, as_written)
    for gone in db.session.scalars(select(Withdrawn).where(Withdrawn.user_id == wrong_id)).all():
        gone.user_id = owner_id
    db.session.flush()
    facilities_changed(touched)


def _clash(one: Posting, other: Posting) -> bool:
    """Both go on, or one reaches into the other."""
    if one.until is None and other.until is None:
        return True
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def _say_instead(one: Posting, owner_id: int, as_written: str) -> None:
    known = db.session.scalar(select(Posting.facility_id).where(Posting.user_id == owner_id, Posting.until.is_(None)))
    if one.until is None and known != one.facility_id:
        _keep([Listed(owner_id, one.facility_id, as_written)], one.by_id or owner_id)


def _carry_pending(wrong_id: int, owner_id: int, as_written: str) -> None:
    taken = set(db.session.scalars(select(Pending.facility_id).where(Pending.user_id == owner_id)))
    for one in db.session.scalars(select(Pending).where(Pending.user_id == wrong_id)).all():
        if one.facility_id in taken:
            db.session.delete(one)
        else:
            one.user_id, one.as_written, one.kind = owner_id, as_written, SAID
    db.session.flush()
