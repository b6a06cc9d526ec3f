"""What the sheets of a suitcase say, as plain values, and how they are shared out over pages. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TypeVar

from modules.plan_form import PlanForm
from modules.reference import Checklist
from modules.words import day_in_words

ROWS = 20          # people on a page of a sign-in sheet; 9.5 mm each
WALK_INS = 2       # blank rows after the last person: at least so many, and never a page for them alone
NAMES = 15         # people on a page of the list of names, which has room to write
SLIPS = 8          # slips on a page
COLUMNS = 4        # people on one observation checklist
SPARE = 2          # more copies of a checklist than people need, for second tries
T = TypeVar("T")
BREAK = ("break", "lunch")
DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@dataclass(frozen=True)
class Row:
    """A person on paper. `number` is her row on every sheet; `ending`: the last three signs of her document."""

    number: int | None
    key: str
    given_names: str
    surnames: str
    facility: str
    ending: str
    confirmed: bool = False     # her name, by herself

    @property
    def by_surname(self) -> str:
        return f"{self.surnames}, {self.given_names}"


@dataclass(frozen=True)
class BlockRow:
    """A block of an agenda."""

    minutes: int
    title: str
    kind: str
    module: str = ""
    essential: bool = True

    @property
    def pause(self) -> bool:
        return self.kind in BREAK


@dataclass(frozen=True)
class HalfDaySheet:
    """A half-day: its number, its local date and hour, its blocks."""

    key: str
    number: int
    on: date
    starts: time
    minutes: int
    blocks: tuple[BlockRow, ...]
    make_up: bool = False

    @property
    def title(self) -> str:
        """«Jornada 1: martes 15 de diciembre de 2026, mañana»."""
        part = "mañana" if self.starts < time(12) else "tarde"
        return f"{'Recuperación' if self.make_up else f'Jornada {self.number}'}: {weekday(self.on)}, {part}"

    @property
    def short_title(self) -> str:
        """«jornada 1: martes 15, mañana»."""
        head, _colon, tail = self.title.partition(": ")
        return f"{head[0].lower()}{head[1:]}: {DAYS[self.on.weekday()]} {self.on.day}, {tail.rpartition(', ')[2]}"

    @property
    def ends(self) -> time:
        return _later(self.starts, self.minutes)

    @property
    def late_after(self) -> time:
        """From when on a hour of arrival is worth writing down."""
        return _later(self.starts, 15)

    def timed(self) -> Iterator[tuple[time, BlockRow]]:
        """Each block with the hour at which it begins."""
        at = self.starts
        for block in self.blocks:
            yield at, block
            at = _later(at, block.minutes)


@dataclass(frozen=True)
class Paper:
    """A workshop as its sheets show it, read once for all of them."""

    key: str
    name: str
    course: str
    place: str
    authority: str
    starts_on: date
    ends_on: date
    trainers: tuple[str, ...]
    half_days: tuple[HalfDaySheet, ...]
    rows: tuple[Row, ...]
    checklists: tuple[Checklist, ...]
    form: PlanForm | None
    public_url: str
    version: str
    digest: str
    draft: bool
    demo: bool
    pass_share: int             # per cent of a checklist's points
    printed_on: date

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def address(self) -> str:
        """How the site's address is typed."""
        return self.public_url.split("://", 1)[-1].rstrip("/")

    @property
    def next_number(self) -> int:
        """The first number that nobody has."""
        return max((row.number or 0 for row in self.rows), default=0) + 1

    def roll_address(self, half_day: HalfDaySheet) -> str:
        """Where the attendance of a half-day is kept: it asks whoever opens it to sign in."""
        return f"{self.public_url}/cohortes/{self.key}/asistencia/{half_day.key}"

    def person_address(self, row: Row) -> str:
        """What a slip's QR holds: her public identity and nothing else."""
        return f"{self.public_url}/f/{row.key}"

    @property
    def names_address(self) -> str:
        """Where the corrected list is keyed."""
        return f"{self.public_url}/cohortes/{self.key}/nombres"

    @property
    def facilities(self) -> list[tuple[str, list[Row]]]:
        """The facilities with their people, by name; whoever has none comes last, under ""."""
        known = sorted(self.rows, key=lambda row: (not row.facility, row.facility.casefold(), row.number or 0))
        return [(rows[0].facility, rows) for _, group in groupby(known, key=lambda row: row.facility.casefold())
                if (rows := list(group))]


@dataclass(frozen=True)
class Slip:
    """An access slip: `code` is "" for whoever signs in with a password of her own."""

    row: Row
    code: str = ""
    expires: datetime | None = None


@dataclass(frozen=True)
class RollPage:
    """A page of a sign-in sheet: its people and how many blank rows follow them."""

    number: int
    of: int
    rows: tuple[Row, ...]
    blank: int

    @property
    def last(self) -> bool:
        return self.number == self.of


def roll_pages(rows: Sequence[Row]) -> list[RollPage]:
    """The pages of a sign-in sheet. The last one has room for walk-ins; an empty list is a page of blank rows."""
    if not rows:
        return [RollPage(1, 1, (), ROWS)]
    pages = [tuple(rows[start:start + ROWS]) for start in range(0, len(rows), ROWS)]
    return [RollPage(number, len(pages), page, WALK_INS if number == len(pages) else 0)
            for number, page in enumerate(pages, 1)]


def chunks(values: Sequence[T], size: int) -> list[Sequence[T]]:
    """The values in groups of `size`, the last may be shorter."""
    return [values[start:start + size] for start in range(0, len(values), size)]


def checklist_copies(people: int) -> int:
    """How many sheets of one checklist a workshop needs."""
    return -(-max(people, 1) // COLUMNS) + SPARE


def weekday(day: date) -> str:
    """«martes 15 de diciembre de 2026»."""
    return f"{DAYS[day.weekday()]} {day_in_words(day, 'es')}"


def dates(first: date, last: date) -> str:
    """«15 y 16 de diciembre de 2026», «del 30 de noviembre al 1 de diciembre de 2026», or one day in words."""
    if first == last:
        return weekday(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {'y' if (last - first).days == 1 else 'al'} {day_in_words(last, 'es')}"
    start = day_in_words(first, "es")
    return f"del {start if first.year != last.year else start.rsplit(' de ', 1)[0]} al {day_in_words(last, 'es')}"


def _later(at: time, minutes: int) -> time:
    return (datetime.combine(date(2000, 1, 1), at) + timedelta(minutes=minutes)).time()
