"""What the calendar changes by itself, once a day in the worker: readiness out of date, contracts nearer their end."""

from sqlalchemy import select

from training.coverage import actions
from training.db import db
from training.places.models import Facility

AT_ONCE = 250  # facilities of one transaction: whoever writes meanwhile hardly waits


def each_day() -> None:
    """Count everything again, and note the figures of the running month. Commits."""
    recount_everything()
    actions.note_month()
    db.session.commit()


def recount_everything() -> int:
    """Every facility of the register, piece by piece, each in a transaction of its own. Returns how many. Commits."""
    last = counted = 0
    while ids := db.session.scalars(
            select(Facility.id).where(Facility.id > last).order_by(Facility.id).limit(AT_ONCE)).all():
        counted += actions.recount(ids)
        db.session.commit()
        last = ids[-1]
    db.session.commit()
    return counted
