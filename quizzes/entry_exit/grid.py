"""Who has handed in what, row by row: what the keying pages show. Pure but for the objects that it is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.entry_exit.blueprint import form_of, sheet_code
from quizzes.entry_exit.models import EXIT, ON_PAPER, TestSheet
from training.cohorts.models import Membership


@dataclass(frozen=True)
class Row:
    """One person and her sheets of a moment, in order; ``again``: another try is being keyed."""

    person: Membership
    moment: str
    sheets: Sequence[TestSheet]
    again: bool = False

    @property
    def number(self) -> int:
        """Her row number."""
        return self.person.number or 0

    @property
    def name(self) -> str:
        """«Apellidos, Nombres», as on the printed sheet."""
        return f"{self.person.surnames}, {self.person.given_names}"

    @property
    def last(self) -> TestSheet | None:
        """Her last sheet."""
        return self.sheets[-1] if self.sheets else None

    @property
    def waiting(self) -> TestSheet | None:
        """The paper sheet of which a part was keyed."""
        last = self.last
        return last if last is not None and last.handed_in_at is None and last.source == ON_PAPER else None

    @property
    def done(self) -> TestSheet | None:
        """Her last sheet that was handed in."""
        return next((sheet for sheet in reversed(self.sheets) if sheet.handed_in_at is not None), None)

    @property
    def form(self) -> str:
        """The form of the sheet that is keyed now: the open one's, else that of her next try."""
        if self.waiting is not None:
            return self.waiting.form
        handed_in = sum(sheet.handed_in_at is not None for sheet in self.sheets)
        if self.done is not None and not self.again:
            return self.done.form
        return form_of(self.number, self.moment, handed_in + 1)

    @property
    def code(self) -> str:
        """What is printed on that sheet."""
        return sheet_code(self.moment, self.number, self.form)

    @property
    def may_repeat(self) -> bool:
        """Whether another try may be keyed: the exit test, not passed, nothing half-keyed."""
        return (self.moment == EXIT and self.done is not None and self.waiting is None
                and not any(sheet.passed for sheet in self.sheets))


def next_row(rows: Sequence[Row], after: int = 0) -> Row | None:
    """The first person without a sheet behind this row number, else from the beginning; None when all are in."""
    missing = [row for row in rows if row.done is None]
    return next((row for row in missing if row.number > after), missing[0] if missing else None)


def latest(rows: Sequence[Row], most: int = 4) -> list[Row]:
    """The rows whose paper sheets were keyed last, the newest first."""
    keyed = [row for row in rows if row.done is not None and row.done.source == ON_PAPER]
    return sorted(keyed, key=lambda row: row.done.saved_at or row.done.began_at, reverse=True)[:most]  # type: ignore[union-attr]  # done, see above
