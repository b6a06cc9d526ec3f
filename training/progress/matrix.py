"""People × modules as one table. Pure and quick: a cohort of 500 with 16 modules is 8,000 cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup, escape

from training.progress.rules import HELP_AFTER_ATTEMPTS, QUIET_DAYS, READ, quiet_days


class Mark(NamedTuple):
    """What somebody did in one module. ``best``: the best score, from 0 to 1."""

    module: str
    read: bool
    passed: bool
    attempts: int
    best: float | None


@dataclass(frozen=True)
class Person:
    """A row of the table as the trainer knows it. ``last_at``: the last sign of her in this course."""

    key: str
    name: str
    detail: str
    since: datetime
    last_at: datetime | None
    marks: Mapping[str, Mark]
    confirmed: bool  # by herself; whether an account was ever used is hers to tell


@dataclass(frozen=True)
class Row:
    """One person's line: her cells as HTML, how many modules she completed, and what she needs."""

    person: Person
    cells: Markup
    done: int
    quiet: int
    stuck: tuple[str, ...]

    @property
    def needs_help(self) -> bool:
        return bool(self.stuck) or self.quiet >= QUIET_DAYS


@dataclass(frozen=True)
class Words:
    """The words of the table, already in the reader's language."""

    complete: str
    started: str
    stuck: str
    read: str
    to_start: str


@dataclass
class Matrix:
    """The whole table. ``modules``: published slugs in the order of the course."""

    modules: Sequence[str]
    rows: list[Row] = field(default_factory=list)

    @property
    def complete(self) -> int:
        return sum(row.done == len(self.modules) for row in self.rows) if self.modules else 0

    @property
    def help_list(self) -> list[Row]:
        """Who needs the trainer, the stuck before the silent, the longest silence first."""
        waiting = [row for row in self.rows if row.needs_help and row.done < len(self.modules)]
        return sorted(waiting, key=lambda row: (not row.stuck, -row.quiet, row.person.name))


@dataclass(frozen=True)
class Cell:
    """One square as HTML, and what it says of the module: done, or waiting for the trainer."""

    html: str
    done: bool
    stuck: bool


def _cell(module: str, mark: Mark | None, wants_read: bool, words: Words) -> Cell:
    _module, read, passed, attempts, best = mark or Mark(module, False, False, 0, None)
    done, stuck = passed and (read or not wants_read), attempts >= HELP_AFTER_ATTEMPTS and not passed
    shown = "" if best is None else str(int(best * 100 + 1e-9))
    if done:
        kind, said = " ok", words.complete
    elif stuck:
        kind, said = " no", words.stuck
    elif read or passed or attempts:
        kind, said = " half", words.read if read else words.started
    else:
        kind, said, shown = "", words.to_start, "·"
    return Cell(f'<td role="cell" data-l="{escape(module.upper())}"><span class="cell{kind}">'
                f'<span class="vh">{escape(said)} </span>{shown}</span></td>', done, stuck)


def matrix(people: Iterable[Person], modules: Sequence[str], kinds: Sequence[str], at: datetime,
           words: Words) -> Matrix:
    """Lay out the table. ``kinds``: what completion asks for; ``at``: now."""
    table, wants_read = Matrix(modules), READ in kinds
    written: dict[object, Cell] = {}  # there are few different cells, so each is written once
    for person in people:
        cells = []
        for module in modules:
            mark = person.marks.get(module)
            cell = written.get(mark or module)
            if cell is None:
                cell = written[mark or module] = _cell(module, mark, wants_read, words)
            cells.append(cell)
        stuck = tuple(module for module, cell in zip(modules, cells, strict=True) if cell.stuck)
        table.rows.append(Row(person, Markup("".join([cell.html for cell in cells])), sum(cell.done for cell in cells),
                              quiet_days(person.last_at, person.since, at), stuck))
    return table
