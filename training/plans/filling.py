"""Reading what was posted of a plan, a review, a visit or a supervision form. Pure: what it cannot read, it says."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from modules.plan_form import PlanSheet
from modules.supervision import YES_NO, Indicator, Thing
from training.plans.rules import Fault, blank, lasts

LONGEST = 300  # a cell; it has to fit a printed line too
LONGEST_NOTE = 300
MOST_LINES = 40
MOST = 100_000  # a count; more is a slip of the finger
DONE, UNDER_WAY, NOT_POSSIBLE = ANSWERS = ("done", "under_way", "not_possible")
YES, NO = "yes", "no"
KEY = re.compile(r"[A-Za-z0-9_-]{6,16}")
SENT = re.compile(r"[A-Za-z0-9_-]{6,40}")


class Fields(Protocol):
    """A posted form."""

    def get(self, name: str, default: str, /) -> str: ...

    def getlist(self, name: str, /) -> list[str]: ...


def squeezed(text: str) -> str:
    """One line without control characters and without blanks at its ends."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass(frozen=True)
class Typed:
    """A line as it was typed. ``revision``: of the line that it was made from; 0: a new one."""

    key: str
    topic: str
    revision: int
    cells: Mapping[str, str]
    out: bool = False

    @property
    def blank(self) -> bool:
        return blank(self.cells)

    @property
    def too_long(self) -> list[str]:
        """The columns with more than fits."""
        return [column for column, text in self.cells.items() if len(text) > LONGEST]


def lines(fields: Fields, sheet: PlanSheet) -> list[Typed]:
    """The lines of a plan's form, each once, in its order. What is no line of this sheet is nobody's business."""
    topics, found = {topic.id for topic in sheet.topics}, dict[str, Typed]()
    for key in fields.getlist("line")[: 2 * MOST_LINES]:
        topic = fields.get(f"topic-{key}", "")
        if not KEY.fullmatch(key) or key in found or topic not in topics | {""}:
            continue
        cells = {column.id: squeezed(fields.get(f"c-{column.id}-{key}", "")) for column in sheet.columns}
        found[key] = Typed(key, topic, _number(fields.get(f"rev-{key}", "")) or 0, cells, bool(fields.get(f"out-{key}", "")))
    return list(found.values())


def day(text: str) -> date | None:
    """A date as a browser sends it; None for anything else."""
    try:
        return date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        return None


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True)
class Answer:
    """How a line stands, as it was answered; ``state`` "" when it was not."""

    state: str
    note: str

    @property
    def too_long(self) -> bool:
        return len(self.note) > LONGEST_NOTE


def answers(fields: Fields, keys: Sequence[str]) -> dict[str, Answer]:
    """Line key → answer, for those of these lines that the form speaks of."""
    found = {}
    for key in keys:
        state, note = fields.get(f"s-{key}", ""), squeezed(fields.get(f"n-{key}", ""))
        if state in ANSWERS or note:
            found[key] = Answer(state if state in ANSWERS else "", note)
    return found


@dataclass(frozen=True)
class Look:
    """A thing as somebody looked at it. ``asked`` is what was typed as its date; ``until`` None: not in order."""

    thing: str
    in_order: bool
    until: date | None
    typed: str = ""
    fault: Fault | None = None


def looks(fields: Fields, things: Sequence[Thing], seen_on: date) -> list[Look]:
    """The things of which the form says whether they are in order; of the others nobody said anything."""
    found = []
    for thing in things:
        said, typed = fields.get(f"o-{thing.id}", ""), fields.get(f"d-{thing.id}", "")
        if said == NO:
            found.append(Look(thing.id, False, None, typed))
        elif said == YES:
            on = day(typed)
            until, fault = (None, Fault.MISSING) if typed.strip() and on is None else lasts(thing, on, seen_on)
            found.append(Look(thing.id, True, until, typed, fault))
    return found


@dataclass(frozen=True)
class Counted:
    """A supervision form as it was typed: indicator → (part, whole); and the fields that cannot be."""

    figures: Mapping[str, tuple[int, int]]
    faults: Mapping[str, str] = field(default_factory=dict)  # field → number, more, half


def counted(fields: Fields, indicators: Sequence[Indicator]) -> Counted:
    """The counts of a form. An indicator that was left empty was not looked at; half of one is a fault."""
    figures, faults = dict[str, tuple[int, int]](), dict[str, str]()
    for one in indicators:
        if one.kind == YES_NO:
            said = fields.get(f"y-{one.id}", "")
            if said in (YES, NO):
                figures[one.id] = (int(said == YES), 1)
            continue
        typed = {name: fields.get(f"{name}-{one.id}", "").strip() for name in ("w", "p")}
        if not any(typed.values()):
            continue
        numbers = {name: _number(text) for name, text in typed.items()}
        wrong = {
            f"{name}-{one.id}": "half" if not typed[name] else "number"
            for name, value in numbers.items()
            if value is None or value > MOST
        }
        whole, part = numbers["w"], numbers["p"]
        if not wrong and part is not None and whole is not None and part > whole:
            wrong = {f"p-{one.id}": "more"}
        faults |= wrong
        if not wrong and part is not None and whole is not None:
            figures[one.id] = (part, whole)
    return Counted(figures, faults)


def dump(value: object) -> str:
    """JSON in which an accented name can still be found."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(text: str) -> dict[str, str]:
    """The cells of a line."""
    found: dict[str, str] = json.loads(text)
    return found
