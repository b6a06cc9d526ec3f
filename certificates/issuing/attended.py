"""The minutes of a workshop as they are printed: what each person attended of what was planned."""

from collections.abc import Callable, Mapping, Sequence

from certificates.paper import wording
from certificates.paper.snapshot import Attendance
from certificates.paper.snapshot import HalfDay as Line
from training.attendance import queries as attendance
from training.cohorts.models import Cohort
from training.workshops import queries as workshops
from training.workshops.models import MAKE_UP, HalfDay

MOST_MADE_UP = 2  # the sheet has room for ten lines


def printed(cohort: Cohort, half_days: Sequence[HalfDay]) -> Callable[[int], Attendance | None]:
    """What the papers of a member say, by her membership; None for everybody where there is no workshop. One query."""
    if not workshops.planned(half_days):
        return lambda membership_id: None
    least, minutes = workshops.rule_of(cohort).attendance, attendance.minutes_in(cohort)
    return lambda membership_id: of(half_days, minutes.get(membership_id, {}), least)


def of(half_days: Sequence[HalfDay], minutes: Mapping[int, int], least: int) -> Attendance:
    """Every planned half-day, and the closed make-up sessions that she was at; of many of these, one line."""
    lines = [Line(_title(one), one.minutes, minutes.get(one.id, 0)) for one in workshops.planned(half_days)]
    made_up = [Line(_title(one), 0, minutes[one.id]) for one in half_days
               if one.kind == MAKE_UP and one.closed_at and minutes.get(one.id)]
    if len(made_up) > MOST_MADE_UP:
        made_up = [Line(f"Recuperación: {len(made_up)} sesiones", 0, sum(line.attended for line in made_up))]
    lines += made_up
    planned = sum(line.planned for line in lines)
    return Attendance(planned, min(planned, sum(line.attended for line in lines)), least, tuple(lines))


def _title(one: HalfDay) -> str:
    return wording.half_day(one.number, one.on, one.starts, make_up=one.kind == MAKE_UP)
