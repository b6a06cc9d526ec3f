"""The way out for whoever can no longer reach the minutes: a make-up session, noted once. Nothing here commits."""

from datetime import date, time

from training.accounts.models import User
from training.cohorts.models import Cohort
from training.cohorts.numbering import hold
from training.workshops.actions import add_make_up
from training.workshops.models import MAKE_UP, HalfDay
from training.workshops.queries import half_days


def schedule(cohort: Cohort, on: date, starts: time, minutes: int, by: User) -> HalfDay:
    """The make-up session of this day and hour; the same one when it is on the calendar already (a second press).

    Raises Refused, with status 422 when the day cannot be.
    """
    hold(cohort)
    for there in half_days(cohort):
        if there.kind == MAKE_UP and (there.on, there.starts) == (on, starts):
            return there
    return add_make_up(cohort, on, starts, minutes, by)
