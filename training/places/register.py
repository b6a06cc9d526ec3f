"""The national register of facilities as a file: reading it with every accident that it brings. Pure.

Its codes lose their zeros in a spreadsheet, its letters are sometimes broken for good (�), its names shout. Nothing is
guessed: a row becomes an entry or is refused with a reason, and what was mended in one is told.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from training.places.cells import Notes, category_of, code_of, text_of, whereabouts
from training.places.folding import fold
from training.places.letters import BROKEN, mended
from training.places.lines import Row, rows_of
from training.places.speaking import LONGEST_NAME
from training.places.troubles import Bad, Trouble, Unreadable, Why

_COLUMNS = {
    "code": ("codigo unico", "codigo renipress", "codigo ipress", "codigo unico de ipress", "cod ipress", "codigo renaes",
             "renaes", "codigo"),
    "name": ("nombre del establecimiento", "nombre de establecimiento", "nombre del ipress", "establecimiento", "nombre"),
    "department": ("departamento",), "district": ("distrito",), "ubigeo": ("ubigeo", "codigo ubigeo", "ubigeo inei"),
    "disa": ("disa", "diresa", "direccion de salud"), "network": ("red",), "category": ("categoria",), "state": ("estado",),
    "micro_network": ("microrred", "micro red", "microred"), "institution": ("institucion", "sector"),
}
_BROKEN_HEADINGS = {"categor a": "categoria", "c digo unico": "codigo unico", "c digo nico": "codigo unico",
                    "codigo nico": "codigo unico", "instituci n": "institucion"}
_NEEDED = ("code", "name", "department")
_ABOVE = 20  # titles may stand above the header


@dataclass(frozen=True)
class Entry:
    """A facility as the file describes it, its name still as it is shouted there.

    None: the file does not tell, or cannot be read there, and what is known stays.

    ``active``: it works, by the register's own word; ``state`` is that word. ``department`` is an INEI code. A name that
    lost letters still bears BROKEN.
    """

    line: int
    code: str
    name: str
    department: str
    active: bool
    state: str
    disa: str
    category: str | None
    institution: str | None
    district: str | None
    ubigeo: str | None
    network: str | None
    micro_network: str | None


@dataclass
class Reading:
    """A whole file: every row is an entry or refused. ``notes``: what was mended in entries."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return len(self.entries) + len(self.refused)


def read(data: bytes) -> Reading:
    """Every row as an entry, or as what is the matter with it. Raises Unreadable."""
    rows = rows_of(data)
    at, places = _header(rows)
    widths = Counter(len(row.cells) for row in rows[at:])
    header, widest = rows[at], max(len(rows[at].cells), widths.most_common(1)[0][0])
    found = Reading()
    seen: dict[str, Row] = {}
    for row in rows[at + 1:]:
        _take(row, _Table(header, places, widest), seen, found)
    if not found.rows:
        raise Unreadable(Bad.NO_ROWS)
    return found


def _header(rows: list[Row]) -> tuple[int, dict[str, int]]:
    """Which row names the columns, and where each of ours stands."""
    best: dict[str, int] = {}
    for at, row in enumerate(rows[:_ABOVE]):
        known = {_heading(cell): place for place, cell in reversed(list(enumerate(row.cells))) if cell}
        found = {name: known[word] for name, words in _COLUMNS.items() for word in reversed(words) if word in known}
        if all(name in found for name in _NEEDED):
            return at, found
        best = max(best, found, key=len)
    missing = [_COLUMNS[name][0] for name in _NEEDED if name not in best]
    raise Unreadable(Bad.MISSING_COLUMNS, ", ".join(missing))


def _heading(cell: str) -> str:
    """«Categor�a» is meant for «categoria» and nothing else that we look for."""
    folded = fold(mended(cell))
    return _BROKEN_HEADINGS.get(folded, folded)


@dataclass(frozen=True)
class _Table:
    """The header, where each of our columns stands, and how many cells a row may have."""

    header: Row
    places: Mapping[str, int]
    widest: int


def _take(row: Row, table: _Table, seen: dict[str, Row], found: Reading) -> None:
    cells = {name: row.cells[at] if at < len(row.cells) else "" for name, at in table.places.items()}
    name = mended(cells["name"])
    code, why, told = _shape(row, table, cells["code"])
    if why is None and code in seen:
        same = seen[code].cells == row.cells
        why, told = (Why.LINE_AGAIN if same else Why.CODE_AGAIN), (str(seen[code].number),)
    if why is None:
        notes = Notes(row.number, code, name)
        entry = _entry(name, cells, notes)
        if isinstance(entry, Entry):
            seen[code] = row
            found.entries.append(entry)
            found.notes += notes.found
            return
        why, told = entry
    found.refused.append(Trouble(row.number, why, code, name[:LONGEST_NAME], told))


def _shape(row: Row, table: _Table, told: str) -> tuple[str, Why | None, tuple[str, ...]]:
    """(code, why it is no row of the register or None, what is said with it)."""
    if not row.whole:
        return "", Why.OPEN_QUOTE, ()
    if row.cells == table.header.cells:
        return "", Why.HEADER_AGAIN, ()
    code, columns = code_of(told), len(table.header.cells)
    width = str(len(row.cells)), str(columns)
    if any(row.cells[columns:]) or len(row.cells) > table.widest:
        return code, Why.EXTRA_CELLS, width
    if not code:
        filled = [cell for cell in row.cells if cell]
        told = filled[0] if len(filled) < 3 and not told else told  # «TOTAL: 9200», «Fuente: …»
        scientific = re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+", told)
        return "", Why.SCIENTIFIC if scientific else Why.NO_CODE, (told[:20],)
    if len(row.cells) <= max(table.places.values()):
        return code, Why.CUT_OFF, width
    return code, None, ()


def _entry(name: str, cells: Mapping[str, str], notes: Notes) -> Entry | tuple[Why, tuple[str, ...]]:
    """The entry, or why it is refused."""
    if not any(map(str.isalpha, name)):
        return Why.NO_NAME, ()
    state = fold(mended(cells.get("state", "")))
    if "state" in cells and not any(map(str.isalpha, state)):
        return Why.STATE_UNCLEAR, (cells["state"][:30],)
    department, ubigeo = whereabouts(cells["department"], cells.get("ubigeo", ""), notes)
    if not department:
        return Why.NO_DEPARTMENT, (cells["department"][:40],)
    if name != cells["name"] and BROKEN not in name:
        notes.say(Why.MENDED, cells["name"], name)
    if len(name) > LONGEST_NAME:
        notes.say(Why.NAME_CUT, str(LONGEST_NAME))
    category = category_of(cells.get("category"), notes)
    rest = {key: text_of(cells.get(key), key, notes) for key in ("institution", "district", "network", "micro_network")}
    active = not state or state.startswith("activ")
    return Entry(notes.line, notes.code, name[:LONGEST_NAME], department, active,
                 cells.get("state", "")[:30], fold(mended(cells.get("disa", ""))), category, rest["institution"],
                 rest["district"], ubigeo, rest["network"], rest["micro_network"])
