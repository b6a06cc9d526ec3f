"""Pasted text or the bytes of a file as numbered lines of cells. Pure; never trusts what it is given."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from training.cohorts.text import tidy

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
ABOVE = 20  # titles and the header may stand above the people
MOST_COLUMNS = 30
LONGEST_CELL = 500
MOST_TEXT = 1_500_000
DELIMITERS = "\t;|,"
_SAMPLE = 30
_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_GAP = re.compile(r"[ \u00a0]{2,}")


class Why(StrEnum):
    """Why a list cannot be read at all."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    OLD_EXCEL = "old excel"
    ENCRYPTED = "encrypted"
    BINARY_EXCEL = "binary excel"
    OPEN_DOCUMENT = "open document"
    WORD = "word"
    PDF = "pdf"
    WEB_PAGE = "web page"
    PICTURE = "picture"
    SUSPICIOUS = "suspicious"
    BROKEN = "broken"


class Unreadable(Exception):
    """The list as a whole cannot be read; ``why`` picks the sentence."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Line:
    """One line that is not empty: its number in the source, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


def from_text(text: str) -> list[Line]:
    """The lines of what was pasted. Raises Unreadable when it is empty or beyond the limits."""
    if len(text) > MOST_TEXT:
        raise Unreadable(Why.TOO_BIG)
    lines = _BREAKS.sub("\n", text.removeprefix("\ufeff")).split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    told = re.fullmatch(r"sep=([\t;|,])", lines[first].strip(" \"")) if lines else None
    if told:
        lines[first] = ""
    delimiter = told.group(1) if told else _delimiter(lines)
    return limited(_records(lines, delimiter))


def from_csv(data: bytes) -> list[Line]:
    """The lines of a CSV file, in the encodings in which Excel writes them."""
    return from_text(decoded(data))


def decoded(data: bytes) -> str:
    """The text of the bytes: by its BOM, else UTF-8, else Windows' western code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-le" if data[:1] != b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def limited(lines: Sequence[Line]) -> list[Line]:
    """The lines that say something, within the limits. Raises Unreadable."""
    kept = [Line(line.number, _trimmed(line.cells)) for line in lines]
    kept = [line for line in kept if line.cells]
    if not kept:
        raise Unreadable(Why.EMPTY)
    if len(kept) > MOST_ROWS + ABOVE:
        raise Unreadable(Why.TOO_MANY_ROWS)
    if max(len(line.cells) for line in kept) > MOST_COLUMNS:
        raise Unreadable(Why.TOO_MANY_COLUMNS)
    return kept


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Tidy cells, without the empty ones at the end; a cell that is far too long keeps its beginning."""
    plain = [tidy(cell[:LONGEST_CELL * 4])[:LONGEST_CELL] for cell in cells]
    while plain and not plain[-1]:
        plain.pop()
    return tuple(plain)


def _delimiter(lines: Sequence[str]) -> str:
    """The first of TAB ; | , that stands in most lines of the beginning; "" when none does."""
    sample = [line for line in lines if line.strip()][:_SAMPLE]
    for delimiter in DELIMITERS:
        if sum(delimiter in line for line in sample) * 3 > len(sample) * 2 and sample:
            return delimiter
    return ""


def _records(lines: Sequence[str], delimiter: str) -> list[Line]:
    if not delimiter:
        gaps = [_GAP.split(line.strip()) for line in lines]
        return [Line(n, tuple(cells)) for n, cells in enumerate(gaps, 1)]
    if not any('"' in line for line in lines):
        return [Line(n, tuple(line.split(delimiter))) for n, line in enumerate(lines, 1)]
    try:
        return _quoted(lines, delimiter)
    except csv.Error:  # a quote left open would swallow the lines after it: then each line stands alone
        return [Line(n, tuple(c.strip(' "') for c in line.split(delimiter))) for n, line in enumerate(lines, 1)]


def _quoted(lines: Sequence[str], delimiter: str) -> list[Line]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    found: list[Line] = []
    begun = 0
    for cells in reader:
        if reader.line_num - begun > 4 or any(cell.count("\n") > 3 for cell in cells):
            raise csv.Error("a cell of so many lines is a quote left open")
        found.append(Line(begun + 1, tuple(cells)))
        begun = reader.line_num
    return found
