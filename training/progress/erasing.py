"""How far a person is: hers to take along. Achievements and standings stay for the figures, at a place without a name."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from training.cohorts.erasing import places_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.house import house
from training.progress.models import Achievement, Standing


def export(user_id: int) -> dict[str, Any]:
    """Each module with what she did in it, and what she reached."""
    places = places_of(user_id)
    standings = (select(Standing, Cohort.name).join(Membership, Membership.id == Standing.membership_id)
                 .join(Cohort, Cohort.id == Membership.cohort_id).where(Standing.membership_id.in_(places)))
    reached = select(Achievement).where(Achievement.membership_id.in_(places)).order_by(Achievement.id)
    return {
        "modules": [{"cohort": name, "module": one.module, "first_seen_at": one.first_seen_at,
                     "last_seen_at": one.last_seen_at, "read_at": one.read_at, "tries": one.attempts,
                     "best_score": one.best_score, "passed_at": one.passed_at}
                    for one, name in db.session.execute(standings.order_by(Standing.membership_id, Standing.module))],
        "achievements": [{"module": one.module, "what": one.kind, "at": one.at} for one in db.session.scalars(reached)]}


def announce(app: Flask) -> None:
    """Tell the house."""
    house(app).exporters.append(export)
