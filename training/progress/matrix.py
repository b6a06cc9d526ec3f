"""People × modules as one table. Pure and quick: a cohort of 500 with 16 modules is 8,000 cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from training.progress.rules import HELP_AFTER_ATTEMPTS, QUIET_DAYS, READ, quiet_days

# membership id, module, has read, has passed, attempts, best score from 0 to 1
Mark = tuple[int, str, bool, bool, int, float | None]


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


@lru_cache(maxsize=4096)
def _cell(module: str, read: bool, passed: bool, attempts: int, score: int | None, wants_read: bool,
          words: Words) -> str:
    """One cell; there are few different ones, so each is written once."""
    if passed and (read or not wants_read):
        kind, said, shown = " ok", words.complete, "" if score is None else str(score)
    elif attempts >= HELP_AFTER_ATTEMPTS and not passed:
        kind, said, shown = " no", words.stuck, "" if score is None else str(score)
    elif read or passed or attempts:
        kind, said, shown = " half", words.read if read else words.started, "" if score is None else str(score)
    else:
        kind, said, shown = "", words.to_start, "·"
    return (f'<td role="cell" data-l="{escape(module.upper())}"><span class="cell{kind}">'
            f'<span class="vh">{escape(said)} </span>{shown}</span></td>')


def _marks(person: Person, module: str) -> tuple[bool, bool, int, int | None]:
    mark = person.marks.get(module)
    if mark is None:
        return False, False, 0, None
    return mark[2], mark[3], mark[4], None if mark[5] is None else int(mark[5] * 100 + 1e-9)


def matrix(people: Iterable[Person], modules: Sequence[str], kinds: Sequence[str], at: datetime,
           words: Words) -> Matrix:
    """Lay out the table. ``kinds``: what completion asks for; ``at``: now."""
    table = Matrix(modules)
    wants_read = READ in kinds
    for person in people:
        cells, done, stuck = [], 0, []
        for module in modules:
            read, passed, attempts, score = _marks(person, module)
            cells.append(_cell(module, read, passed, attempts, score, wants_read, words))
            done += passed and (read or not wants_read)
            if attempts >= HELP_AFTER_ATTEMPTS and not passed:
                stuck.append(module)
        table.rows.append(Row(person, Markup("".join(cells)), done,
                              quiet_days(person.last_at, person.since, at), tuple(stuck)))
    return table
