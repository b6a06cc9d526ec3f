"""A laid-out pathway as SVG. What a step is shows in its shape and its sign; colour only repeats it.

Start and end are round (the end has two edges), a question has points at both sides, a referral points to the right, an
action is square with a dark tab. The emergency wears stripes and white letters on a dark ground, so that it stands out
in a black and white copy too. Attributes only, no styles: the site's pages allow none.
"""

from collections.abc import Callable
from html import escape

from modules.flow_layout import LINE, TITLE_LINE, Arrow, Box, Drawing, Run

INK, INDIGO, COCHINEAL, STRAW, MIST, PAPER = "#14252d", "#0d3a4c", "#8a1236", "#fdf5e1", "#f1f5f4", "#ffffff"
FACES = "'Reading', 'Noto Sans', -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
Point = tuple[float, float]


def svg(drawing: Drawing, title: str, desc: str, *, name: str = "dibujo", href: Callable[[str], str] | None = None,
        size: tuple[str, str] | None = None) -> str:
    """The whole drawing; `href` gives each step's link, `size` a width and a height with units."""
    edge = drawing.style.title * 0.12
    wide, high = size or (_n(drawing.width), _n(drawing.height))
    words = _tag("title", escape(title), id=f"{name}-t") + _tag("desc", escape(desc), id=f"{name}-d")
    arrows = "\n".join(_arrow(arrow, drawing.style.title) for arrow in drawing.arrows)
    boxes = "\n".join(_linked(_box(box, drawing), box, href) for box in drawing.boxes)
    view = " ".join(_n(value) for value in (-edge, -edge, drawing.width + 2 * edge, drawing.height + 2 * edge))
    return _tag("svg", f"{words}\n{arrows}\n{boxes}\n", xmlns="http://www.w3.org/2000/svg", viewBox=view, width=wide,
                height=high, role="group" if href else "img", aria_labelledby=f"{name}-t {name}-d", font_family=FACES,
                fill=INK)


def _linked(drawn: str, box: Box, href: Callable[[str], str] | None) -> str:
    return _tag("a", drawn, href=escape(href(box.node.id))) if href else _tag("g", drawn)


def _box(box: Box, drawing: Drawing) -> str:
    return _shape(box, drawing.style.title) + _sign(box, drawing) + _words(box, drawing)


def _shape(box: Box, unit: float) -> str:
    x, y, w, h = box.x, box.y, box.width, box.height
    thin, notch = unit * 0.085, unit * 0.62
    if box.node.emergency:
        return _rect(x, y, w, h, COCHINEAL, unit * 0.16, COCHINEAL) + _stripes(box, unit)
    points: tuple[Point, ...]
    match box.node.kind:
        case "question":
            points = ((x, y + h / 2), (x + notch, y), (x + w - notch, y), (x + w, y + h / 2), (x + w - notch, y + h),
                      (x + notch, y + h))
            return _polygon(points, STRAW, INDIGO, thin)
        case "referral":
            points = ((x, y), (x + w - notch, y), (x + w, y + h / 2), (x + w - notch, y + h), (x, y + h))
            return _polygon(points, MIST, INDIGO, thin)
        case "action":
            return _rect(x, y, w, h, PAPER, thin)
        case _:
            radius, inset = min(h / 2, unit * 1.05), unit * 0.17
            outer = _rect(x, y, w, h, PAPER, thin, rx=radius)
            inner = _rect(x + inset, y + inset, w - 2 * inset, h - 2 * inset, "none", thin, rx=radius - inset)
            return outer if box.node.kind == "start" else outer + inner


def _stripes(box: Box, unit: float) -> str:
    """A band of slanted bars along the top of the emergency: the sign of danger that black ink keeps."""
    step, high = unit * 0.62, unit * 0.42
    bars = []
    at = box.x
    while at + step / 2 + high <= box.x + box.width + 0.01:
        bars.append(f"M{_n(at)} {_n(box.y + high)}l{_n(high)} {_n(-high)}h{_n(step / 2)}l{_n(-high)} {_n(high)}z")
        at += step
    return _tag("path", d="".join(bars), fill=PAPER)


def _sign(box: Box, drawing: Drawing) -> str:
    """The number or letter of the step, on a dark tab where the step is an action."""
    unit, tab = drawing.style.title, drawing.style.tab
    middle, colour, ground = box.x + tab * 0.52, INDIGO, ""
    if box.node.emergency:
        colour = PAPER
    elif box.node.kind == "action":
        ground = _rect(box.x, box.y, tab - unit * 0.3, box.height, INDIGO)
        middle, colour = box.x + (tab - unit * 0.3) / 2, PAPER
    size = unit * (1.12 if len(box.sign) == 1 else 0.92)
    base = box.y + box.top + (box.height - box.top) / 2 + size * 0.36
    return ground + _tag("text", escape(box.sign), x=middle, y=base, text_anchor="middle", font_weight="700",
                         font_size=size, fill=colour)


def _words(box: Box, drawing: Drawing) -> str:
    style = drawing.style
    heights = (len(box.title) * style.title * TITLE_LINE, len(box.body) * style.text * LINE)
    free = box.height - box.top
    x, top = box.x + style.tab, box.y + box.top
    y = top + (free - (heights[0] if box.beside else sum(heights))) / 2
    colour = PAPER if box.node.emergency else INK
    lines = []
    for line in box.title:
        lines.append(_text(x, y + style.title * 0.88, style.title, ((line, True),), colour))
        y += style.title * TITLE_LINE
    if box.beside:
        x, y = box.x + box.beside, top + (free - heights[1]) / 2
    for runs in box.body:
        lines.append(_text(x, y + style.text * 0.98, style.text, runs, colour))
        y += style.text * LINE
    return "".join(lines) + _go_on(box, style.title)


def _go_on(box: Box, unit: float) -> str:
    """«Siga en 6» under a box of the right lane, behind a small arrow that points back to the left lane."""
    if not box.go_on:
        return ""
    size, x, y = unit * 0.62, box.x + unit * 0.3, box.y + box.height + unit * 0.42
    half, head, long = unit * 0.06, unit * 0.28, unit * 0.75
    points = tuple((x + along, y + aside) for along, aside in (
        (0.0, 0.0), (head, -head * 0.8), (head, -half), (long, -half), (long, half), (head, half), (head, head * 0.8)))
    return _polygon(points, INDIGO) + _tag("text", escape(box.go_on), x=x + long + unit * 0.25, y=y + size * 0.36,
                                           font_weight="700", font_size=size, fill=INDIGO)


def _text(x: float, y: float, size: float, runs: tuple[Run, ...], colour: str) -> str:
    """One line. A second run stands in a span of its own, so that screen readers and copying keep the line whole."""
    words = escape(runs[0][0], quote=False) + "".join(
        _tag("tspan", escape(words, quote=False), font_weight="700" if bold else "400") for words, bold in runs[1:])
    return _tag("text", words, x=x, y=y, font_size=size, font_weight="700" if runs[0][1] else "400", fill=colour)


def _arrow(arrow: Arrow, unit: float) -> str:
    """A bar with a head; heavy and red towards the emergency. The answer stands above it, or beside it."""
    colour = COCHINEAL if arrow.heavy else INDIGO
    half, head = unit * (0.17 if arrow.heavy else 0.09), unit * (0.5 if arrow.heavy else 0.4)
    size = unit * (0.85 if arrow.heavy else 0.72)
    across = arrow.y1 == arrow.y2
    long = arrow.x2 - arrow.x1 if across else arrow.y2 - arrow.y1
    outline = ((0.0, -half), (long - head, -half), (long - head, -head * 0.8), (long, 0.0), (long - head, head * 0.8),
               (long - head, half), (0.0, half))
    points = tuple((arrow.x1 + along, arrow.y1 + beside) if across else (arrow.x1 + beside, arrow.y1 + along)
                   for along, beside in outline)
    shape = _polygon(points, colour)
    if not arrow.label:
        return shape
    x, y = (((arrow.x1 + arrow.x2 - head * 0.3) / 2, arrow.y1 - head * 0.95) if across
            else (arrow.x1 + head * 1.2, (arrow.y1 + arrow.y2) / 2 + size * 0.36))
    return shape + _tag("text", escape(arrow.label), x=x, y=y, text_anchor="middle" if across else "start",
                        font_weight="700", font_size=size, fill=colour)


def _rect(x: float, y: float, width: float, height: float, fill: str, thick: float = 0.0, stroke: str = INDIGO,
          rx: float = 0.0) -> str:
    line: dict[str, str | float] = {"stroke": stroke, "stroke_width": thick} if thick else {}
    return _tag("rect", x=x, y=y, width=width, height=height, fill=fill, **({"rx": rx} if rx else {}), **line)


def _polygon(points: tuple[Point, ...], fill: str, stroke: str = "", thick: float = 0.0) -> str:
    line: dict[str, str | float] = {"stroke": stroke, "stroke_width": thick, "stroke_linejoin": "round"} if stroke else {}
    return _tag("polygon", points=" ".join(f"{_n(x)},{_n(y)}" for x, y in points), fill=fill, **line)


def _tag(name: str, inner: str = "", /, **attributes: str | float) -> str:
    """An element; `_` in a name is written `-`, numbers are written short. `inner` and texts come escaped."""
    given = "".join(f' {key.replace("_", "-")}="{value if isinstance(value, str) else _n(value)}"'
                    for key, value in attributes.items())
    return f"<{name}{given}>{inner}</{name}>"


def _n(value: float) -> str:
    """A number as short as it may be."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
