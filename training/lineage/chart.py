"""The chart of dilution: for each generation two bars from 0 to 100, exit test and observed practice. Pure.

Colours stand in the drawing itself (no inline style), and the bars differ in grey and in pattern; the same figures stand
in the table beside it, which is what a reader with ears gets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, LEFT, RIGHT, BAR, GAP, TOP = 340, 96, 44, 15, 16, 22
INK, EDGE, LINE, ICE = "#0d3a4c", "#5b6d75", "#ccd7d8", "#b5d3d8"


@dataclass(frozen=True)
class Row:
    """A generation by name, with whole per cents; None is not drawn."""

    label: str
    exit: int | None
    practice: int | None


def bars(rows: Sequence[Row]) -> Markup:
    """The drawing; nothing without rows."""
    if not rows:
        return Markup("")
    step = 2 * BAR + GAP
    height = TOP + len(rows) * step
    parts = [_grid(height)]
    for number, row in enumerate(rows):
        top = TOP + number * step
        parts.append(f'<text x="0" y="{top + BAR + 5}" font-size="14" fill="{INK}">{escape(row.label)}</text>')
        parts += [_bar(row.exit, top, INK, INK), _bar(row.practice, top + BAR + 2, ICE, INK)]
    return Markup('<svg class="dilution" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>').format(
        WIDTH, height, WIDTH, height, Markup("".join(parts)))


def swatch(which: str) -> Markup:
    """The small square of the legend: ``exit`` or ``practice``."""
    fill = INK if which == "exit" else ICE
    return Markup('<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect x="1" y="1" width="14" '
                  'height="14" fill="{}" stroke="{}"/></svg>').format(fill, INK)


def _grid(height: int) -> str:
    marks = (f'<path d="M{_x(share):g} {TOP - 6}V{height - 6}" stroke="{LINE}"/>'
             f'<text x="{_x(share):g}" y="12" font-size="14" fill="{EDGE}" text-anchor="middle">{share}</text>'
             for share in (0, 50, 100))
    return "".join(marks)


def _bar(share: int | None, top: int, fill: str, stroke: str) -> str:
    if share is None:
        return f'<text x="{_x(0) + 4:g}" y="{top + BAR - 2}" font-size="14" fill="{EDGE}">–</text>'
    return (f'<rect x="{_x(0):g}" y="{top}" width="{_x(share) - _x(0):g}" height="{BAR}" fill="{fill}" stroke="{stroke}"/>'
            f'<text x="{_x(share) + 4:g}" y="{top + BAR - 2}" font-size="14" fill="{INK}">{share} %</text>')


def _x(share: int) -> float:
    """Where a per cent is, from left to right."""
    return LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0), 100) / 100
