"""Small numbers are hidden, and so is whatever would let somebody work them out. Pure.

A facility's own page shows a count only when its part and its whole are large enough and nobody lacks, or enough do: «6 of
7» tells that one lacks. A sum gives away what it hides: whoever takes from it the facilities that are shown is left with
those that are not. So a sum is shown only when it may be shown itself, and what would be left is nothing, or at least two
facilities that together may be shown too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 5  # content/facts.toml: ocultar-menos
FEWEST = 2  # facilities behind a number that nobody can take apart


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of a table: the sums over its facilities, and over those of them whose own numbers are hidden."""

    part: int = 0
    whole: int = 0
    count: int = 0
    hidden_part: int = 0
    hidden_whole: int = 0
    hidden_count: int = 0

    def plus(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum(
            self.part + other.part,
            self.whole + other.whole,
            self.count + other.count,
            self.hidden_part + other.hidden_part,
            self.hidden_whole + other.hidden_whole,
            self.hidden_count + other.hidden_count,
        )

    @property
    def large(self) -> bool:
        return shown(self.part, self.whole)

    @property
    def safe(self) -> bool:
        """Whether nobody can work out what it hides by taking away what is shown."""
        return not self.hidden_count or self.hidden_count >= FEWEST and shown(self.hidden_part, self.hidden_whole)


@dataclass(frozen=True)
class Protected:
    """Which rows of a table may be shown, and whether its total may."""

    rows: tuple[bool, ...]
    total: bool


def shown(part: int, whole: int) -> bool:
    """Whether a count may be shown as it is: its part is no small number, nor is what the part leaves of the whole."""
    return part >= SMALL and not 0 < whole - part < SMALL


def of_facility(part: int, whole: int) -> Sum:
    """The sum over one facility."""
    return Sum(part, whole, 1) if shown(part, whole) else Sum(part, whole, 1, part, whole, 1)


def together(rows: Sequence[Sum]) -> Sum:
    """The sum of all rows."""
    total = Sum()
    for row in rows:
        total = total.plus(row)
    return total


def protect(rows: Sequence[Sum]) -> Protected:
    """What may be shown of the rows and of their total. When a single row would be given away by the total, another one
    is hidden with it; where none helps, the total is."""
    visible = [row.count > 0 and row.large and row.safe for row in rows]
    total = together(rows)
    if not total.large:
        return Protected(tuple(visible), False)
    spare = sorted((row.whole, at) for at, row in enumerate(rows) if visible[at] and row.hidden_count)
    trial = list(visible)
    while not _left(rows, trial).safe and spare:
        trial[spare.pop(0)[1]] = False
    if not _left(rows, trial).safe:
        return Protected(tuple(visible), False)
    return Protected(tuple(trial), True)


def protect_groups(groups: Sequence[Sequence[Sum]]) -> Protected:
    """The same for groups of rows, each a table of its own: which groups' totals may be shown, and the total of all.

    A group whose total is hidden leaves what its own table hides; another group cannot be hidden: its table is elsewhere.
    """
    judged = [protect(group) for group in groups]
    left = together([_left(group, judge.rows) for group, judge in zip(groups, judged, strict=True) if not judge.total])
    total = together([together(group) for group in groups])
    return Protected(tuple(judge.total for judge in judged), total.large and left.safe)


def _left(rows: Sequence[Sum], visible: Sequence[bool]) -> Sum:
    """What somebody is left with who takes every row and facility that is shown from the total."""
    return together([row for row, seen in zip(rows, visible, strict=True) if not seen])
