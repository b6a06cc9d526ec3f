"""An XLSX archive made safe for a parser, without letting the file decide how much memory that takes. Pure.

The archive is read here first, entry by entry and within limits, and only a rewritten copy goes to the parser: neither a
false size nor a cell at XFD1048576 reaches it (a parser would lay out the whole grid).
"""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from xml.parsers import expat

_NEEDLESS = re.compile(r"(docProps|customXml|xl/(drawings|charts|media|theme|printerSettings|externalLinks|embeddings))/")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TROUBLE = (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError,
            zlib.error, lzma.LZMAError, expat.ExpatError)


class Flaw(StrEnum):
    """Why an archive is not given to a parser; each room says it in its own words, under the same value."""

    TOO_BIG = "too big"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    ENCRYPTED = "encrypted"
    BINARY_EXCEL = "binary excel"
    OPEN_DOCUMENT = "open document"
    WORD = "word"
    SUSPICIOUS = "suspicious"
    BROKEN = "broken"


class Unsafe(Exception):
    """The archive as a whole."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True)
class Limits:
    """``unpacked``, ``part``, ``copied`` in bytes: all of it, one file in it, and what the parser would copy if every cell
    held the longest shared text. ``ratio``: unpacked to packed. ``row``, ``column``: of the last cell that holds something.
    ``large``: what is said of an honest archive over ``unpacked``."""

    entries: int
    unpacked: int
    ratio: int
    part: int
    copied: int
    row: int
    column: int
    large: Flaw


def rewritten(data: bytes, limits: Limits) -> io.BytesIO:
    """The same workbook, unpacked within the limits and packed again with true sizes. Raises Unsafe."""
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as plain:
            _check_directory(packed.infolist(), len(data), limits)
            grid = _Grid(limits)
            for entry in packed.infolist():
                if entry.filename.endswith((".xml", ".rels")) and not _NEEDLESS.match(entry.filename):
                    content = packed.read(entry)
                    grid.read(content)
                    plain.writestr(entry.filename, content)
    except _TROUBLE as error:
        raise Unsafe(Flaw.BROKEN) from error
    if grid.longest * grid.cells > limits.copied:
        raise Unsafe(Flaw.SUSPICIOUS)
    copy.seek(0)
    return copy


def _check_directory(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked and unpacked <= packed * limits.ratio:
        raise Unsafe(limits.large)
    if len(entries) > limits.entries or unpacked > packed * limits.ratio or len(set(names)) < len(names):
        raise Unsafe(Flaw.SUSPICIOUS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unsafe(Flaw.ENCRYPTED)
    if "xl/workbook.bin" in names:
        raise Unsafe(Flaw.BINARY_EXCEL)
    if any(name.startswith("word/") for name in names):
        raise Unsafe(Flaw.WORD)
    if "content.xml" in names:
        raise Unsafe(Flaw.OPEN_DOCUMENT)
    if not any(name.startswith("xl/") for name in names):
        raise Unsafe(Flaw.BROKEN)


class _Grid:
    """Walks the XML of a workbook: where the last cell with content lies, and how long the longest text is."""

    def __init__(self, limits: Limits) -> None:
        self.cells = self.longest = 0
        self._limits = limits
        self._row = self._column = self._text = 0

    def read(self, content: bytes) -> None:
        """One part of the workbook. Raises Unsafe, or ExpatError when it is no XML."""
        if len(content) > self._limits.part:
            raise Unsafe(Flaw.TOO_BIG)
        self._row = self._column = self._text = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._open
        parser.CharacterDataHandler = self._read_text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)

    def _refuse(self, *_: object) -> None:
        raise Unsafe(Flaw.SUSPICIOUS)  # spreadsheets declare no entities

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
            if self._row > self._limits.row:
                raise Unsafe(Flaw.TOO_MANY_ROWS)
            if self._column > self._limits.column:
                raise Unsafe(Flaw.TOO_MANY_COLUMNS)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 7:
        raise Unsafe(Flaw.SUSPICIOUS)
    return int(text)


def _position(reference: str) -> tuple[int, int]:
    """Column and row, from 1, of a reference such as ``B12``."""
    found = _CELL.fullmatch(reference)
    if found is None:
        raise Unsafe(Flaw.SUSPICIOUS)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return column, int(found.group(2))
