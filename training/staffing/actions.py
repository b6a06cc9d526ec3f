"""Posting people: where somebody works from a day on, where she goes, when she leaves. Nothing here commits.

Nothing is rewritten: what ended keeps its dates, and what was a mistake goes to `Withdrawn` with its reason. Each verb says
the same when it is said twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from training.accounts.models import User
from training.audit.actions import record
from training.clock import now, today
from training.db import db
from training.errors import Refused
from training.house import facilities_changed
from training.staffing.models import ADMIN, AGREED, LEFT, MOVED, SAID, SELF, TRAINER, UNKNOWN, Pending, Posting, Withdrawn
from training.staffing.queries import last_day_of, posting_of
from training.staffing.rules import last_day_before


@dataclass(frozen=True)
class Terms:
    """From when on, and under which contract."""

    since: date
    contract: str = UNKNOWN
    ends_on: date | None = None


def hold(*user_ids: int) -> None:
    """Until the end of the transaction nobody else writes where these people work; in one order, so that no two wait for
    each other."""
    for start in range(0, len(some := sorted(set(user_ids))), 400):
        db.session.execute(select(User.id).where(User.id.in_(some[start:start + 400])).order_by(User.id)
                           .with_for_update(key_share=True))


def post(user_id: int, facility_id: int, *, source: str, by_id: int | None, since: date | None = None,
         contract: str = UNKNOWN, contract_ends_on: date | None = None, as_written: str = "") -> Posting:
    """She works at this facility from ``since`` (default: today) on; where she worked until now ends the day before.

    Where she works there already, nothing changes but what is said of her contract. Raises Refused when the day has not
    come, when it lies before the one on which she began where she is, or when somebody else posted her at this moment.
    """
    begins, before = since or today(), posting_of(user_id)
    if before is not None and before.facility_id == facility_id:
        if contract:
            before.contract, before.contract_ends_on = contract, contract_ends_on
        db.session.flush()
        facilities_changed([facility_id])
        return before
    if begins > today() or before is not None and begins < before.since:
        raise Refused(_("Esa fecha no puede ser el comienzo: revise desde cuándo trabaja en cada establecimiento."))
    made = Posting(user_id=user_id, facility_id=facility_id, since=begins, contract=contract,
                   contract_ends_on=contract_ends_on, source=source, by_id=by_id, at=now(), as_written=as_written,
                   confirmed_on=today() if source == SELF else None)
    try:
        with db.session.begin_nested():
            if before is not None:
                before.until, before.ended_how = last_day_before(begins, before.since), MOVED
                db.session.flush()
            db.session.add(made)
    except IntegrityError:
        raise Refused(_("Alguien anotó en ese mismo momento dónde trabaja esta persona. No se guardó nada: actualice la "
                        "página, revise y vuelva a intentarlo.")) from None
    facilities_changed([facility_id, before.facility_id if before else None])
    return made


def move(user_id: int, facility_id: int, terms: Terms, *, source: str, by: User, as_written: str = "") -> Posting | Pending:
    """A first posting or a transfer, now or on a day to come; what lists said otherwise is settled by it. ``hold`` first.

    Ask ``rules.wrong_start`` first.
    """
    current = posting_of(user_id)
    there = current is not None and current.facility_id == facility_id
    db.session.execute(delete(Pending).where(Pending.user_id == user_id))
    if terms.since > today() and not there:
        return _agree(user_id, facility_id, terms, source, by, as_written)
    made = post(user_id, facility_id, source=source, by_id=by.id, since=terms.since, contract=terms.contract,
                contract_ends_on=terms.ends_on, as_written=as_written)
    if source == SELF:
        made.confirmed_on, made.as_written = today(), ""
    if not there:
        record("transfer person" if current else "post person", f"user:{user_id}", by.id, f"facility:{facility_id}")
    return made


def _agree(user_id: int, facility_id: int, terms: Terms, source: str, by: User, as_written: str) -> Pending:
    made = Pending(user_id=user_id, facility_id=facility_id, kind=AGREED, since=terms.since, contract=terms.contract,
                   contract_ends_on=terms.ends_on, as_written=as_written, source=source, by_id=by.id, at=now())
    db.session.add(made)
    db.session.flush()
    record("agree transfer", f"user:{user_id}", by.id, f"facility:{facility_id}")
    return made


def ask(user_id: int, facility_id: int, terms: Terms, *, source: str, by: User, as_written: str) -> None:
    """She is said to work at this facility: it counts nothing until whoever may confirms it. ``hold`` first.

    Said again, the newest terms wait; what was agreed already stays agreed.
    """
    found = db.session.scalar(select(Pending).where(Pending.user_id == user_id, Pending.facility_id == facility_id))
    found = found or Pending(user_id=user_id, facility_id=facility_id, kind=SAID)
    if found.kind == SAID:
        found.since, found.contract, found.contract_ends_on = terms.since, terms.contract, terms.ends_on
        found.as_written, found.source, found.by_id, found.at = as_written, source, by.id, now()
        db.session.add(found)
    db.session.flush()
    record("ask to post person", f"user:{user_id}", by.id, f"facility:{facility_id}")


def leave(posting: Posting, until: date, by: User) -> None:
    """Her last day there. Ask ``rules.wrong_end`` first; what ended already stays as it is."""
    if posting.until is None:
        posting.until, posting.ended_how = until, LEFT
        db.session.flush()
        record("note leaving", f"user:{posting.user_id}", by.id, f"facility:{posting.facility_id}")
        facilities_changed([posting.facility_id])


def change_contract(posting: Posting, contract: str, ends_on: date | None, by: User) -> None:
    """Under which contract, and until when. Ask ``rules.wrong_contract`` first."""
    if (posting.contract, posting.contract_ends_on) != (contract, ends_on):
        posting.contract, posting.contract_ends_on = contract, ends_on
        db.session.flush()
        record("change contract", f"user:{posting.user_id}", by.id, f"facility:{posting.facility_id}")
        facilities_changed([posting.facility_id])


def still_here(posting: Posting) -> None:
    """She says herself that she goes on there: what lists said of other facilities is settled, and her own name is shown."""
    db.session.execute(delete(Pending).where(Pending.user_id == posting.user_id, Pending.kind != AGREED))
    if posting.confirmed_on != today() or posting.as_written:
        posting.confirmed_on, posting.as_written = today(), ""
        db.session.flush()
        record("confirm posting", f"user:{posting.user_id}", posting.user_id, f"facility:{posting.facility_id}")


def vouch(posting: Posting, source: str, by: User) -> None:
    """Staff of the region says too that she works there; until then only she did."""
    if posting.source == SELF:
        posting.source, posting.by_id = source, by.id
        db.session.flush()
        record("post person", f"user:{posting.user_id}", by.id, f"facility:{posting.facility_id}")


def withdraw(posting: Posting, reason: str, by: User) -> Posting | None:
    """It was a mistake: it counts nowhere any more. Where a transfer had brought her there, she goes on where she was.

    Returns the posting that goes on again, if one does.
    """
    db.session.add(Withdrawn(key=posting.key, user_id=posting.user_id, facility_id=posting.facility_id, since=posting.since,
                             until=posting.until, source=posting.source, entered_at=posting.at, entered_by_id=posting.by_id,
                             reason=reason, by_id=by.id, at=now()))
    again = _moved_from(posting) if posting.until is None else None
    db.session.delete(posting)
    db.session.flush()
    if again is not None:
        again.until, again.ended_how = None, ""
        db.session.flush()
    record("withdraw posting", f"user:{posting.user_id}", by.id, f"facility:{posting.facility_id}")
    facilities_changed([posting.facility_id, again.facility_id if again else None])
    return again


def _moved_from(posting: Posting) -> Posting | None:
    """Where she was until this posting took her away; None when she had left, or something came in between."""
    last = db.session.scalars(
        select(Posting).where(Posting.user_id == posting.user_id, Posting.id != posting.id)
        .order_by(Posting.since.desc(), Posting.id.desc()).limit(1)).first()
    joins = last is not None and last.ended_how == MOVED and last.until == last_day_before(posting.since, last.since)
    return last if joins else None


def drop(pending: Pending, by: User) -> None:
    """It is not so, or not any more: what was said or agreed goes."""
    record("drop pending posting", f"user:{pending.user_id}", by.id, f"facility:{pending.facility_id}")
    db.session.delete(pending)
    db.session.flush()


def accept(pending: Pending, *, source: str, by: User) -> Posting | Pending:
    """What was said is so: she works there, from that day on at the earliest. ``hold`` first.

    A contract that would have ended before is not hers any more. What staff asked and she confirms was said by both: staff's
    word stays beside the day of hers.
    """
    current, left = posting_of(pending.user_id), last_day_of(pending.user_id)
    since = max([pending.since, *([current.since] if current else []), *([left] if left else [])])
    ends_on = pending.contract_ends_on
    terms = Terms(since, pending.contract, None if ends_on and ends_on < since else ends_on)
    first = pending.source if source == SELF and pending.source in (TRAINER, ADMIN) else source
    made = move(pending.user_id, pending.facility_id, terms, source=source, by=by,
                as_written="" if source == SELF else pending.as_written)
    made.source = first
    db.session.flush()
    return made


def let_go(user_ids: Collection[int]) -> dict[str, int]:
    """Everything about where these people worked, and the counts without them."""
    postings = db.session.scalars(select(Posting).where(Posting.user_id.in_(user_ids))).all()
    waiting = db.session.scalars(select(Pending).where(Pending.user_id.in_(user_ids))).all()
    mistakes = db.session.scalars(select(Withdrawn).where(Withdrawn.user_id.in_(user_ids))).all()
    for one in (*postings, *waiting, *mistakes):
        db.session.delete(one)
    db.session.flush()
    facilities_changed({one.facility_id for one in postings})
    return {"postings": len(postings) + len(waiting) + len(mistakes)}
