"""The bytes of a file as numbered rows of cells, whatever saved it. Pure; never trusts what it is given.

Each line is decoded by itself, since files are patched together from others; a quote that is never closed costs its own
line and not the hundred after it.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.places.troubles import Bad, Unreadable

MOST_BYTES = 12_000_000
MOST_ROWS = 40_000
MOST_COLUMNS = 120
LONGEST_CELL = 600
_LONGEST_RECORD = 4  # lines of the file: an address may hold a line break, a register does not hold essays
_DELIMITERS = ",;\t|"
_BREAK = re.compile("\r\n|\r|\n")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_STARTS = ((b"%PDF", Bad.PDF), (b"\x89PNG", Bad.PICTURE), (b"\xff\xd8\xff", Bad.PICTURE), (b"GIF8", Bad.PICTURE),
           (b"{\\rtf", Bad.WORD), (b"PK", Bad.BROKEN), (b"\x1f\x8b", Bad.SUSPICIOUS))


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its line in the file, from 1, and its cells. ``whole``: every quote was closed."""

    number: int
    cells: tuple[str, ...]
    whole: bool = True


def rows_of(data: bytes) -> list[Row]:
    """The rows of a CSV file in any dialect, or of an XLSX, by what the bytes are and not by a name. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(Bad.TOO_BIG)
    if data.startswith(_OLE):
        raise Unreadable(Bad.ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in data else Bad.OLD_EXCEL)
    for start, why in _STARTS:
        if data.startswith(start) and not data.startswith(_ZIP):
            raise Unreadable(why)
    if re.match(rb"\s*<(!doctype|html|table|\?xml)", data[:200], re.IGNORECASE):
        raise Unreadable(Bad.WEB_PAGE)
    if data.startswith(_ZIP):
        from training.places.workbook import cells_of  # noqa: PLC0415  # a server process seldom reads a spreadsheet

        return limited(Row(number, cells) for number, cells in cells_of(data))
    return limited(_records(_BREAK.split(_decoded(data))))


def limited(rows: Iterator[Row]) -> list[Row]:
    """The rows that say something, their cells tidy, within the limits. Raises Unreadable."""
    found: list[Row] = []
    for row in rows:
        if len(row.cells) > MOST_COLUMNS and any(cell.strip() for cell in row.cells[MOST_COLUMNS:]):
            raise Unreadable(Bad.TOO_MANY_COLUMNS)
        cells = tuple(tidy(cell) for cell in row.cells[:MOST_COLUMNS])
        if any(cells):
            found.append(Row(row.number, cells, row.whole))
        if len(found) > MOST_ROWS:
            raise Unreadable(Bad.TOO_MANY_ROWS)
    if not found:
        raise Unreadable(Bad.EMPTY)
    return found


def tidy(cell: str) -> str:
    """One space between words and none at the ends; what cannot be printed is a space, or nothing within a word."""
    if not cell.isascii() or not cell.isprintable():
        cell = "".join(c if c.isprintable() else "" if c in "\u200b\u200c\u200d\ufeff\u00ad" else " " for c in cell)
    return " ".join(cell[:LONGEST_CELL].split())


def _decoded(data: bytes) -> str:
    """By its BOM or its zeros UTF-16; else line by line UTF-8 or Windows' western code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-le" if data[:1] != b"\0" else "utf-16-be", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_line_decoded, data.split(b"\n")))


def _line_decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _records(lines: Sequence[str]) -> Iterator[Row]:
    delimiter = _delimiter(lines)
    width = 0
    at = 0
    while at < len(lines):
        text, used, whole = _joined(lines, at)
        cells = _cells(text, delimiter)
        if used > 1 and (width and len(cells) != width or _swallowed(cells, delimiter)):
            text, used, whole = lines[at], 1, False
            cells = _cells(text, delimiter)
        if text.strip() and not re.fullmatch(r'"?sep=.{1,3}', text.strip()):
            yield Row(at + 1, cells, whole)
            width = width or (len(cells) if len(cells) > 2 else 0)
        at += used


def _swallowed(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a cell with a line break holds whole lines: two quotes were left open, and what stood between is in it."""
    return any("\n" in cell and cell.count(delimiter) > 8 for cell in cells)


def _joined(lines: Sequence[str], at: int) -> tuple[str, int, bool]:
    """A line, with those after it while a quote is open: (text, lines, whether every quote was closed)."""
    text = lines[at]
    if text.count('"') % 2 == 0:
        return text, 1, True
    for used in range(2, _LONGEST_RECORD + 1):
        text = "\n".join(lines[at:at + used])
        if at + used <= len(lines) and text.count('"') % 2 == 0:
            return text, used, True
    return lines[at], 1, False


def _cells(text: str, delimiter: str) -> tuple[str, ...]:
    if len(text) > 100_000:  # no line of a register; the parser has a limit for a field as well
        return (text[:LONGEST_CELL],)
    if '"' not in text:
        return tuple(text.split(delimiter))
    cells = next(csv.reader([text], delimiter=delimiter), [])
    if cells and cells[0].count(delimiter) > 3 and not any(cell.strip() for cell in cells[1:]):
        cells = next(csv.reader([cells[0]], delimiter=delimiter), [])  # the whole line was put between quotes
    return tuple(cells)


def _delimiter(lines: Sequence[str]) -> str:
    """The one that parts the widest of the first lines into most cells; what «sep=» says, before all."""
    first = [line for line in lines[:60] if line.strip()][:20]
    told = re.fullmatch(r'"?sep=(.)"?.*', first[0].strip("\ufeff ")) if first else None
    if told and told.group(1) in _DELIMITERS:
        return told.group(1)
    return max(_DELIMITERS, key=lambda one: max((line.count(one) for line in first), default=0))
