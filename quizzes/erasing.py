"""Answers of a person go when she asks, or some time after her cohort was closed (KEEP_ANSWERS); the score stays."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from quizzes.drafts import load_answers
from quizzes.models import Attempt
from training.cohorts.erasing import places_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house

NOTHING = "{}"


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Her answers, and the fingerprints of what she sent."""
    ids = db.session.scalars(select(Attempt.id).where(Attempt.membership_id.in_(places_of(user_id)), _holds())).all()
    _empty(ids)
    return {"attempts": len(ids)}


def export(user_id: int) -> dict[str, Any]:
    """Every attempt, with the answers as they were kept."""
    query = select(Attempt).where(Attempt.membership_id.in_(places_of(user_id))).order_by(Attempt.id)
    return {"attempts": [{"module": one.module, "number": one.number, "answers": load_answers(one.answers),
                          "points": one.points, "out_of": one.out_of, "passed": one.passed,
                          "began_at": one.started_at, "handed_in_at": one.submitted_at}
                         for one in db.session.scalars(query)]}


def tidy() -> dict[str, int]:
    """Answers given in cohorts that were closed before the limit."""
    limit = until("answers")
    old = (select(Attempt.id).join(Membership, Membership.id == Attempt.membership_id)
           .join(Cohort, Cohort.id == Membership.cohort_id).where(Cohort.closed_at < limit, _holds()))
    return {"attempts": in_pieces(lambda most: db.session.scalars(old.limit(most)).all(), _empty)}


def _holds() -> Any:
    return (Attempt.answers != NOTHING) | Attempt.body_hash.is_not(None)


def _empty(ids: Sequence[int]) -> None:
    db.session.execute(update(Attempt).where(Attempt.id.in_(ids)).values(answers=NOTHING, body_hash=None))


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
