"""What is kept of calls: marks about a person go when she asks for it, notes go after their time."""

from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from training.calling.models import CallNote
from training.calling.rules import ALMOST, DORMANT, ENTER, HELP, LICENCE
from training.cohorts.erasing import places_of
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house

OF_MEMBERS, OF_PEOPLE = (ENTER, HELP, ALMOST), (LICENCE, DORMANT)


def _about(user_id: int) -> ColumnElement[bool]:
    """The marks of calls that were made to her."""
    return or_(and_(CallNote.kind.in_(OF_MEMBERS), CallNote.subject_id.in_(places_of(user_id))),
               and_(CallNote.kind.in_(OF_PEOPLE), CallNote.subject_id == user_id))


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """That she was called, and what was noted then."""
    gone = db.session.scalar(select(func.count()).select_from(CallNote).where(_about(user_id))) or 0
    db.session.execute(delete(CallNote).where(_about(user_id)))
    return {"calls": gone}


def export(user_id: int) -> dict[str, Any]:
    """When she was called, why and what came of it."""
    found = db.session.scalars(select(CallNote).where(_about(user_id)).order_by(CallNote.id))
    return {"calls": [{"reason": one.kind, "outcome": one.outcome, "on": one.called_on, "note": one.note} for one in found]}


def tidy() -> dict[str, int]:
    """Notes of calls, after their time (KEEP_TEXT)."""
    old = select(CallNote.id).where(CallNote.note != "", CallNote.at < until("text"))
    return {"notes of calls": in_pieces(
        lambda most: db.session.scalars(old.limit(most)).all(),
        lambda ids: db.session.execute(update(CallNote).where(CallNote.id.in_(ids)).values(note="")))}


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts.append(CallNote.note)
