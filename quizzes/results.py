"""What an attempt comes to: exact numbers, and for each question what the result page needs."""

from __future__ import annotations

from fractions import Fraction

import msgspec


class OptionResult(msgspec.Struct, frozen=True, kw_only=True):
    """One option afterwards; `mark` is "right" or "wrong" (chosen), "missed" (right, not chosen) or ""."""

    id: str
    text: str
    feedback: str
    chosen: bool
    right: bool
    weight: Fraction

    @property
    def mark(self) -> str:
        """How the page shows it."""
        if self.chosen:
            return "right" if self.right else "wrong"
        return "missed" if self.right else ""


class PairResult(msgspec.Struct, frozen=True, kw_only=True):
    """One pair afterwards; `chosen` is the text of the answer taken ("" when none was)."""

    id: str
    text: str
    chosen: str
    answer: str
    right: bool


class QuestionResult(msgspec.Struct, frozen=True, kw_only=True):
    """One question afterwards: `points` from 0 to 1; `right` means fully right.

    `state` is "right", "partly", "wrong" or "blank" (not answered, or nothing that can be read).
    `feedback` is the one earned by a number or by true/false; options carry their own. `typed` is the number
    as she wrote it, `accepted` the fully right numbers as (low, high).
    """

    id: str
    kind: str
    critical: bool
    answered: bool
    points: Fraction
    right: bool
    general: str
    feedback: str = ""
    options: tuple[OptionResult, ...] = ()
    pairs: tuple[PairResult, ...] = ()
    typed: str = ""
    accepted: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> str:
        """How the page shows it."""
        if not self.answered:
            return "blank"
        if self.right:
            return "right"
        return "partly" if self.points > 0 else "wrong"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A whole attempt; `share` is the exact part of the points, from 0 to 1."""

    questions: tuple[QuestionResult, ...]
    points: Fraction
    share: Fraction
    passed: bool
    missed_critical: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share for people to read, rounded down: 79.99 % reads 79, never 80."""
        return int(self.share * 100)

    def of(self, question_id: str) -> QuestionResult | None:
        """The result of one question, or None."""
        return next((result for result in self.questions if result.id == question_id), None)
