"""An XLSX file as lines of cells, without letting the file decide how much memory that takes. Pure.

The archive is read here first, entry by entry and within limits, and only a rewritten copy goes to the
parser: neither a false size nor a cell at XFD1048576 reaches it (a parser would lay out the whole grid).
"""

import io
import lzma
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from training.cohorts.tables import ABOVE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Line, Unreadable, Why, from_csv, limited

MOST_ENTRIES = 100
MOST_UNPACKED = 25_000_000
MOST_RATIO = 100
MOST_SHEET = 12_000_000
MOST_COPIED = 100_000_000  # bytes that the parser would copy if every cell held the longest shared text
_NEEDLESS = re.compile(r"(docProps|customXml|xl/(drawings|charts|media|theme|printerSettings|externalLinks|embeddings))/")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_STARTS = ((b"%PDF", Why.PDF), (b"\x89PNG", Why.PICTURE), (b"\xff\xd8\xff", Why.PICTURE), (b"GIF8", Why.PICTURE),
           (b"{\\rtf", Why.WORD), (b"PK", Why.BROKEN))
_TROUBLE = (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
            zlib.error, lzma.LZMAError, expat.ExpatError)


def from_file(data: bytes) -> list[Line]:
    """The lines of an uploaded file, by what it holds and not by its name. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(Why.TOO_BIG)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable(Why.ENCRYPTED if locked else Why.OLD_EXCEL)
    if data.startswith(_ZIP):
        return from_xlsx(data)
    for start, why in _STARTS:
        if data.startswith(start):
            raise Unreadable(why)
    if re.match(rb"\s*<(!doctype|html|table|\?xml)", data[:200], re.IGNORECASE):
        raise Unreadable(Why.WEB_PAGE)
    return from_csv(data)


def from_xlsx(data: bytes) -> list[Line]:
    """The lines of the first visible sheet that holds any. Raises Unreadable."""
    # Loaded late: a server process seldom reads a spreadsheet.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415  # see above

    safe = _rewritten(data)
    try:
        book = CalamineWorkbook.from_filelike(safe)
        visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        for name in visible:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell not in ("", None) for row in rows for cell in row):
                return limited([Line(n, tuple(map(_as_text, row))) for n, row in enumerate(rows, 1)])
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(Why.BROKEN) from error
    raise Unreadable(Why.EMPTY)


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
    except _TROUBLE as error:
        raise Unreadable(Why.BROKEN) from error
    if grid.longest * grid.cells > MOST_COPIED:
        raise Unreadable(Why.SUSPICIOUS)
    copy.seek(0)
    return copy


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > packed * MOST_RATIO \
            or len(set(names)) < len(names):
        raise Unreadable(Why.SUSPICIOUS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(Why.ENCRYPTED)
    if "xl/workbook.bin" in names:
        raise Unreadable(Why.BINARY_EXCEL)
    if any(name.startswith("word/") for name in names):
        raise Unreadable(Why.WORD)
    if "content.xml" in names:
        raise Unreadable(Why.OPEN_DOCUMENT)
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(Why.BROKEN)


class _Grid:
    """Walks the XML of a workbook: where the last cell with content lies, and how long the longest text is."""

    def __init__(self) -> None:
        self.cells = self.longest = 0
        self._row = self._column = self._text = 0

    def read(self, content: bytes) -> None:
        """One part of the workbook. Raises Unreadable, or ExpatError when it is no XML."""
        if len(content) > MOST_SHEET:
            raise Unreadable(Why.TOO_BIG)
        self._row = self._column = self._text = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._open
        parser.CharacterDataHandler = self._read_text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)

    def _refuse(self, *_: object) -> None:
        raise Unreadable(Why.SUSPICIOUS)  # spreadsheets declare no entities

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
            _check_place(self._row, self._column)


def _check_place(row: int, column: int) -> None:
    if row > MOST_ROWS + ABOVE:
        raise Unreadable(Why.TOO_MANY_ROWS)
    if column > MOST_COLUMNS:
        raise Unreadable(Why.TOO_MANY_COLUMNS)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 7:
        raise Unreadable(Why.SUSPICIOUS)
    return int(text)


def _position(reference: str) -> tuple[int, int]:
    """Column and row, from 1, of a reference such as ``B12``."""
    found = _CELL.fullmatch(reference)
    if found is None:
        raise Unreadable(Why.SUSPICIOUS)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return column, int(found.group(2))


def _as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without «.0», days as they are written."""
    match value:
        case None:
            return ""
        case bool():
            return "Sí" if value else "No"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date():
            return value.strftime("%d/%m/%Y")
        case time() | timedelta():
            return str(value)
    return str(value)
