"""The two-day workshop of a course as the manual plans it: half-days, their blocks minute by minute. Frozen."""

from datetime import time

import msgspec

from modules.reference import said

SESSION, TEST, PRACTICE, NAMES, PLAN, BREAK, LUNCH, OTHER = (
    "session", "test", "practice", "names", "plan", "break", "lunch", "other")
KINDS = (SESSION, TEST, PRACTICE, NAMES, PLAN, BREAK, LUNCH, OTHER)


class PlannedBlock(msgspec.Struct, frozen=True):
    """One block of a half-day; `module` is "" when it belongs to none. `essential` blocks are never cut."""

    kind: str
    title: str
    title_en: str
    minutes: int
    essential: bool = True
    module: str = ""

    def said(self, language: str) -> str:
        """The title in the language of the page."""
        return said(self, "title", language)


class PlannedHalfDay(msgspec.Struct, frozen=True):
    """A half-day (*jornada*): on which day of the workshop (from 1), when it begins in Lima, and its blocks."""

    day: int
    starts: time
    blocks: tuple[PlannedBlock, ...]

    @property
    def minutes(self) -> int:
        """What all its blocks take; lunch is never one of them."""
        return sum(block.minutes for block in self.blocks)


class WorkshopPlan(msgspec.Struct, frozen=True):
    """The workshop of a course. `exit_days`: how long after the last day the exit test stays open."""

    course: str
    exit_days: int
    half_days: tuple[PlannedHalfDay, ...]

    @property
    def minutes(self) -> int:
        """The planned minutes of the whole workshop."""
        return sum(half_day.minutes for half_day in self.half_days)


class Rule(msgspec.Struct, frozen=True):
    """What the papers of a workshop ask for. Shares go from 0 to 100; `checklists` are slugs, all of them required."""

    attendance: int = 80
    exit_test: int = 80
    practice: int = 80
    tries: int = 2
    checklists: tuple[str, ...] = ()
    follow_up: tuple[int, ...] = (30, 60, 90)


class Accreditation(msgspec.Struct, frozen=True):
    """What makes somebody who holds the certificate of a course a trainer, and for how long.

    `teaches`: the course whose workshops she may then run, and has run. A workshop counts when it is closed and has
    `people` certified; `workshops` of these for the first time, `renewal` since the last time. It is valid `months`.
    """

    teaches: str
    workshops: int
    people: int
    months: int
    renewal: int
