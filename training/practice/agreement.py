"""How far two observers of the same practice agree: share of equal marks and Cohen's kappa, unweighted. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

FIRST = 5  # so many people of a group are observed by two, before anybody observes alone
Pair = tuple[int, int]  # the mark of whoever began first, and the other's


class Level(StrEnum):
    """What a kappa is called (Landis and Koch, the two lowest bands in one)."""

    LOW = "low"            # up to 0.40
    MODERATE = "moderate"  # up to 0.60
    GOOD = "good"          # up to 0.80
    VERY_GOOD = "very good"


@dataclass(frozen=True, slots=True)
class Agreement:
    """``equal`` of ``marks`` pairs are the same; ``kappa`` is None when chance alone would make them all equal."""

    equal: int
    marks: int
    kappa: Fraction | None

    @property
    def level(self) -> Level | None:
        """The word for the kappa, by its two decimals as shown; None when there is no kappa."""
        if self.kappa is None:
            return None
        shown = round(self.kappa, 2)
        bands = ((Fraction(40, 100), Level.LOW), (Fraction(60, 100), Level.MODERATE), (Fraction(80, 100), Level.GOOD))
        return next((level for limit, level in bands if shown <= limit), Level.VERY_GOOD)


@dataclass(frozen=True, slots=True)
class Compared:
    """A group's agreement: over all steps, and step id → its own. ``people``: whom two observed."""

    people: int
    whole: Agreement
    by_step: Mapping[str, Agreement]


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """The agreement of pairs of marks.

    kappa = (p − e) / (1 − e): p is the share of equal marks, e the share that two people would reach who gave their
    marks as often as these did, but blindly. When both always gave the same one, e is 1 and kappa says nothing.
    """
    both = list(pairs)
    if not both:
        return Agreement(0, 0, None)
    total, equal = len(both), sum(one == other for one, other in both)
    left, right = Counter(one for one, _ in both), Counter(other for _, other in both)
    expected = Fraction(sum(left[mark] * right[mark] for mark in left), total * total)
    kappa = None if expected == 1 else (Fraction(equal, total) - expected) / (1 - expected)
    return Agreement(equal, total, kappa)


def compared(sheets: Sequence[tuple[Mapping[str, int], Mapping[str, int]]], steps: Sequence[str]) -> Compared:
    """The agreement of a group. ``sheets``: for each person the marks of both observers, step id → mark.

    A step that only one of the two sheets has (another version of the list) is left out.
    """
    pairs = {step: [(one[step], other[step]) for one, other in sheets if step in one and step in other] for step in steps}
    return Compared(len(sheets), agreement(pair for step in steps for pair in pairs[step]),
                    {step: agreement(pairs[step]) for step in steps})
