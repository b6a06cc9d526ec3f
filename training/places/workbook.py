"""An XLSX file as rows of cells, without letting the file decide how much memory that takes. Pure.

The archive is read here first, entry by entry and within limits, and only a rewritten copy goes to the parser: neither a
false size nor a cell at XFD1048576 reaches it.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from xml.parsers import expat

from training.places.troubles import Bad, Unreadable

MOST_ENTRIES = 200
MOST_UNPACKED = 64_000_000
MOST_RATIO = 120
MOST_TEXT = 200_000_000  # bytes that the parser would copy if every cell held the longest shared text
LAST_ROW, LAST_COLUMN = 41_000, 200
_NEEDLESS = re.compile(r"(docProps|customXml|xl/(drawings|charts|media|theme|printerSettings|externalLinks|embeddings))/")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TROUBLE = (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
            zlib.error, lzma.LZMAError, expat.ExpatError)


def cells_of(data: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row number and cells of the visible sheet with most columns in its first rows. Raises Unreadable."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415  # seldom needed

    safe = _rewritten(data)
    best: Sequence[Sequence[object]] = []
    try:
        book = CalamineWorkbook.from_filelike(safe)
        for sheet in book.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                if _breadth(rows) > _breadth(best):
                    best = rows
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(Bad.BROKEN) from error
    return ((number, tuple(map(_as_text, row))) for number, row in enumerate(best, 1))


def _breadth(rows: Sequence[Sequence[object]]) -> int:
    return max((sum(cell not in ("", None) for cell in row) for row in rows[:30]), default=0)


def _rewritten(data: bytes) -> io.BytesIO:
    """The same workbook, unpacked within the limits and packed again with true sizes."""
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as plain:
            _check_directory(packed.infolist(), len(data))
            grid = _Grid()
            for entry in packed.infolist():
                if entry.filename.endswith((".xml", ".rels")) and not _NEEDLESS.match(entry.filename):
                    content = packed.read(entry)
                    grid.read(content)
                    plain.writestr(entry.filename, content)
    except Unreadable:
        raise
    except _TROUBLE as error:
        raise Unreadable(Bad.BROKEN) from error
    if grid.longest * grid.cells > MOST_TEXT:
        raise Unreadable(Bad.SUSPICIOUS)
    copy.seek(0)
    return copy


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED and unpacked <= packed * MOST_RATIO:
        raise Unreadable(Bad.TOO_BIG)
    if len(entries) > MOST_ENTRIES or unpacked > packed * MOST_RATIO or len(set(names)) < len(names):
        raise Unreadable(Bad.SUSPICIOUS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(Bad.ENCRYPTED)
    if "xl/workbook.bin" in names:
        raise Unreadable(Bad.BINARY_EXCEL)
    if any(name.startswith("word/") for name in names):
        raise Unreadable(Bad.WORD)
    if "content.xml" in names:
        raise Unreadable(Bad.OPEN_DOCUMENT)
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(Bad.BROKEN)


class _Grid:
    """Walks the XML of a workbook: where the last cell with content lies, and how long the longest text is."""

    def __init__(self) -> None:
        self.cells = self.longest = 0
        self._row = self._column = self._text = 0

    def read(self, content: bytes) -> None:
        """One part of the workbook. Raises Unreadable, or ExpatError when it is no XML."""
        self._row = self._column = self._text = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._open
        parser.CharacterDataHandler = self._read_text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)

    def _refuse(self, *_: object) -> None:
        raise Unreadable(Bad.SUSPICIOUS)  # spreadsheets declare no entities

    def _read_text(self, text: str) -> None:
        self._text += len(text)
        self.longest = max(self.longest, self._text)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        told = attributes.get("r")
        if name == "row":
            self._row, self._column = (_number(told) if told else self._row + 1), 0
        elif name == "c":
            self._column, row = _position(told) if told else (self._column + 1, self._row)
            self._row = max(row, self._row)
            self._text = 0
        elif name == "si":
            self._text = 0
        elif name in ("v", "is"):  # only now the cell holds something; formats alone are left out by the parser
            self.cells += 1
            if self._row > LAST_ROW:
                raise Unreadable(Bad.TOO_MANY_ROWS)
            if self._column > LAST_COLUMN:
                raise Unreadable(Bad.TOO_MANY_COLUMNS)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 7:
        raise Unreadable(Bad.SUSPICIOUS)
    return int(text)


def _position(reference: str) -> tuple[int, int]:
    """Column and row, from 1, of a reference such as ``B12``."""
    found = _CELL.fullmatch(reference)
    if found is None:
        raise Unreadable(Bad.SUSPICIOUS)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return column, int(found.group(2))


def _as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without «.0», days as they are written."""
    match value:
        case None:
            return ""
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date():
            return value.strftime("%d/%m/%Y")
    return str(value)
