"""Observed practice: what was written about a person goes when she asks, or after its time; the marks of the steps stay."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from training.cohorts.erasing import places_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house
from training.practice.models import Coaching, Observation


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """The comments about her. ``body_hash`` goes too: whoever guessed a comment could prove it by it."""
    said = select(Observation.id).where(Observation.membership_id.in_(places_of(user_id)), _says())
    ids = db.session.scalars(said).all()
    _empty(ids)
    return {"comments": len(ids)}


def export(user_id: int) -> dict[str, Any]:
    """Each sheet that was finished, and the coaching that was agreed."""
    places = places_of(user_id)
    sheets = select(Observation).where(Observation.membership_id.in_(places), Observation.finished_at.is_not(None))
    coaching = select(Coaching).where(Coaching.membership_id.in_(places)).order_by(Coaching.id)
    return {
        "practice": [{"checklist": one.checklist, "try": one.number, "steps": one.scores, "comment": one.comment,
                      "points": one.points, "out_of": one.out_of, "passed": one.passed, "at": one.finished_at,
                      "voided_at": one.voided_at} for one in db.session.scalars(sheets.order_by(Observation.id))],
        "coaching": [{"checklist": one.checklist, "after_try": one.after, "agreed_for": one.agreed_for,
                      "done_on": one.done_on} for one in db.session.scalars(coaching)]}


def tidy() -> dict[str, int]:
    """Comments, some time after their cohort was closed (KEEP_TEXT)."""
    limit = until("text")
    old = (select(Observation.id).join(Membership, Membership.id == Observation.membership_id)
           .join(Cohort, Cohort.id == Membership.cohort_id).where(Cohort.closed_at < limit, _says()))
    return {"comments": in_pieces(lambda most: db.session.scalars(old.limit(most)).all(), _empty)}


def _says() -> Any:
    return (Observation.comment != "") | Observation.body_hash.is_not(None)


def _empty(ids: Sequence[int]) -> None:
    db.session.execute(update(Observation).where(Observation.id.in_(ids)).values(comment="", body_hash=None))


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts.append(Observation.comment)
