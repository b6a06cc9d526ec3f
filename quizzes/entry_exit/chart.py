"""A row of the gain chart: a hollow circle before, a filled diamond after, on a line from 0 to 100. Pure.

Colours stand in the drawing itself, so that the same one serves the page (no inline style) and the printed report; the
two shapes differ in grey. The numbers always stand beside it: for a reader with ears the row is its table.
"""

from markupsafe import Markup

WIDTH, HEIGHT, SIDE = 200, 20, 9
LEVEL = HEIGHT // 2
INK, EDGE, LINE = "#0d3a4c", "#5b6d75", "#ccd7d8"


def dumbbell(before: int | None, after: int | None, goal: int | None = None) -> Markup:
    """Per cents from 0 to 100; None is not drawn. ``goal``: a dashed mark, the share with which one passes."""
    parts = [f'<path d="M{_x(0)} {LEVEL}H{_x(100)}" stroke="{LINE}" stroke-width="2"/>']
    if goal is not None:
        parts.append(f'<path d="M{_x(goal)} 1V{HEIGHT - 1}" stroke="{EDGE}" stroke-width="1.5" stroke-dasharray="3 2"/>')
    if before is not None and after is not None:
        parts.append(f'<path d="M{_x(before)} {LEVEL}H{_x(after)}" stroke="{EDGE}" stroke-width="3"/>')
    if before is not None:
        parts.append(f'<circle cx="{_x(before)}" cy="{LEVEL}" r="5.5" fill="#fff" stroke="{INK}" stroke-width="2.5"/>')
    if after is not None:
        parts.append(f'<path d="M{_x(after)} {LEVEL - 8}l8 8-8 8-8-8z" fill="{INK}"/>')
    title = " → ".join(f"{value} %" for value in (before, after) if value is not None)
    return Markup('<svg class="dots" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true"><title>{}</title>{}</svg>'
                  ).format(WIDTH, HEIGHT, WIDTH, HEIGHT, title, Markup("".join(parts)))


def _x(percent: int) -> str:
    """Where a per cent is, from left to right; room at both ends for the shapes."""
    return f"{SIDE + (WIDTH - 2 * SIDE) * min(max(percent, 0), 100) / 100:g}"
