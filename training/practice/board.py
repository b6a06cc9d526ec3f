"""The board of a cohort's practice: who is observed next, who repeats, who needs coaching; people × checklists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import url_for
from markupsafe import Markup

from modules.reference import Checklist, said
from training.accounts.queries import names_of
from training.cohorts.models import Cohort
from training.pages import icon, spoken
from training.practice import queries
from training.practice.agreement import FIRST, Agreement, Compared
from training.practice.queries import Person
from training.practice.table import Line, Words, rows
from training.practice.tries import OBSERVERS, State, Try, Way, way
from training.practice.wording import result, tag_of, try_name
from training.workshops.queries import rule_of

NEXT = 5  # how many are offered to be observed; the table has the rest


@dataclass(frozen=True)
class Cell:
    """One person and one checklist on the board."""

    person: Person
    checklist: Checklist
    way: Way

    @property
    def detail(self) -> str:
        """«92 %, intento 2»; "" before anything was decided."""
        shown = self.way.shown
        return "" if shown is None else result(shown.percent, shown.number)

    @property
    def try_name(self) -> str:
        return try_name(self.way.next_number, self.way.allowed)


@dataclass(frozen=True)
class Listed:
    """One checklist of the board with everybody's cell."""

    checklist: Checklist
    title: str
    required: bool
    cells: Sequence[Cell]

    @cached_property
    def by_state(self) -> dict[State, list[Cell]]:
        """Everybody by where she stands, in the order of the rows."""
        found: dict[State, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.way.state, []).append(cell)
        return found

    def of(self, *states: State) -> list[Cell]:
        """Who stands in one of these, state by state."""
        return [cell for state in states for cell in self.by_state.get(state, ())]

    @property
    def passed(self) -> int:
        return len(self.of(State.PASSED))

    @property
    def waiting(self) -> list[Cell]:
        """Who has to be observed now, whoever repeats after the others."""
        return self.of(State.TO_OBSERVE) + self.of(State.AGAIN, State.COACHED)

    @cached_property
    def doubled(self) -> int:
        """How many people two have observed."""
        return sum(any(len(one.finished) >= OBSERVERS for one in cell.way.tries) for cell in self.cells)

    @property
    def wants_two(self) -> bool:
        """Whether two should observe the next person: the first of the group, while there is somebody left."""
        return self.required and self.doubled < min(FIRST, len(self.cells)) and bool(self.waiting)


@dataclass(frozen=True)
class Open:
    """A try under way: whoever observes it, and whether the reader may go on or join."""

    cell: Cell
    tried: Try
    mine: str  # the key of the reader's own open sheet, or ""
    may_join: bool
    observers: str


@dataclass(frozen=True)
class Board:
    """The whole page. ``others``: checklists that nobody asks for and nobody has used yet."""

    people: Sequence[Person]
    lists: Sequence[Listed]
    others: Sequence[tuple[Checklist, str]]
    open: Sequence[Open]
    share: int
    tries: int

    rows: Markup  # of the table


def title(checklist: Checklist) -> str:
    """The name of a checklist in the language of the page."""
    return said(checklist, "title", spoken())


def listed(cohort: Cohort) -> tuple[list[Person], list[Listed], list[Checklist]]:
    """Everybody in every checklist that is required or was used, and the rest of the lists. Three queries."""
    people, ways = queries.people(cohort), queries.ways(cohort)
    tries, needed = rule_of(cohort).tries, [one.slug for one in queries.required(cohort)]
    used = {slug for _member, slug in ways}
    shown, rest = [], []
    for checklist in queries.usable(cohort):
        if checklist.slug not in needed and checklist.slug not in used:
            rest.append(checklist)
            continue
        cells = [Cell(person, checklist, ways.get((person.id, checklist.slug)) or way((), (), tries)) for person in people]
        shown.append(Listed(checklist, title(checklist), checklist.slug in needed, cells))
    return people, shown, rest


def board(cohort: Cohort, reader_id: int) -> Board:
    """The board for one reader. Four queries."""
    people, shown, rest = listed(cohort)
    under_way = [(cell, tried) for one in shown for cell in one.cells for tried in cell.way.tries if tried.open]
    known = names_of({sheet.observer_id for _cell, tried in under_way for sheet in tried.sheets})
    rule = rule_of(cohort)
    return Board(people, shown, [(one, title(one)) for one in rest],
                 [_open(cell, tried, reader_id, known) for cell, tried in under_way], rule.practice, rule.tries,
                 _rows(cohort, people, shown))


def _rows(cohort: Cohort, people: Sequence[Person], lists: Sequence[Listed]) -> Markup:
    """The table's rows: words and addresses are made once, not for each person."""
    before, after = url_for("practice.person", key=cohort.key, person="PERSON", list="LIST").split("PERSON/LIST")
    tags = {state: Markup('<span class="tag {}">{} {}</span>').format(kind, icon(drawing), words)
            for state, (kind, drawing, words) in ((state, tag_of(state)) for state in State)}
    lines = [Line(person.number, person.name, [
        (f"{before}{person.key}/{one.checklist.slug}{after}", one.cells[row].way) for one in lists])
        for row, person in enumerate(people)]
    return rows(lines, Words(tags, [one.title for one in lists], result))


def _open(cell: Cell, tried: Try, reader_id: int, known: dict[int, str]) -> Open:
    mine = tried.of(reader_id)
    return Open(cell, tried, mine.key if mine and mine.finished_at is None else "",
                mine is None and cell.way.objection(tried.number, reader_id) is None,
                " · ".join(known.get(sheet.observer_id, "") for sheet in tried.sheets))


def compared_lists(cohort: Cohort) -> list[tuple[Listed, Compared]]:
    """Each checklist that was used by two, with their agreement; for the panel and the report. Four queries."""
    _people, shown, _rest = listed(cohort)
    found = queries.agreements(cohort, [one.checklist for one in shown])
    return [(one, found[one.checklist.slug]) for one in shown]


def step_rows(checklist: Checklist, found: Compared, language: str) -> list[tuple[int, str, bool, Agreement]]:
    """(number, words, critical, agreement) of each step, in the order of the list.

    A step's kappa is left out below FIRST people: of one pair of marks it is always 0 or none, and says nothing.
    """
    shown = {step: one if one.marks >= FIRST else replace(one, kappa=None) for step, one in found.by_step.items()}
    return [(number, said(step, "text", language), step.critical, shown[step.id])
            for number, step in enumerate(checklist.steps, 1)]
