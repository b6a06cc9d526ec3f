"""What the page of an agenda knows of its half-day: what is stored, the plan of the manual, what else that day holds."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from training.clock import now
from training.cohorts.models import Cohort
from training.manuals.queries import manual
from training.workshops import queries
from training.workshops.editing import Draft, Fault, Half, Neighbour, clock, faults, pieces_of
from training.workshops.effects import Effects, effects, held
from training.workshops.models import MAKE_UP, HalfDay
from training.workshops.words import half_day_title, hour


@dataclass(frozen=True)
class Desk:
    """A half-day on the table, beside the other half-days of its workshop."""

    cohort: Cohort
    half_day: HalfDay
    half_days: list[HalfDay]
    stored: Half
    plan: Half | None

    @property
    def neighbours(self) -> list[Neighbour]:
        """The other half-days of the same date; planned ones keep their order."""
        mine = self.half_day
        return [Neighbour(one.key, clock(one.starts), clock(one.starts) + one.minutes,
                          0 if one.kind == MAKE_UP else -1 if one.number < mine.number else 1)
                for one in self.half_days if one.on == mine.on and one.id != mine.id]

    @property
    def names(self) -> dict[str, str]:
        """Half-day key → «Jornada 2: …, 14:00»."""
        return {one.key: f"{half_day_title(one)}, {hour(one.starts)}" for one in self.half_days}

    def faults(self, draft: Draft) -> list[Fault]:
        """What keeps the draft from being saved."""
        return faults(draft, self.stored, self.plan, self.neighbours)

    def effects(self, half: Half) -> Effects:
        """What follows when the half-day becomes this."""
        planned = [held(one.number, one.on, stored_half(one)) for one in queries.planned(self.half_days)]
        workshop = queries.workshop_of(self.cohort)
        assert workshop is not None  # it has half-days
        changed = held(self.half_day.number, self.half_day.on, half)
        return effects(planned, changed, workshop, queries.rule_of(self.cohort).attendance, now())


def desk(cohort: Cohort, half_day: HalfDay) -> Desk:
    """The half-day as it stands now. Two queries."""
    edition = manual(cohort.manual_digest)
    plan = edition.workshop(cohort.course)
    at = half_day.number - 1
    planned = plan.half_days[at] if plan and half_day.kind != MAKE_UP and at < len(plan.half_days) else None
    return Desk(cohort, half_day, queries.half_days(cohort), stored_half(half_day),
                Half(planned.starts, pieces_of(planned.blocks, (f"plan.{at}" for at in range(len(planned.blocks)))))
                if planned else None)


def stored_half(half_day: HalfDay) -> Half:
    """A half-day as it is stored; its blocks are loaded with it."""
    return Half(half_day.starts, pieces_of(half_day.blocks, (block.key for block in half_day.blocks)))


def hours_of(draft: Draft) -> dict[str, time]:
    """Token → the hour at which its block would begin, as far as hour and minutes can be read."""
    found: dict[str, time] = {}
    at = datetime.combine(date.min, draft.starts) if draft.starts else None
    for line in draft.staying:
        if at is None:
            break
        found[line.piece.token] = at.time()
        at = at + timedelta(minutes=line.minutes) if line.minutes else None
    return found


def end_of(half: Half) -> time:
    """The local hour at which it would end."""
    return (datetime.combine(date.min, half.starts) + timedelta(minutes=half.minutes)).time()
