"""When a facility counts as covered and as ready, and what is said of shares. Pure."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY

COUNTED = "a"  # the course whose certificate counts: the first of the manual
DEFAULT_TARGET = 1  # where neither the category nor «without category» has one
FEW = 5  # counts below it are hidden where they could point at somebody
ENOUGH_TO_COMPARE = 3  # of fewer other regions the median would tell one of them
STEPS = (30, 55, 75)  # per cents at which the map's colour changes


def state_of(trained: int, before: int, target: int) -> str:
    """The state of a facility with so many trained people today, ``before`` of them at any time, and this target."""
    if trained >= target:
        return COVERED
    if trained > 0:
        return PARTLY
    return LAPSED if before > 0 else NO_DATA


def in_date(until: date | None, today: date) -> bool:
    """Whether something that was found in order still is; what nobody looked at is not."""
    return until is not None and until >= today


def is_ready(state: str, needed_until: Sequence[date | None], today: date) -> bool:
    """Covered, and kit, directory and night route in date."""
    return state == COVERED and all(in_date(until, today) for until in needed_until)


def percent(part: int, whole: int) -> int | None:
    """Whole per cents rounded down, so that 79.9 never looks like 80; None of nothing."""
    return part * 100 // whole if whole else None


def median(shares: Sequence[Fraction]) -> Fraction | None:
    """The share in the middle; between the two of an even number, half way. None of none."""
    if not shares:
        return None
    ordered, middle = sorted(shares), len(shares) // 2
    return ordered[middle] if len(shares) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def median_percent(shares: Sequence[Fraction]) -> int | None:
    """The median as whole per cents, rounded down; None when so few are compared that it would tell one of them."""
    found = median(shares) if len(shares) >= ENOUGH_TO_COMPARE else None
    return None if found is None else int(found * 100)


def level(value: int | None) -> int:
    """The colour of a tile: 1 to 4 by its per cents, 0 without data."""
    return 0 if value is None else 1 + sum(value >= step for step in STEPS)


def shown(count: int) -> str:
    """A sensitive count as it may be shown: one to four are «< 5»."""
    return f"< {FEW}" if 0 < count < FEW else str(count)


def first_of_month(day: date, back: int = 0) -> date:
    """The first day of the month of ``day``, or of one ``back`` months before."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def changes(now: int | None, before: int | None) -> int | None:
    """By how many points a share moved; None when either is unknown."""
    return None if now is None or before is None else now - before
