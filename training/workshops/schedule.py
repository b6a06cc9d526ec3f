"""When a workshop happens: half-days on dates, blocks on the clock, windows of its tests. Pure, and always Lima's time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar

from modules.workshop import TEST, PlannedBlock, Rule, WorkshopPlan
from training.clock import at_lima

BEFORE = timedelta(minutes=30)  # how long before the first half-day the entry test opens
BEFORE_EXIT = timedelta(hours=1)  # workshops run early as well as late


class _Block(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def minutes(self) -> int: ...


class _Held(Protocol):
    """A half-day on a date, drafted or stored."""

    @property
    def on(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def minutes(self) -> int: ...


B = TypeVar("B", bound=_Block)


@dataclass(frozen=True)
class Drafted:
    """A half-day of the plan on its date."""

    number: int
    on: date
    starts: time
    blocks: tuple[PlannedBlock, ...]
    kind = "planned"

    @property
    def minutes(self) -> int:
        return sum(block.minutes for block in self.blocks)


@dataclass(frozen=True)
class Draft:
    """Everything that follows from a plan and a first day. Windows are instants in UTC, dates are local."""

    half_days: tuple[Drafted, ...]
    entry: tuple[datetime, datetime]
    exit: tuple[datetime, datetime]
    follow_up: tuple[date, ...]
    needed: int

    @property
    def minutes(self) -> int:
        return sum(half_day.minutes for half_day in self.half_days)

    @property
    def last_day(self) -> date:
        return self.half_days[-1].on


def draft(plan: WorkshopPlan, rule: Rule, first_day: date) -> Draft:
    """The workshop of a plan from this day on."""
    half_days = tuple(Drafted(number, first_day + timedelta(days=one.day - 1), one.starts, one.blocks)
                      for number, one in enumerate(plan.half_days, 1))
    entry, exit_ = windows(half_days, plan.exit_days)
    last = half_days[-1].on
    return Draft(half_days, entry, exit_, tuple(last + timedelta(days=days) for days in rule.follow_up),
                 needed(sum(one.minutes for one in half_days), rule.attendance))


def windows(half_days: Sequence[Drafted], exit_days: int) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """When the entry test is open (until the first half-day ends) and when the exit test (some days after the last)."""
    first, last = half_days[0], half_days[-1]
    opens = _test_begins(last) - BEFORE_EXIT
    closes = at_lima(last.on + timedelta(days=exit_days), time(23, 59))
    return (begins(first) - BEFORE, ends(first)), (opens, closes)


def _test_begins(half_day: Drafted) -> datetime:
    """When the last test of a half-day begins; its own beginning when it has none."""
    at = begins(half_day)
    found = at
    for block in half_day.blocks:
        if block.kind == TEST:
            found = at
        at += timedelta(minutes=block.minutes)
    return found


def needed(minutes: int, share: int) -> int:
    """The minutes that are enough: ``share`` per cent of the planned ones, rounded up to a whole minute."""
    return -(-minutes * share // 100)


def begins(half_day: _Held) -> datetime:
    """When a half-day begins, in UTC."""
    return at_lima(half_day.on, half_day.starts)


def ends(half_day: _Held) -> datetime:
    """When it is planned to end, in UTC."""
    return begins(half_day) + timedelta(minutes=half_day.minutes)


def timed(starts: time, blocks: Iterable[B]) -> list[tuple[time, B]]:
    """Each block with the local hour at which it is planned to begin."""
    at = datetime.combine(date.min, starts)
    found = []
    for block in blocks:
        found.append((at.time(), block))
        at += timedelta(minutes=block.minutes)
    return found


def ending(half_day: _Held) -> time:
    """The local hour at which a half-day is planned to end."""
    return (datetime.combine(half_day.on, half_day.starts) + timedelta(minutes=half_day.minutes)).time()


def is_morning(starts: time) -> bool:
    """Whether a half-day belongs to the morning."""
    return starts < time(12, 0)
