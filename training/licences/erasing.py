"""What was written about a trainer goes when she asks, or after its time; which licences she held, and when, stays.

Workshops were certified upon them, and whose they were is known nowhere any more.
"""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import or_, select, update

from training.db import db
from training.forgetting import in_pieces, until
from training.house import house
from training.licences.models import FacilitatorObservation, Licence


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """The reasons and evidence of her licences, and the comments about her."""
    licences = db.session.scalars(select(Licence.id).where(Licence.user_id == user_id, _tells())).all()
    db.session.execute(update(Licence).where(Licence.id.in_(licences)).values(reason="", evidence="", withdrawn_reason=""))
    said = select(FacilitatorObservation.id).where(FacilitatorObservation.user_id == user_id, _says())
    sheets = db.session.scalars(said).all()
    _empty(sheets)
    return {"licences": len(licences), "comments": len(sheets)}


def export(user_id: int) -> dict[str, Any]:
    """Her licences, and what was seen of her."""
    licences = select(Licence).where(Licence.user_id == user_id).order_by(Licence.id)
    sheets = select(FacilitatorObservation).where(FacilitatorObservation.user_id == user_id,
                                                  FacilitatorObservation.finished_at.is_not(None))
    return {
        "licences": [{"step": one.step, "granted_on": one.granted_on, "valid_until": one.valid_until, "basis": one.basis,
                      "reason": one.reason, "evidence": one.evidence, "withdrawn_on": one.withdrawn_on,
                      "withdrawn_reason": one.withdrawn_reason} for one in db.session.scalars(licences)],
        "facilitation": [{"checklist": one.checklist, "seen_on": one.seen_on, "steps": one.scores, "comment": one.comment,
                          "points": one.points, "out_of": one.out_of, "passed": one.passed, "again": one.again,
                          "voided_at": one.voided_at}
                         for one in db.session.scalars(sheets.order_by(FacilitatorObservation.id))]}


def tidy() -> dict[str, int]:
    """Comments about who facilitated, after the time of such texts (KEEP_TEXT). A licence's reasons go with its holder."""
    old = select(FacilitatorObservation.id).where(FacilitatorObservation.finished_at < until("text"), _says())
    return {"comments": in_pieces(lambda most: db.session.scalars(old.limit(most)).all(), _empty)}


def _tells() -> Any:
    return or_(Licence.reason != "", Licence.evidence != "", Licence.withdrawn_reason != "")


def _says() -> Any:
    return (FacilitatorObservation.comment != "") | FacilitatorObservation.body_hash.is_not(None)


def _empty(ids: Sequence[int]) -> None:
    db.session.execute(update(FacilitatorObservation).where(FacilitatorObservation.id.in_(ids)).values(
        comment="", body_hash=None))


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts += [Licence.reason, Licence.evidence, Licence.withdrawn_reason, FacilitatorObservation.comment]
