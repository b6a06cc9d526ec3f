"""When a facility falls below its target, by the contracts as they stand; which cohort comes in time. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

QUARTER, YEAR = 3, 12  # months ahead


def uncovered_on(ends: Sequence[date | None], target: int, today: date) -> date | None:
    """The first day on which fewer than ``target`` of these trained people are left; None when it is not to be foreseen.

    ``ends``: one for each trained person who works there now: the last day of her contract, None when it has no end or
    none is known. Who goes, goes on the day after. A contract that ended already counts as ending today: nobody said that
    she left, and it is time to ask. A facility that is below its target today falls no more: None.
    """
    spare = len(ends) - target
    finite = sorted(end for end in ends if end is not None)
    if target < 1 or spare < 0 or len(finite) <= spare:
        return None
    last = finite[spare]
    return None if last == date.max else max(today, last + timedelta(days=1))


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Planned:
    """A cohort that is open and has not begun. ``networks``: of the facilities that bear the name of its place."""

    key: str
    name: str
    place: str
    authority_id: int
    starts_on: date
    networks: frozenset[str] = frozenset()


def nearest(cohorts: Iterable[Planned], authority_id: int, network: str, falls_on: date) -> Planned | None:
    """The earliest cohort of the network that begins before ``falls_on``; without one, the earliest of the authority."""
    near = sorted((one for one in cohorts if one.authority_id == authority_id), key=lambda one: (one.starts_on, one.key))
    same = (one for one in near if network and network in one.networks and one.starts_on < falls_on)
    return next(same, near[0] if near else None)
