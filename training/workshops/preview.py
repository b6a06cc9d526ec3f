"""What a workshop will be like, before it is opened: the plan on its dates, with the words of the page."""

from dataclasses import dataclass
from datetime import date

from modules.manual import Manual
from modules.reference import said
from training.pages import spoken
from training.workshops import schedule
from training.workshops.schedule import Draft, Drafted


@dataclass(frozen=True)
class Line:
    """A line of the agenda: «8:20 Prueba de entrada, 30 min»."""

    at: object
    title: str
    minutes: int
    essential: bool
    module: str


@dataclass(frozen=True)
class Preview:
    """A draft with the name that the cohort will bear."""

    name: str
    draft: Draft

    @property
    def blocks(self) -> int:
        return sum(len(half_day.blocks) for half_day in self.draft.half_days)

    @property
    def optional(self) -> int:
        return sum(not block.essential for half_day in self.draft.half_days for block in half_day.blocks)


def lines(half_day: Drafted) -> list[Line]:
    """The agenda of a half-day, block by block with its hour."""
    return [Line(at, said(block, "title", spoken()), block.minutes, block.essential, block.module)
            for at, block in schedule.timed(half_day.starts, half_day.blocks)]


def preview(edition: Manual, course: str, first_day: date, name: str) -> Preview | None:
    """None when the manual plans no workshop for the course."""
    plan, found = edition.workshop(course), edition.course(course)
    return Preview(name, schedule.draft(plan, found.rule, first_day)) if plan and found else None
