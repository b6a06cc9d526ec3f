"""Tries at a checklist: when one is decided, when another may begin, when coaching comes first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from training.practice.scoring import percent

OBSERVERS = 2  # of one try, at most


@dataclass(frozen=True, slots=True)
class Sheet:
    """One observer's sheet of one try; ``finished_at`` None while she fills it in. ``missed``: critical steps below 2."""

    missed: tuple[str, ...]
    key: str
    number: int
    observer_id: int
    began_at: datetime
    finished_at: datetime | None = None
    passed: bool | None = None
    points: int = 0
    out_of: int = 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """Coaching that follows a try: for which day, and on which day it was done."""

    after: int  # the number of the try
    on: date
    done_on: date | None = None


@dataclass(frozen=True)
class Try:
    """The sheets of one try, by who began first.

    Those who began before the first of them finished decide it together, and it is passed only when each of them
    passed it: nobody is outvoted who saw a critical step left out. A sheet begun later (typed from paper at noon)
    counts for the agreement of the observers and changes nothing: what was decided stays decided.
    """

    number: int
    sheets: tuple[Sheet, ...]

    @property
    def finished(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.finished_at is not None)

    @cached_property
    def deciding(self) -> tuple[Sheet, ...]:
        """The sheets that decide it, finished or not."""
        ends = [sheet.finished_at for sheet in self.sheets if sheet.finished_at is not None]
        return tuple(sheet for sheet in self.sheets if not ends or sheet.began_at <= min(ends))

    @cached_property
    def settled_at(self) -> datetime | None:
        """When it was decided: the last of the deciding sheets; None while one is open."""
        ends = [sheet.finished_at for sheet in self.deciding]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    @property
    def passed(self) -> bool:
        return self.settled_at is not None and all(sheet.passed for sheet in self.deciding)

    @cached_property
    def strictest(self) -> Sheet:
        """The deciding sheet that asks most of her: not passed before passed, then the fewer points."""
        return min(self.deciding, key=lambda sheet: (bool(sheet.passed), sheet.points))

    @property
    def percent(self) -> int:
        """What she reached by the strictest sheet."""
        return percent(self.strictest.points, self.strictest.out_of)

    @property
    def open(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.finished_at is None)

    def of(self, observer_id: int) -> Sheet | None:
        """This observer's sheet."""
        return next((sheet for sheet in self.sheets if sheet.observer_id == observer_id), None)


class State(StrEnum):
    """Where one person stands in one checklist."""

    TO_OBSERVE = "to observe"
    UNDER_WAY = "under way"
    AGAIN = "again"          # not yet, and there is a try left
    COACHING = "coaching"    # no try left: coaching must be agreed
    AGREED = "agreed"        # coaching is agreed, not done
    COACHED = "coached"      # coaching is done: she may be observed again
    PASSED = "passed"


class No(StrEnum):
    """Why a sheet may not begin."""

    PASSED = "passed"
    OPEN = "open"          # the try before is not decided
    COACHING = "coaching"  # coaching comes first
    FULL = "full"          # two observe this try already
    STALE = "stale"        # the page is not up to date


@dataclass(frozen=True)
class Way:
    """One person's tries at one checklist. ``allowed``: how many before coaching."""

    tries: tuple[Try, ...]
    coaching: tuple[Agreed, ...]
    allowed: int

    @property
    def last(self) -> Try | None:
        return self.tries[-1] if self.tries else None

    @cached_property
    def passed(self) -> Try | None:
        """The first try that she passed."""
        return next((one for one in self.tries if one.passed), None)

    @property
    def shown(self) -> Try | None:
        """The try whose result stands for her: the one that she passed, else the last that was decided."""
        return self.passed or next((one for one in reversed(self.tries) if one.settled_at), None)

    @property
    def agreed(self) -> Agreed | None:
        """The coaching that follows her last try."""
        after = self.tries[-1].number if self.tries else 0
        return next((one for one in self.coaching if one.after == after), None)

    @property
    def next_number(self) -> int:
        return self.tries[-1].number + 1 if self.tries else 1

    @cached_property
    def state(self) -> State:
        if self.passed:
            return State.PASSED
        if not self.tries:
            return State.TO_OBSERVE
        if self.tries[-1].settled_at is None:
            return State.UNDER_WAY
        if len(self.tries) < self.allowed:
            return State.AGAIN
        if self.agreed is None:
            return State.COACHING
        return State.COACHED if self.agreed.done_on else State.AGREED

    def objection(self, number: int, observer_id: int) -> No | None:
        """Why this observer may not begin (or go on with) a sheet of this try; None when she may."""
        found = next((one for one in self.tries if one.number == number), None)
        if found is not None:
            if found.of(observer_id):
                return None
            if found is not self.last:
                return No.STALE
            return No.FULL if len(found.sheets) >= OBSERVERS else None
        if self.state is State.PASSED:
            return No.PASSED
        if self.state is State.UNDER_WAY:
            return No.OPEN
        if self.state in (State.COACHING, State.AGREED):
            return No.COACHING
        return None if number == self.next_number else No.STALE


def way(sheets: Iterable[Sheet], coaching: Sequence[Agreed] = (), allowed: int = 2) -> Way:
    """Order the sheets of one person and one checklist into tries. Sheets that were voided are not among them."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.number, sheet.began_at, sheet.key))
    numbers = sorted({sheet.number for sheet in ordered})
    tries = tuple(Try(number, tuple(sheet for sheet in ordered if sheet.number == number)) for number in numbers)
    return Way(tries, tuple(coaching), allowed)
