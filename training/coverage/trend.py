"""The line of the last months as a drawing: two lines that differ in shape as well as in colour. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from training.coverage.tally import Tally

WIDTH, HEIGHT = 432, 236
LEFT, RIGHT, TOP, BOTTOM = 50, 58, 14, 200  # RIGHT: room for the last value
MONTHS = 13  # the running one and the twelve before


@dataclass(frozen=True)
class Point:
    """Where a month is on its line, and its value."""

    month: date
    x: float
    y: float
    percent: int


@dataclass(frozen=True)
class Chart:
    """The two lines, the marks of the upright axis as (y, per cent), and the months written below as (x, month)."""

    covered: list[Point]
    ready: list[Point]
    marks: list[tuple[float, int]]
    months: list[tuple[float, date]]

    @property
    def apart(self) -> bool:
        """Whether the last values leave room for one another."""
        return not self.covered or not self.ready or abs(self.covered[-1].y - self.ready[-1].y) >= 20

    def path(self, points: Sequence[Point]) -> str:
        """The line through points."""
        return "M" + "L".join(f"{one.x:g} {one.y:g}" for one in points) if points else ""


def chart(months: Sequence[tuple[date, Tally]]) -> Chart:
    """The drawing of these months, oldest first; one without data is left out of the lines."""
    days = [month for month, _found in months]
    covered, ready = ([found.percent(ready=one) for _month, found in months] for one in (False, True))
    top = _top(max((value for value in (*covered, *ready) if value is not None), default=0))
    xs = [_x(place, len(days)) for place in range(len(days))]

    def line(values: Sequence[int | None]) -> list[Point]:
        return [Point(day, x, _y(value, top), value) for day, x, value in zip(days, xs, values, strict=True)
                if value is not None]

    marks = [(_y(value, top), value) for value in range(0, top + 1, top // 4)]
    every = max(1, (len(days) - 1) // 4)
    written = [(x, day) for place, (x, day) in enumerate(zip(xs, days, strict=True)) if (len(days) - 1 - place) % every == 0]
    return Chart(line(covered), line(ready), marks, written)


def _top(highest: int) -> int:
    """The upper end of the axis, which always begins at 0."""
    return next(top for top in (20, 40, 60, 80, 100) if highest <= top)


def _x(place: int, count: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (place / (count - 1) if count > 1 else 1), 1)


def _y(percent: int, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * percent / top, 1)
