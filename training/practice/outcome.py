"""One person's page of one checklist: each try with its sheets side by side, and what to practise before the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.reference import Checklist, ChecklistStep, said
from training.pages import spoken
from training.practice.agreement import Agreement, agreement
from training.practice.filling import load
from training.practice.models import Observation
from training.practice.queries import words_of
from training.practice.scoring import NOT_DONE, WELL, percent
from training.practice.tries import Try, Way
from training.practice.wording import try_name, verdict


@dataclass(frozen=True)
class Row:
    """A step with the marks of each sheet, in their order."""

    number: int
    step: ChecklistStep
    text: str
    look: str
    marks: Sequence[int]

    @property
    def apart(self) -> bool:
        return len(set(self.marks)) > 1

    @property
    def done(self) -> bool:
        """Whether everybody saw it done well."""
        return all(mark == WELL for mark in self.marks)


@dataclass(frozen=True)
class Seen:
    """One observer's sheet of a try. ``decides`` is False when it was begun after the decision."""

    key: str
    observer: str
    finished: bool
    passed: bool
    points: int
    out_of: int
    percent: int
    comment: str
    decides: bool


@dataclass(frozen=True)
class Outcome:
    """A try as it is shown. Marks are there only once it is decided: the second observer must not see the first's."""

    tried: Try
    name: str
    title: str
    sheets: Sequence[Seen]
    rows: Sequence[Row]
    agreement: Agreement | None

    @property
    def settled(self) -> bool:
        return self.tried.settled_at is not None

    @property
    def critical(self) -> list[Row]:
        return [row for row in self.rows if row.step.critical]

    @property
    def to_practise(self) -> list[Row]:
        """The steps to work on before the next try, the critical ones first."""
        return sorted((row for row in self.rows if not row.done), key=lambda row: not row.step.critical)

    @property
    def apart(self) -> list[Row]:
        return [row for row in self.rows if row.apart]

    @property
    def divided(self) -> bool:
        """Whether one observer would pass her and the other would not."""
        return len({sheet.passed for sheet in self.sheets if sheet.finished and sheet.decides}) > 1


def outcomes(way: Way, kept: Sequence[Observation], names: Mapping[int, str], share: int) -> list[Outcome]:
    """Her tries, the newest first. ``kept``: her sheets of this checklist in full."""
    in_full = {one.key: one for one in kept}
    return [_outcome(tried, [in_full[sheet.key] for sheet in tried.sheets], names, share, way.allowed)
            for tried in reversed(way.tries)]


def _outcome(tried: Try, kept: Sequence[Observation], names: Mapping[int, str], share: int, allowed: int) -> Outcome:
    settled = tried.settled_at is not None
    finished = [one for one in kept if one.finished_at is not None] if settled else []
    deciding = {sheet.key for sheet in tried.deciding}
    checklist = words_of(kept[0])
    marks = [load(one.scores) for one in finished]
    rows = _rows(checklist, marks) if marks else []
    both = agreement((row.marks[0], row.marks[1]) for row in rows) if len(marks) > 1 else None
    return Outcome(tried, try_name(tried.number, allowed), verdict(tried, share) if settled else "",
                   [_seen(one, names, one.key in deciding, settled) for one in kept], rows, both)


def _rows(checklist: Checklist, marks: Sequence[Mapping[str, int]]) -> list[Row]:
    language = spoken()
    return [Row(number, step, said(step, "text", language), said(step, "look", language),
                tuple(one.get(step.id, NOT_DONE) for one in marks)) for number, step in enumerate(checklist.steps, 1)]


def _seen(one: Observation, names: Mapping[int, str], decides: bool, settled: bool) -> Seen:
    return Seen(one.key, names.get(one.observer_id, ""), one.finished_at is not None, bool(one.passed), one.points,
                one.out_of, percent(one.points, one.out_of), one.comment if settled else "", decides)
