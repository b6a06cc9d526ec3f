"""Taking a stranger's ZIP apart: nothing touches the disk, and what it unpacks to has an end. Pure."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import IO

MOST_SENT = 40_000_000          # bytes of the ZIP
MOST_FILES = 500
MOST_UNPACKED = 150_000_000
MOST_FILE = 6_000_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PDF = b"%PDF-"
_TROUBLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError,
            ValueError, OverflowError, IndexError, KeyError, MemoryError)


class Why(Enum):
    """Why nothing of it can be taken in."""

    NOT_A_ZIP = "not a zip"
    EMPTY = "empty"
    TOO_MANY = "too many"
    TOO_LARGE = "too large"


class BadArchive(Exception):
    """The whole ZIP is refused."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Entry:
    """A file in it; ``data`` is None when it is no PDF or cannot be unpacked."""

    name: str
    data: bytes | None


def entries(source: IO[bytes]) -> Iterator[Entry]:
    """Its files, one after the other. What operating systems add by themselves is left out.

    Raises BadArchive, always before the first: sizes are those that the directory claims, and no file is unpacked beyond.
    """
    try:
        packed = zipfile.ZipFile(source)
    except _TROUBLE as error:
        raise BadArchive(Why.NOT_A_ZIP) from error
    with packed:
        found = [one for one in packed.infolist() if not _is_noise(one)]
        _check(found)
        for one in found:
            yield Entry(shown(one.filename), _unpacked(packed, one))


def shown(name: str) -> str:
    """A name for people: its last part, printable, 120 characters at most."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return ("".join(sign for sign in last if sign.isprintable() and not 0xD800 <= ord(sign) < 0xE000) or "?")[:120]


def _is_noise(one: zipfile.ZipInfo) -> bool:
    name = one.filename
    return one.is_dir() or name.startswith("__MACOSX/") or shown(name) in (".DS_Store", "Thumbs.db", "desktop.ini")


def _check(found: list[zipfile.ZipInfo]) -> None:
    if not found:
        raise BadArchive(Why.EMPTY)
    if len(found) > MOST_FILES:
        raise BadArchive(Why.TOO_MANY)
    if sum(one.file_size for one in found) > MOST_UNPACKED:
        raise BadArchive(Why.TOO_LARGE)


def _unpacked(packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes | None:
    if one.file_size > MOST_FILE or one.flag_bits & 1 or one.compress_type not in METHODS:
        return None
    try:
        with packed.open(one) as file:
            data = file.read(MOST_FILE + 1)
    except _TROUBLE:
        return None
    return data if data.startswith(PDF) and len(data) <= MOST_FILE else None
