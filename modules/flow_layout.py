"""Where everything of a drawn pathway stands. Pure arithmetic: the same pathway gives the same drawing.

Two lanes: the left one goes down («go on»), the right one holds what is done at once. Each row of the left lane is a
step; what leaves it to the right stands in the same row. An arrow is drawn only where it runs straight through free
paper (down to the next step, right to the neighbour, down from the right lane); every other way is a sentence, «siga en
6», with the sign of the step that it leads to. So no arrow can cross a box or another arrow.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from modules.flow import Flow, Node
from modules.flow_metrics import balanced, first_sentence, width, wrap
from modules.flow_outline import Exit, Step, aside, outline, spine

Detail = Literal["none", "first", "all"]
Run = tuple[str, bool]  # words, and whether they are bold
GO_ON = {"es": "siga en {}", "en": "go on at {}"}
LINE, TITLE_LINE = 1.26, 1.14  # heights of a line, in em
LEFTS = (0.46, 0.48, 0.5, 0.52, 0.54, 0.56)


class Style(msgspec.Struct, frozen=True):
    """The measures of a drawing, in its own units; `title` and `text` are sizes of letters, `left` the left lane's part.

    `detail` is how much of a step's text stands in its box; `details` makes exceptions for single steps.
    """

    width: float
    title: float
    text: float
    detail: Detail = "first"
    details: tuple[tuple[str, Detail], ...] = ()
    left: float = 0.5
    slack: float = 1.0  # how much wider the reader's own letters may be than ours: a screen chooses its face itself

    @property
    def tab(self) -> float:
        """The place of the sign at the left of a box."""
        return self.title * 1.9

    @property
    def pad(self) -> float:
        """Air between a box and its words."""
        return self.text * 0.55

    @property
    def gap(self) -> float:
        """Between two rows: an arrow and its answer stand in it."""
        return self.title * 0.78

    def detail_of(self, name: str) -> Detail:
        """How much of this step's text stands in its box."""
        return dict(self.details).get(name, self.detail)


class Box(msgspec.Struct, frozen=True):
    """A step with its place. `title` and `body` are its lines; `top` is what the marks of an emergency take.

    `beside`: how far to the right of the box's edge the body stands, level with the title; 0: below the title. `go_on`
    is the sentence under the box, «siga en 6».
    """

    node: Node
    sign: str
    lane: int
    row: int
    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]
    body: tuple[tuple[Run, ...], ...]
    top: float = 0.0
    beside: float = 0.0
    go_on: str = ""


class Arrow(msgspec.Struct, frozen=True):
    """A straight arrow, downwards or to the right, with its answer."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    heavy: bool


class Drawing(msgspec.Struct, frozen=True):
    """A pathway drawn: boxes in reading order and the arrows between them."""

    width: float
    height: float
    style: Style
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def rows(flow: Flow) -> dict[str, tuple[int, int]]:
    """(lane, row) of each step: steps beside the row that goes down start level with it, or below the last one there."""
    places: dict[str, tuple[int, int]] = {}
    row, free = -1, 0
    beside = aside(flow)
    for node in spine(flow):
        others = beside[node.id]
        row = max(row + 1, free) if others else row + 1
        places[node.id] = (0, row)
        for place, other in enumerate(others, row):
            places[other.id] = (1, place)
            free = place + 1
    return places


def layout(flow: Flow, language: str, style: Style, height: float | None = None) -> Drawing:
    """The drawing. With `height`, rows and gaps grow to fill it (a drawing that is higher already stays so)."""
    plan = _Plan(flow, language, style)
    drafts = {name: _draft(step, plan) for name, step in plan.steps.items() if name in plan.places}
    last = max(row for _, row in plan.places.values())
    heights = [max((drafts[name].height for name, (_, at) in plan.places.items() if at == row), default=0.0)
               for row in range(last + 1)]
    gap, heights = _spread(heights, style, height)
    tops = [sum(heights[:row]) + gap * row for row in range(len(heights))]
    boxes = tuple(msgspec.structs.replace(
        box, x=plan.right * box.lane, y=tops[box.row], height=heights[box.row])
        for box in sorted(drafts.values(), key=lambda box: (box.row, box.lane)))
    return Drawing(style.width, tops[-1] + heights[-1], style, boxes, tuple(_arrows(boxes, plan)))


def best(flow: Flow, language: str, style: Style) -> Style:
    """The style with the division between the lanes that makes the drawing low and breaks few titles."""
    def cost(one: Style) -> tuple[float, float]:
        drawing = layout(flow, language, one)
        return drawing.height + style.title * 0.6 * sum(len(box.title) - 1 for box in drawing.boxes), abs(one.left - 0.5)

    return min((msgspec.structs.replace(style, left=left) for left in LEFTS), key=cost)


def fitted(flow: Flow, language: str, page: tuple[float, float], sizes: tuple[float, ...], text: float) -> Drawing:
    """The pathway on a page, with the largest letters of `sizes` (largest first) that leave room for its texts.

    The emergency says all of its text, every other step its first sentence, and more where there is room. Where not even
    the smallest letters leave room for that, the emergency gets its text first, then the right lane, then the questions.
    Raises ValueError when the steps do not fit without any text.
    """
    wide, high = page
    first: tuple[tuple[str, Detail], ...] = tuple((node.id, "all") for node in flow.nodes if node.emergency)

    def fits(style: Style) -> bool:
        return layout(flow, language, style).height <= high

    tries = [best(flow, language, Style(wide, size, text, details=first)) for size in sizes]
    style = next((one for one in tries if fits(one)), None)
    if style is None:
        style = best(flow, language, Style(wide, sizes[-1], text, "none"))
        if not fits(style):
            raise ValueError(f"{flow.slug}: too many steps for a page of {wide:.0f} × {high:.0f}")
        style = _told(flow, style, "first", fits)
    return layout(flow, language, _told(flow, style, "all", fits), high)


def _told(flow: Flow, style: Style, detail: Detail, fits: Callable[[Style], bool]) -> Style:
    """The style with more of the texts, step by step, as far as the page has room."""
    row = [node.id for node in spine(flow)]
    order = sorted(flow.nodes, key=lambda node: (not node.emergency, node.id in row, node.kind != "question"))
    for node in order:
        if style.detail_of(node.id) == "none" and detail == "all":
            continue
        kept = tuple(pair for pair in style.details if pair[0] != node.id)
        more = msgspec.structs.replace(style, details=(*kept, (node.id, detail)))
        style = more if fits(more) else style
    return style


def straight(a: tuple[int, int], b: tuple[int, int], down: bool, taken: frozenset[int]) -> bool:
    """Whether an arrow from place a to place b runs through free paper; `down`: b is the next step of the left lane."""
    if a[0] == 0:
        return down or (b[0] == 1 and a[1] == b[1])
    return b[1] == a[1] + 1 and (b[0] == 1 or b[1] not in taken)


class _Plan:
    """What the boxes of one drawing share."""

    def __init__(self, flow: Flow, language: str, style: Style) -> None:
        self.style, self.language = style, "en" if language.startswith("en") else "es"
        self.places = rows(flow)
        self.taken = frozenset(row for lane, row in self.places.values() if lane)
        self.last = max(row for _, row in self.places.values())
        self.steps = {step.node.id: step for top in outline(flow, language) for step in (top, *top.branches)}
        self.row = [node.id for node in spine(flow)]
        labels = [way.label for step in self.steps.values() for way in step.exits
                  if self.places[step.node.id][0] == 0 and self.places[way.to][0] == 1]
        widest = max((width(label, True) for label in labels), default=0.0)
        gutter = max(style.title * 1.9, widest * style.title * 0.85 + style.title * 0.8)
        left = round((style.width - gutter) * style.left, 2)
        self.widths = (left, style.width - gutter - left)
        self.right = left + gutter

    def drawn(self, step: Step, way: Exit) -> bool:
        """Whether this way is an arrow; the others are sentences."""
        here, there = self.places[step.node.id], self.places[way.to]
        down = here[0] == 0 and way.to in self.row and self.row.index(way.to) == self.row.index(step.node.id) + 1
        return straight(here, there, down, self.taken)

    def go_on(self, way: Exit) -> str:
        """«Sí: siga en 6.»"""
        sentence = GO_ON[self.language].format(way.sign)
        return f"{way.label}: {sentence}" if way.label else sentence[0].upper() + sentence[1:]


def _draft(step: Step, plan: _Plan) -> Box:
    """The box with its words in lines and the height that they need; its place comes later."""
    style = plan.style
    lane, row = plan.places[step.node.id]
    wide = plan.widths[lane] if lane or row in plan.taken else style.width
    side = style.title * 0.75 if step.node.kind != "action" else style.pad
    beside = plan.right + style.title * 0.3 if wide == style.width else 0.0
    room = (plan.right if beside else wide - side) - style.tab - style.pad
    title = balanced(step.title, room / style.title / style.slack, True)
    others = [plan.go_on(way) for way in step.exits if not plan.drawn(step, way)]
    below = others.pop() if lane and len(others) == 1 and len(step.exits) == 1 and row < plan.last else ""
    room = wide - beside - side - style.pad if beside else room
    body = _body(step, others, room / style.text / style.slack, style.detail_of(step.node.id))
    top = style.title * 0.5 if step.node.emergency else 0.0
    heights = (len(title) * style.title * TITLE_LINE, len(body) * style.text * LINE)
    high = (max(heights) if beside else sum(heights)) + style.pad * 2.0 + top
    return Box(step.node, step.sign, lane, row, 0.0, 0.0, wide, max(high, style.title * 2.0), tuple(title), tuple(body),
               top, beside, below)


def _body(step: Step, others: list[str], room: float, detail: Detail) -> list[tuple[Run, ...]]:
    """Who and by when in bold, the text as far as `detail` says, and the ways that are no arrows."""
    text = "" if detail == "none" else step.text if detail == "all" else first_sentence(step.text)
    bold = wrap(f"{step.who} · {step.limit}.", room, True)
    lines: list[tuple[Run, ...]] = [((line, True),) for line in bold]
    if text:
        first, *rest = wrap(text, room, first=width(bold[-1], True) + width(" "))
        if first:
            lines[-1] = ((bold[-1], True), (f" {first}", False))
        lines += [((line, False),) for line in rest]
    return [*lines, *(((line, True),) for other in others for line in wrap(f"{other}.", room, True))]


def _spread(heights: list[float], style: Style, height: float | None) -> tuple[float, list[float]]:
    """The gap and the row heights; what a page has left goes to both, evenly."""
    spare = 0.0 if height is None else max(0.0, height - sum(heights) - style.gap * (len(heights) - 1))
    between = spare * 0.3 / max(1, len(heights) - 1)
    more = (spare - between * (len(heights) - 1)) / len(heights)
    return style.gap + between, [one + more for one in heights]


def _arrows(boxes: tuple[Box, ...], plan: _Plan) -> list[Arrow]:
    by_id = {box.node.id: box for box in boxes}
    arrows = []
    for box in boxes:
        for way in plan.steps[box.node.id].exits:
            if not plan.drawn(plan.steps[box.node.id], way):
                continue
            other = by_id[way.to]
            heavy = other.node.emergency
            if other.lane > box.lane:
                y = box.y + box.height / 2
                arrows.append(Arrow(box.x + box.width, y, other.x, y, way.label, heavy))
            else:
                x = box.x + plan.style.tab + plan.style.title * 0.4
                arrows.append(Arrow(x, box.y + box.height, x, other.y, way.label, heavy))
    return arrows
