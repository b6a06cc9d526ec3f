"""The two sheets with which a facility leaves a workshop, in both languages. Frozen.

The contingency plan is what cannot wait ninety days and asks line by line; the operational plan orders the year on blank
lines. Sheets, columns and lines have identifiers: a plan that is kept on a screen finds its cells by them.
"""

from datetime import date

import msgspec

CONTINGENCY, OPERATIONAL = "contingencia", "operativo"


class PlanColumn(msgspec.Struct, frozen=True):
    """What every line answers («¿Quién?»); `width` in parts of the sheet."""

    id: str
    title: str
    title_en: str
    width: int


class PlanTopic(msgspec.Struct, frozen=True):
    """A line that is asked for: «Kit», and the question that a team answers."""

    id: str
    title: str
    title_en: str
    ask: str
    ask_en: str


class PlanSheet(msgspec.Struct, frozen=True):
    """One of the two sheets: its printed lines, then `blank` ones."""

    id: str
    title: str
    title_en: str
    lead: str
    lead_en: str
    example: str
    example_en: str
    blank: int
    columns: tuple[PlanColumn, ...]
    topics: tuple[PlanTopic, ...] = ()


class PlanReview(msgspec.Struct, frozen=True):
    """What happens so many days after the workshop."""

    days: int
    what: str
    what_en: str


class PlanForm(msgspec.Struct, frozen=True):
    """Both sheets, in the order in which they are filled in, and the days of review."""

    verified_on: date
    sheets: tuple[PlanSheet, ...]
    reviews: tuple[PlanReview, ...]

    def sheet(self, slug: str) -> PlanSheet | None:
        """The sheet with this identifier, or None."""
        return next((sheet for sheet in self.sheets if sheet.id == slug), None)
