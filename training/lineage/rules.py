"""The rules of the cascade. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from statistics import median

MOST_LEVELS = 2
"""How many levels a cascade has at most below whoever began: generation 1 and generation 2. Whoever stands on the last one
teaches health staff, and leads no course of trainers, so that nobody learns from a copy of a copy. The one place of it."""

DORMANT_AFTER = timedelta(days=183)  # six months without a cohort that ended
FEWEST = 5  # a generation or a group of fewer people shows no means: each of them could be told
FEWEST_REGIONS = 3  # a median of fewer regions would say what one of them did
EARLIEST = date(1990, 1, 1)
FULL_STEPS = frozenset(("regional", "principal"))  # of a manual that has no ladder: as content/ladder.toml names them


def may_lead_trainers(generation: int | None) -> bool:
    """Whether somebody of this generation leads a course of trainers; of whom none is known, she trained before us."""
    return (generation or 0) < MOST_LEVELS


@dataclass(frozen=True)
class Facilitator:
    """One of those who facilitate a cohort. ``trainer``: for a health authority; ``opened``: it was she who opened it."""

    user_id: int
    licensed: bool
    trainer: bool
    opened: bool
    generation: int | None = None


def lead(people: Sequence[Facilitator], *, of_trainers: bool) -> int | None:
    """Who leads: of a course of trainers somebody who may, then whoever holds a licence, then whoever opened the cohort."""
    def rank(one: Facilitator) -> tuple[bool, bool, bool, bool, int]:
        return (of_trainers and not may_lead_trainers(one.generation), not one.licensed, not one.trainer, not one.opened,
                one.user_id)
    return min(people, key=rank).user_id if people else None


class Flaw(Enum):
    """Why a date cannot be."""

    FUTURE = "future"
    ANCIENT = "ancient"
    BEFORE_TRAINER = "before her trainer's own"
    AFTER_TRAINED = "after somebody whom she trained"


def date_flaw(since: date, today: date, trainers: date | None, trained: Sequence[date]) -> Flaw | None:
    """What is wrong with the day of somebody's certificate of trainers. ``trainers``: her trainer's own day, None when that
    one began the cascade; ``trained``: the days of those whom she trained."""
    if since > today:
        return Flaw.FUTURE
    if since < EARLIEST:
        return Flaw.ANCIENT
    if trainers is not None and since < trainers:
        return Flaw.BEFORE_TRAINER
    return Flaw.AFTER_TRAINED if trained and since > min(trained) else None


def is_dormant(licensed_on: date | None, last: date | None, today: date) -> bool:
    """Whether nothing of hers ended in six months, though she held a licence (since ``licensed_on``; None: holds none)."""
    limit = today - DORMANT_AFTER
    return licensed_on is not None and licensed_on <= limit and (last is None or last < limit)


def enough(people: Sequence[int]) -> list[bool]:
    """Of which groups figures may be shown: of five people and more; and where those that are hidden are together fewer than
    five, the smallest of the others is hidden with them, or who knows all groups together would be left with theirs."""
    seen = [count >= FEWEST for count in people]
    if 0 < sum(count for count, one in zip(people, seen, strict=True) if not one) < FEWEST and any(seen):
        seen[min((at for at, one in enumerate(seen) if one), key=lambda at: people[at])] = False
    return seen


def middle(values: Sequence[float | None]) -> float | None:
    """The median of what is known, of enough regions that none of them can be told from it."""
    known = [one for one in values if one is not None]
    return median(known) if len(known) >= FEWEST_REGIONS else None
