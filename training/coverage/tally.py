"""How many facilities of a region, a network or the country stand how; sums of them, and their shares. Pure."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from fractions import Fraction
from functools import reduce
from operator import add

from training.coverage.rules import percent
from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY, TO_COVER


@dataclass(frozen=True)
class Tally:
    """Open facilities by state. ``ready`` are some of the covered; ``falling``: covered ones that the contracts as they
    stand leave uncovered soon; ``trained``: people."""

    covered: int = 0
    partly: int = 0
    lapsed: int = 0
    no_data: int = 0
    ready: int = 0
    falling: int = 0
    trained: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*map(add, astuple(self), astuple(other)))

    @property
    def total(self) -> int:
        """All facilities."""
        return self.covered + self.partly + self.lapsed + self.no_data

    @property
    def to_cover(self) -> int:
        """Those that are not covered."""
        return self.total - self.covered

    @property
    def is_known(self) -> bool:
        """Whether anything is known of any of them: a region without data has no share, not one of 0 %."""
        return self.no_data < self.total

    @property
    def covered_percent(self) -> int | None:
        """The covered, in whole per cents rounded down; None without data."""
        return percent(self.covered, self.total) if self.is_known else None

    @property
    def ready_percent(self) -> int | None:
        """The ready, in whole per cents rounded down; None without data."""
        return percent(self.ready, self.total) if self.is_known else None

    def percent(self, *, ready: bool) -> int | None:
        """Either of the two."""
        return self.ready_percent if ready else self.covered_percent

    def share(self, *, ready: bool) -> Fraction:
        """The same, exact, of a tally that is known."""
        return Fraction(self.ready if ready else self.covered, self.total)

    def of(self, state: str) -> int:
        """The facilities in a state."""
        return {COVERED: self.covered, PARTLY: self.partly, LAPSED: self.lapsed, NO_DATA: self.no_data,
                TO_COVER: self.to_cover}[state]


def total(tallies: Iterable[Tally]) -> Tally:
    """Their sum."""
    return reduce(add, tallies, Tally())
