"""Rows of a roster and everything that is wrong with each. Pure: no database, no web, no words for the screen."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from training.accounts.documents import DNI, KINDS
from training.cohorts.columns import Column, find_header, guess, is_complete
from training.cohorts.documents import Document, read_document, read_kind
from training.cohorts.facilities import Facilities, nothing_known
from training.cohorts.flaws import Field, Flaw, Reason
from training.cohorts.tables import Line
from training.cohorts.text import repaired, shown, strange_in_name, strange_in_words, tidy, tidy_name

LONGEST_NAME, LONGEST_PROFESSION, LONGEST_FACILITY = 80, 80, 120


class Row(msgspec.Struct):
    """One person as written. ``number`` is the line of the source; ``split`` asks to confirm a guessed split."""

    number: int
    document_type: str = ""  # one of KINDS, or "" while nothing said which
    document: str = ""
    given_names: str = ""
    surnames: str = ""
    profession: str = ""
    facility: str = ""
    split: bool = False
    extra: str = ""  # what stood in cells beyond the header's last column
    type_text: str = ""  # a word for the kind of document that we do not know


class Roster(msgspec.Struct):
    """A list that waits for its confirmation. Without ``columns`` confirmed, ``lines`` wait for theirs."""

    rows: list[Row] = []
    lines: list[tuple[int, tuple[str, ...]]] = []
    columns: list[Column] = []
    above: list[tuple[int, str]] = []  # lines above the header: titles, not people; shown, so that none is lost
    places: dict[str, str] = {}  # what was chosen for a facility: what was heard → a code, or "" to leave it as written

    @property
    def needs_columns(self) -> bool:
        """Whether a person must still say which column is which."""
        return bool(self.lines)


class Person(msgspec.Struct, frozen=True):
    """A row that is ready: everything within its limits and in the form in which it is stored."""

    document_type: str
    document: str
    given_names: str
    surnames: str
    profession: str
    facility: str
    facility_id: int | None = None  # in the register


class Checked(msgspec.Struct, frozen=True):
    """A row with all its flaws, or the person that it describes."""

    row: Row
    flaws: tuple[Flaw, ...]
    person: Person

    @property
    def ready(self) -> bool:
        return not self.flaws


def read(lines: Sequence[Line]) -> Roster:
    """A roster from lines: its rows when the header says which column is which, else a proposal of columns."""
    header = find_header(lines)
    if header is not None and is_complete(header[1]):
        place, columns = header
        above = [(line.number, " · ".join(filter(None, line.cells))) for line in lines[:place + 1]]
        return Roster(rows=[make_row(line, columns) for line in lines[place + 1:]], above=above)
    columns = _widened(header[1], lines) if header is not None else guess(lines)
    return Roster(lines=[(line.number, line.cells) for line in lines], columns=columns)


def _widened(columns: list[Column], lines: Sequence[Line]) -> list[Column]:
    width = max(len(line.cells) for line in lines)
    return columns + [Column.IGNORE] * (width - len(columns))


def with_columns(roster: Roster, columns: Sequence[Column], first: int) -> Roster:
    """The roster with its columns said; lines whose number is below ``first`` are titles."""
    lines = [Line(number, tuple(cells)) for number, cells in roster.lines]
    above = [(line.number, " · ".join(filter(None, line.cells))) for line in lines if line.number < first]
    return Roster(rows=[make_row(line, columns) for line in lines if line.number >= first], above=above)


def make_row(line: Line, columns: Sequence[Column]) -> Row:
    """The cells of a line in their places; joins two surnames, parts a whole name, keeps what is left over."""
    cell: dict[Column, str] = {}
    for column, value in zip(columns, line.cells, strict=False):
        if column is not Column.IGNORE and value:
            cell.setdefault(column, value)
    extra = " · ".join(filter(None, line.cells[len(columns):]))
    row = Row(number=line.number, profession=cell.get(Column.PROFESSION, ""), facility=cell.get(Column.FACILITY, ""),
              extra=extra[:200])
    _place_document(row, cell)
    _place_names(row, cell)
    return row


def _place_document(row: Row, cell: Mapping[Column, str]) -> None:
    row.document = cell.get(Column.DNI) or cell.get(Column.DOCUMENT, "")
    told = cell.get(Column.DOCUMENT_TYPE, "")
    row.document_type = read_kind(told) or (DNI if Column.DNI in cell and not told else "")
    row.type_text = told if told and not read_kind(told) else ""


def _place_names(row: Row, cell: Mapping[Column, str]) -> None:
    row.given_names = cell.get(Column.GIVEN_NAMES, "")
    row.surnames = cell.get(Column.SURNAMES) or " ".join(
        filter(None, (cell.get(Column.FIRST_SURNAME), cell.get(Column.SECOND_SURNAME))))
    if row.given_names and row.surnames:
        return
    whole = cell.get(Column.SURNAMES_FIRST) or cell.get(Column.NAMES_FIRST)
    if whole:
        row.surnames, row.given_names, row.split = part(whole, names_first=Column.SURNAMES_FIRST not in cell)


def part(whole: str, *, names_first: bool) -> tuple[str, str, bool]:
    """Surnames, given names, and whether that was guessed (no comma parts them)."""
    before, comma, after = whole.partition(",")
    if comma and before.strip() and after.strip() and "," not in after:
        first, second = tidy(before), tidy(after)
        return (second, first, False) if names_first else (first, second, False)
    words = tidy(whole.replace(",", " ")).split(" ")
    if len(words) < 2:
        return words[0], "", True
    if names_first:
        cut = len(words) - (2 if len(words) > 2 else 1)
        return " ".join(words[cut:]), " ".join(words[:cut]), True
    cut = 2 if len(words) > 2 else 1
    return " ".join(words[:cut]), " ".join(words[cut:]), True


def check(rows: Sequence[Row], already: Collection[tuple[str, str]] = (),
          facilities: Facilities | None = None) -> list[Checked]:
    """Every row with all its flaws; ``already`` are the documents of the cohort, as (kind, number)."""
    seen: dict[Document, Row] = {}
    known = facilities or nothing_known()
    found = []
    for row in rows:
        document, flaws = read_document(row.document_type, row.document)
        if row.type_text:
            flaws = [Flaw(Field.DOCUMENT_TYPE, Reason.TYPE_UNKNOWN, row.type_text[:40])]
        if not flaws:
            flaws = _twins(row, document, seen, already)
            seen.setdefault(document, row)
        facility, facility_id, unknown = known.look_up(tidy(row.facility))
        person = Person(document.kind, document.number, tidy_name(row.given_names), tidy_name(row.surnames),
                        tidy(row.profession), facility, facility_id)
        found.append(Checked(row, tuple(flaws + check_words(person) + _doubts(row) + unknown), person))
    return found


def _twins(row: Row, document: Document, seen: Mapping[Document, Row],
           already: Collection[tuple[str, str]]) -> list[Flaw]:
    if document in seen:
        twin = seen[document]
        return [Flaw(Field.DOCUMENT, Reason.REPEATED, str(twin.number))]
    if (document.kind, document.number) in already:
        return [Flaw(Field.DOCUMENT, Reason.ALREADY_IN)]
    return []


def _doubts(row: Row) -> list[Flaw]:
    found = [Flaw(Field.SURNAMES, Reason.ONE_CELL)] if row.split and row.given_names else []
    return found + ([Flaw(Field.FACILITY, Reason.EXTRA_CELLS, row.extra[:80])] if row.extra else [])


def check_words(person: Person) -> list[Flaw]:
    """What is wrong with names, profession and facility."""
    return [*check_name(Field.SURNAMES, person.surnames), *check_name(Field.GIVEN_NAMES, person.given_names),
            *_check_text(Field.PROFESSION, person.profession, LONGEST_PROFESSION),
            *_check_text(Field.FACILITY, person.facility, LONGEST_FACILITY)]


def check_name(field: Field, name: str) -> list[Flaw]:
    """All that is wrong with a tidy name: letters of any script, ’ - . and blanks, at most 80."""
    if not any(map(str.isalpha, name)):
        return [Flaw(field, Reason.MISSING)] if not name else [Flaw(field, Reason.STRANGE_CHARACTERS, name[:20])]
    flaws = []
    odd = strange_in_name(name)
    if odd:
        flaws.append(Flaw(field, Reason.STRANGE_CHARACTERS, shown(odd), repaired(name)[:LONGEST_NAME]))
    if any(map(str.isdigit, name)):
        flaws.append(Flaw(field, Reason.DIGITS))
    if len(name) > LONGEST_NAME:
        flaws.append(Flaw(field, Reason.TOO_LONG, str(LONGEST_NAME)))
    return flaws


def _check_text(field: Field, text: str, longest: int) -> list[Flaw]:
    flaws = []
    odd = strange_in_words(text)
    if odd:
        flaws.append(Flaw(field, Reason.STRANGE_CHARACTERS, shown(odd)))
    if len(text) > longest:
        flaws.append(Flaw(field, Reason.TOO_LONG, str(longest)))
    return flaws


def changed(row: Row, fields: Mapping[str, str]) -> Row:
    """The row as it was rewritten on the page; whoever rewrites it has seen its doubts."""
    def given(name: str, longest: int) -> str:
        return tidy(fields.get(name, getattr(row, name)))[:longest]

    kind = fields.get("document_type", row.document_type)
    return Row(number=row.number, document_type=kind if kind in KINDS else "", document=given("document", 60),
               given_names=given("given_names", 200), surnames=given("surnames", 200),
               profession=given("profession", 200), facility=given("facility", 250),
               type_text="" if kind in KINDS else row.type_text)
