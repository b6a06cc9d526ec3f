"""What each room does once a day, in Lima's days, however many workers there are.

The row of daily_work decides: whoever changes it first does the work. What was begun and not finished, by a worker that was
killed or by work that failed, is begun again after half an hour.
"""

import logging
from datetime import timedelta

from sqlalchemy import and_, or_, update

from training.clock import now, today
from training.db import db, inserting
from training.house import house
from training.jobs.models import DailyWork

log = logging.getLogger(__name__)
LONGEST = 80  # characters of a name
AGAIN = timedelta(minutes=30)


def do_what_is_due() -> int:
    """Do everything of today that nobody has begun. Returns how much came to its end. Commits; needs the app's context."""
    done = 0
    for work in house().daily:
        name = f"{work.__module__}.{work.__qualname__}"[-LONGEST:]
        if not _claim(name):
            continue
        try:
            work()
            db.session.execute(update(DailyWork).where(DailyWork.name == name).values(done_at=now()))
            db.session.commit()
            done += 1
        except Exception:
            db.session.rollback()
            log.exception("the daily work «%s» failed; it is tried again", name)
    return done


def _claim(name: str) -> bool:
    """Whether it is for us to do it today."""
    day, at = today(), now()
    due = or_(DailyWork.day < day, and_(DailyWork.done_at.is_(None), DailyWork.begun_at < at - AGAIN))
    statement = inserting(DailyWork).values(name=name, day=day, begun_at=at, done_at=None).on_conflict_do_update(
        index_elements=["name"], set_={"day": day, "begun_at": at, "done_at": None}, where=due).returning(DailyWork.name)
    ours = db.session.execute(statement).first() is not None
    db.session.commit()
    return ours
