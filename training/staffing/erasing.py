"""Where somebody works: hers to take along, and gone when her data are erased; what waited too long goes by itself."""

from typing import Any

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from training.db import db
from training.forgetting import in_pieces, until
from training.house import house
from training.staffing.actions import hold, let_go
from training.staffing.models import SAID, Pending, Posting, Withdrawn
from training.staffing.queries import names_of_facilities
from training.staffing.words import contract, own_source_words, reason_words


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Every posting, and the facilities are counted again without her. Months that were counted before stay as they are."""
    hold(user_id)
    return let_go([user_id])


def export(user_id: int) -> dict[str, Any]:
    """Where she worked, what waits, and what was taken back as a mistake."""
    postings = select(Posting).options(joinedload(Posting.facility)).where(Posting.user_id == user_id)
    waiting = select(Pending).options(joinedload(Pending.facility)).where(Pending.user_id == user_id)
    mistakes = db.session.scalars(select(Withdrawn).where(Withdrawn.user_id == user_id).order_by(Withdrawn.id)).all()
    names, said = names_of_facilities({one.facility_id for one in mistakes}), own_source_words()
    why = dict(reason_words(herself=False))
    return {
        "workplaces": [
            {"facility": one.facility.label, "from": one.since, "to": one.until, "contract": contract(one.contract),
             "contract_ends_on": one.contract_ends_on, "said_by": said[one.source], "confirmed_at": one.confirmed_on,
             "as_written": one.as_written} for one in db.session.scalars(postings.order_by(Posting.since, Posting.id))],
        "workplaces_waiting": [
            {"facility": one.facility.label, "from": one.since, "contract": contract(one.contract),
             "contract_ends_on": one.contract_ends_on, "said_by": said[one.source], "as_written": one.as_written}
            for one in db.session.scalars(waiting.order_by(Pending.id))],
        "workplaces_withdrawn": [
            {"facility": names.get(one.facility_id, ""), "from": one.since, "to": one.until, "said_by": said[one.source],
             "reason": why[one.reason], "at": one.at} for one in mistakes]}


def tidy_waiting() -> dict[str, int]:
    """What lists said and nobody confirmed (KEEP_REQUESTS)."""
    limit = until("requests")
    old = select(Pending.id).where(Pending.kind == SAID, Pending.at < limit)
    return {"unconfirmed workplaces": in_pieces(
        lambda most: db.session.scalars(old.limit(most)).all(),
        lambda ids: db.session.execute(delete(Pending).where(Pending.id.in_(ids))))}


def tidy_withdrawn() -> dict[str, int]:
    """What was taken back as a mistake, as long as the record of acts (KEEP_RECORD)."""
    limit = until("record")
    old = select(Withdrawn.id).where(Withdrawn.at < limit)
    return {"withdrawn workplaces": in_pieces(
        lambda most: db.session.scalars(old.limit(most)).all(),
        lambda ids: db.session.execute(delete(Withdrawn).where(Withdrawn.id.in_(ids))))}


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers += [tidy_waiting, tidy_withdrawn]
