"""A pathway in reading order: the row that goes down, what leaves it, and the sign that each step carries everywhere.

The same signs stand in the list, in the drawing, on the poster and in the pocket guide: 1, 2, 3… for the steps that go
down, A, B, C… for those beside them. So a poster can say «siga en 6» instead of drawing a line across the page.
"""

from datetime import date

import msgspec

from modules.flow import Flow, Node, Way
from modules.reference import said

_YEAR = 366  # days


class Exit(msgspec.Struct, frozen=True):
    """A way as it is shown: its answer ("" for the only way on), and the sign and title of the step it leads to."""

    label: str
    to: str
    sign: str
    title: str


class Step(msgspec.Struct, frozen=True):
    """A step in one language; `branches` are the steps beside it that nobody listed before."""

    node: Node
    sign: str
    title: str
    text: str
    who: str
    limit: str
    exits: tuple[Exit, ...]
    branches: tuple["Step", ...] = ()


def spine(flow: Flow) -> tuple[Node, ...]:
    """The steps that go down: from the start by the last way of each, to an end."""
    row = [flow.nodes[0]]
    while row[-1].ways:
        onward = flow.node(row[-1].ways[-1].to)
        if onward is None or onward in row:
            break
        row.append(onward)
    return tuple(row)


def aside(flow: Flow) -> dict[str, tuple[Node, ...]]:
    """The steps beside each step of the row that goes down, in the order in which they are met."""
    met = {node.id for node in spine(flow)}
    found: dict[str, tuple[Node, ...]] = {}

    def gather(node: Node, into: list[Node]) -> None:
        for way in node.ways:
            onward = flow.node(way.to)
            if onward is not None and onward.id not in met:
                met.add(onward.id)
                into.append(onward)
                gather(onward, into)

    for node in spine(flow):
        beside: list[Node] = []
        gather(node, beside)
        found[node.id] = tuple(beside)
    return found


def signs(flow: Flow) -> dict[str, str]:
    """What each step is called: a number in the row that goes down, a letter beside it."""
    numbered = {node.id: str(number) for number, node in enumerate(spine(flow), 1)}
    letters = [node.id for beside in aside(flow).values() for node in beside]
    return numbered | {name: _letter(place) for place, name in enumerate(letters)}


def _letter(place: int) -> str:
    return chr(ord("A") + place % 26) + (str(place // 26 + 1) if place >= 26 else "")


def outline(flow: Flow, language: str) -> tuple[Step, ...]:
    """The row that goes down, each step with those beside it."""
    called = signs(flow)
    return tuple(msgspec.structs.replace(
        step_of(flow, node, language, called),
        branches=tuple(step_of(flow, other, language, called) for other in beside))
        for node, beside in zip(spine(flow), aside(flow).values(), strict=True))


def step_of(flow: Flow, node: Node, language: str, called: dict[str, str] | None = None) -> Step:
    """One step in this language."""
    called = signs(flow) if called is None else called
    return Step(node, called.get(node.id, ""), said(node, "title", language), said(node, "text", language),
                said(node, "who", language), said(node, "limit", language),
                tuple(_exit(flow, way, language, called) for way in node.ways))


def _exit(flow: Flow, way: Way, language: str, called: dict[str, str]) -> Exit:
    onward = flow.node(way.to)
    title = said(onward, "title", language) if onward else ""
    return Exit(said(way, "label", language), way.to, called.get(way.to, ""), title)


def is_old(flow: Flow, today: date) -> bool:
    """True when nobody has checked the pathway for more than a year."""
    return (today - flow.verified_on).days > _YEAR


def walked(flow: Flow, node: Node, said_path: str) -> tuple[Node, ...]:
    """The steps before this one, as the address tells them (`llegada.urgente`); the shortest way when it tells none.

    An address can be typed by anybody: a path that the pathway does not have is not believed.
    """
    named = [flow.node(name) for name in said_path.split(".")] if said_path else []
    path = [one for one in named if one is not None]
    if path and len(path) == len(named) and path[0] is flow.nodes[0] and _leads(path, node):
        return tuple(path)
    return _shortest(flow, node)


def _leads(path: list[Node], node: Node) -> bool:
    return all(any(way.to == onward.id for way in one.ways) for one, onward in zip(path, [*path[1:], node], strict=True))


def _shortest(flow: Flow, node: Node) -> tuple[Node, ...]:
    before: dict[str, tuple[Node, ...]] = {flow.nodes[0].id: ()}
    queue = [flow.nodes[0]]
    for one in queue:
        for way in one.ways:
            onward = flow.node(way.to)
            if onward is not None and way.to not in before:
                before[way.to] = (*before[one.id], one)
                queue.append(onward)
    return before.get(node.id, ())
