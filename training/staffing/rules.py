"""Which dates a posting may have. Pure: dates in, what is wrong with them out; each reason has its sentence in words.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

EARLIEST = date(1950, 1, 1)
AHEAD = timedelta(days=60)  # a transfer is entered at most so long before it
LONGEST_CONTRACT = timedelta(days=3653)
STALE = timedelta(days=365)  # after so long it is asked once more
APPOINTED = "appointed"  # as in models.py


class Reason(Enum):
    """Why a date cannot be."""

    TOO_EARLY = "too early"
    TOO_FAR_AHEAD = "too far ahead"
    NOT_AFTER_CURRENT = "not after the day on which she began where she works"
    OVERLAPS = "overlaps an earlier posting"
    LEFT_BEFORE_BEGAN = "left before she began"
    LEFT_AHEAD = "the last day has not come"
    ENDS_BEFORE_BEGINS = "the contract ends before she begins"
    ENDS_TOO_FAR = "the contract ends too far ahead"
    APPOINTED_NEVER_ENDS = "an appointment has no end"


@dataclass(frozen=True)
class Span:
    """A time at a facility, both days included; ``until``: None while it goes on."""

    facility_id: int
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Flaw:
    """What is wrong, and the posting that it clashes with."""

    reason: Reason
    span: Span | None = None


def wrong_start(since: date, today: date, known: Iterable[Span] = ()) -> Flaw | None:
    """Why a posting at another facility cannot begin on ``since``, beside all that is known of her.

    The last day at one facility may be the first at the next.
    """
    if since < EARLIEST:
        return Flaw(Reason.TOO_EARLY)
    if since - today > AHEAD:
        return Flaw(Reason.TOO_FAR_AHEAD)
    for span in known:
        if span.until is None and since <= span.since:
            return Flaw(Reason.NOT_AFTER_CURRENT, span)
        if span.until is not None and since < span.until:
            return Flaw(Reason.OVERLAPS, span)
    return None


def wrong_contract(contract: str, ends_on: date | None, since: date, today: date) -> Flaw | None:
    """Why a contract of somebody who began on ``since`` cannot end on that day."""
    if ends_on is None:
        return None
    if contract == APPOINTED:
        return Flaw(Reason.APPOINTED_NEVER_ENDS)
    if ends_on < since:
        return Flaw(Reason.ENDS_BEFORE_BEGINS)
    return Flaw(Reason.ENDS_TOO_FAR) if ends_on - max(since, today) > LONGEST_CONTRACT else None


def wrong_end(until: date, since: date, today: date) -> Flaw | None:
    """Why ``until`` cannot have been her last day. A day that has not come is the end of a contract, not of a posting."""
    if until < since:
        return Flaw(Reason.LEFT_BEFORE_BEGAN)
    return Flaw(Reason.LEFT_AHEAD) if until > today else None


def last_day_before(since: date, before: date) -> date:
    """The last day at the facility where she had begun on ``before``, when she begins elsewhere on ``since``."""
    return max(before, since - timedelta(days=1)) if since > date.min else before


def is_stale(last_said: date, today: date) -> bool:
    """Whether it is time to ask her again."""
    return today - last_said > STALE
