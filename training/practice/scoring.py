"""What a filled-in checklist is worth. Pure: steps and marks in, points and a verdict out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.reference import ChecklistStep

NOT_DONE, WITH_HELP, WELL = MARKS = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Score:
    """Points of points, the critical steps that were not done well, and whether that is a pass."""

    points: int
    out_of: int
    missed: tuple[str, ...]
    passed: bool

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 79.9 % never looks like a pass."""
        return percent(self.points, self.out_of)


def percent(points: int, out_of: int) -> int:
    """Whole per cent, rounded down; an empty list is worth nothing."""
    return points * 100 // out_of if out_of else 0


def score(steps: Sequence[ChecklistStep], marks: Mapping[str, int], share: int) -> Score:
    """The score of a sheet. ``marks``: step id → 0, 1 or 2; a step without a mark counts as not done.

    ``share``: the least per cent, from 0 to 100. All critical steps must be done well besides: with twelve steps, 80 %
    would let the question about today's danger through.
    """
    points, out_of = sum(marks.get(step.id, NOT_DONE) for step in steps), WELL * len(steps)
    missed = tuple(step.id for step in steps if step.critical and marks.get(step.id, NOT_DONE) < WELL)
    return Score(points, out_of, missed, bool(steps) and not missed and points * 100 >= share * out_of)
