"""The one rule of completion, and what each state of a module is called. Pure: no web, no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

READ, QUIZ = "read", "quiz"
HELP_AFTER_ATTEMPTS = 3  # tries without passing before a person is listed as needing help
QUIET_DAYS = 7  # days without news before a person is listed


class State(StrEnum):
    """Where one person stands in one module."""

    IN_PREPARATION = "in preparation"
    LOCKED = "locked"
    TO_START = "to start"
    STARTED = "started"
    NEEDS_HELP = "needs help"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person in one module. Scores go from 0 to 1."""

    seen_at: datetime | None = None
    read_at: datetime | None = None
    attempts: int = 0
    best_score: float | None = None
    last_score: float | None = None
    passed_at: datetime | None = None
    last_at: datetime | None = None

    def has(self, kind: str) -> bool:
        """Whether the achievement ``kind`` is reached."""
        return {READ: self.read_at, QUIZ: self.passed_at}.get(kind) is not None


NOTHING = Facts()


@dataclass(frozen=True)
class Missing:
    """One thing that stands between a person and completion."""

    module: str
    kind: str


def missing(modules: Sequence[str], kinds: Iterable[str], facts: Mapping[str, Facts]) -> list[Missing]:
    """What is still missing for completion, in the order of the course.

    ``modules``: the published modules of the cohort's version; ``kinds``: the course's rule, such as
    ``("read", "quiz")``. A course without published modules is never complete: see ``is_complete``.
    """
    wanted = tuple(kinds)
    return [Missing(module, kind) for module in modules for kind in wanted
            if not facts.get(module, NOTHING).has(kind)]


def is_complete(modules: Sequence[str], kinds: Sequence[str], facts: Mapping[str, Facts]) -> bool:
    """Whether every published module is done. Nothing to learn is not the same as having learnt it."""
    return bool(modules) and bool(kinds) and not missing(modules, kinds, facts)


def unmet(requires: Iterable[str], kinds: Sequence[str], facts: Mapping[str, Facts], ready: Iterable[str]) -> list[str]:
    """The required modules that are not complete yet; one that is not published cannot hold anybody back."""
    published = set(ready)
    return [module for module in requires
            if module in published and missing([module], kinds, facts)]


def state(*, ready: bool, blocked: bool, kinds: Sequence[str], module: str, facts: Facts) -> State:
    """The state of one module for one person."""
    if not ready:
        return State.IN_PREPARATION
    if not missing([module], kinds, {module: facts}):
        return State.COMPLETE
    if facts.attempts >= HELP_AFTER_ATTEMPTS and facts.passed_at is None:
        return State.NEEDS_HELP
    if facts.seen_at or facts.read_at or facts.attempts:
        return State.STARTED
    return State.LOCKED if blocked else State.TO_START


def quiet_days(last: datetime | None, since: datetime, at: datetime) -> int:
    """Whole days without news, counted from the last sign of her (or from when she was added)."""
    return max(0, (at - (last or since)).days)
