"""When a plan is reviewed, until when a thing is in order, which dates are possible. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from modules.supervision import SINCE, THINGS, Thing

WEEK = timedelta(days=7)
OLDEST = timedelta(days=400)  # how far back a visit, a call or a plan's beginning may be typed in from paper
AHEAD = timedelta(days=90)  # how far ahead a plan may begin


class Due(StrEnum):
    """How a review that was not made stands."""

    LATE = "late"
    WEEK = "week"
    LATER = "later"


class Fault(StrEnum):
    """Why a date cannot be."""

    MISSING = "missing"
    FUTURE = "future"
    OLD = "old"
    BEFORE = "before"  # before the plan began
    EXPIRED = "expired"  # a kit that had run out when it was seen
    FAR = "far"


def due_dates(starts_on: date, days: Iterable[int]) -> list[tuple[int, date]]:
    """(days, the day) of each review."""
    return [(one, starts_on + timedelta(days=one)) for one in days]


def due(on: date, today: date) -> Due:
    """Whether its day is over, comes within a week (today is the first of its seven days), or later."""
    return Due.LATE if on < today else Due.WEEK if on < today + WEEK else Due.LATER


def start_fault(on: date | None, today: date) -> Fault | None:
    """Why a plan cannot begin on this day."""
    if on is None:
        return Fault.MISSING
    return Fault.FAR if on > today + AHEAD else Fault.OLD if on < today - OLDEST else None


def seen_fault(on: date | None, today: date, not_before: date | None = None) -> Fault | None:
    """Why nobody can have called or visited on this day."""
    if on is None:
        return Fault.MISSING
    if on > today:
        return Fault.FUTURE
    if not_before is not None and on < not_before:
        return Fault.BEFORE
    return Fault.OLD if on < today - OLDEST else None


def lasts(thing: Thing, typed: date | None, seen_on: date) -> tuple[date | None, Fault | None]:
    """Until when a thing that was seen in order stays so, and why the date that was typed cannot be.

    ``typed`` is the expiry date, or the day on which it was checked (default: when it was seen), as the thing asks.
    """
    if thing.dated == SINCE:
        since = typed or seen_on
        if since > seen_on:
            return None, Fault.FUTURE
        if (seen_on - since).days > thing.days:
            return None, Fault.OLD
        left = (date.max - since).days  # a hostile form may speak of the year 9999
        return since + timedelta(days=min(thing.days, left)), None
    if typed is None:
        return None, Fault.MISSING
    if typed < seen_on:
        return None, Fault.EXPIRED
    return (None, Fault.FAR) if (typed - seen_on).days > thing.days else (typed, None)


@dataclass(frozen=True)
class Seen:
    """One thing as it was seen; ``number`` grows with each that is written down."""

    thing: str
    until: date | None
    seen_on: date
    number: int


def readiness(seen: Iterable[Seen]) -> dict[str, date | None]:
    """Each of the four things → until when the newest look at it found it in order."""
    found = dict.fromkeys(THINGS, None) | {one.thing: one.until for one in newest(seen).values()}
    return {thing: found[thing] for thing in THINGS}


def newest(seen: Iterable[Seen]) -> dict[str, Seen]:
    """Thing → the newest look at it: the latest day, and of one day what was written down last."""
    found: dict[str, Seen] = {}
    for one in sorted(seen, key=lambda each: (each.seen_on, each.number)):
        found[one.thing] = one
    return found


@dataclass(frozen=True)
class Merged:
    """A line of which two people changed something. ``clashes``: column → what the other one wrote."""

    cells: Mapping[str, str]
    clashes: Mapping[str, str]


def merged(base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]) -> Merged:
    """Both changes in one; where both changed the same cell differently, mine stands and theirs is told."""
    cells, clashes = dict[str, str](), dict[str, str]()
    for column in dict.fromkeys((*theirs, *mine)):
        was, there, here = base.get(column, ""), theirs.get(column, ""), mine.get(column, "")
        cells[column] = there if here == was else here
        if here != was and there not in (was, here):
            clashes[column] = there
    return Merged(cells, clashes)


def complete(cells: Mapping[str, str], columns: Sequence[str]) -> bool:
    """Whether a line answers everything that it is asked."""
    return all(cells.get(column, "").strip() for column in columns)


def blank(cells: Mapping[str, str]) -> bool:
    """Whether a line says nothing at all."""
    return not any(text.strip() for text in cells.values())
