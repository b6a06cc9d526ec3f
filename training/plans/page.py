"""The form of a plan as its page shows it: a card for each topic, its lines, what was typed and what somebody else wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modules.plan_form import PlanSheet, PlanTopic
from modules.reference import said
from training.db import new_key
from training.pages import spoken
from training.plans.actions import Work
from training.plans.filling import Typed, load
from training.plans.models import PlanLine

OWN = ""  # the topic of lines that the sheet does not ask for
FEWEST_OWN = 1  # empty cards where a sheet has no topics


@dataclass(frozen=True)
class Column:
    """A column in the language of the page."""

    id: str
    title: str


@dataclass(frozen=True)
class Card:
    """A line of the form. ``theirs``: column → what somebody else wrote meanwhile; ``long``: columns with too much."""

    key: str
    revision: int
    cells: Mapping[str, str]
    out: bool = False
    theirs: Mapping[str, str] = field(default_factory=dict)
    long: Sequence[str] = ()
    gone: bool = False  # somebody else took it out meanwhile

    @property
    def begun(self) -> bool:
        """Whether anything stands in it."""
        return any(self.cells.values())


@dataclass(frozen=True)
class Topic:
    """A card: what is asked and the lines that answer it."""

    id: str
    title: str
    ask: str
    lines: list[Card]


@dataclass(frozen=True)
class Faults:
    """Why a form was not saved; ``lines``: (key, topic) of those with too much text."""

    long: list[tuple[str, str, str]] = field(default_factory=list)  # (key, column, title of the column)
    clashes: bool = False
    too_many: bool = False

    def __bool__(self) -> bool:
        return bool(self.long) or self.clashes or self.too_many


def columns(sheet: PlanSheet) -> list[Column]:
    """The columns of a sheet, in the language of the page."""
    return [Column(one.id, said(one, "title", spoken())) for one in sheet.columns]


def stored(lines: Sequence[PlanLine]) -> dict[str, list[Card]]:
    """Topic → the cards of what is kept."""
    found: dict[str, list[Card]] = {}
    for line in lines:
        found.setdefault(line.topic, []).append(Card(line.key, line.revision, load(line.cells)))
    return found


def typed(given: Sequence[Typed], work: Work) -> dict[str, list[Card]]:
    """Topic → the cards of what was typed, joined with what somebody else wrote; nothing that was typed is lost."""
    merged = {one.typed.key: one.cells for one in work.changes if not one.removed}
    found: dict[str, list[Card]] = {}
    seen = {one.key for one in given}
    for one in given:
        line = work.lines.get(one.key)
        cells = one.cells if one.out or one.blank else merged.get(one.key, one.cells)
        found.setdefault(one.topic, []).append(
            Card(
                one.key,
                line.revision if line else 0,
                cells,
                one.out,
                work.clashes.get(one.key, {}),
                one.too_long,
                line is not None and line.removed and one.key in work.clashes,
            )
        )
    for line in work.lines.values():  # written by somebody else since the page was made
        if line.key not in seen and not line.removed:
            found.setdefault(line.topic, []).append(Card(line.key, line.revision, load(line.cells)))
    return found


def topics(sheet: PlanSheet, cards: Mapping[str, list[Card]], more: str | None = None, own_title: str = "") -> list[Topic]:
    """The cards of the page in the order of the sheet. Every topic has a line to write on; ``more``: one more of it."""
    made = [_topic(one, cards) for one in sheet.topics]
    known = {one.id for one in sheet.topics} | {OWN}
    own = [card for topic, found in cards.items() if topic not in known or topic == OWN for card in found]
    made.append(Topic(OWN, own_title, "", own))
    return [_with_room(one, more) for one in made]


def _topic(one: PlanTopic, cards: Mapping[str, list[Card]]) -> Topic:
    return Topic(one.id, said(one, "title", spoken()), said(one, "ask", spoken()), list(cards.get(one.id, ())))


def _with_room(topic: Topic, more: str | None) -> Topic:
    empty = any(not card.begun for card in topic.lines)
    if not topic.lines or topic.id == more and not empty:
        topic.lines.append(Card(new_key(), 0, {}))
    return topic


def faults(given: Sequence[Typed], work: Work, sheet: PlanSheet) -> Faults:
    """What stands in the way of saving."""
    titles = {one.id: one.title for one in columns(sheet)}
    return Faults(
        [(one.key, column, titles[column]) for one in given for column in one.too_long], bool(work.clashes), work.too_many
    )
