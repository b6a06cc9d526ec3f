"""A ZIP that is written while it is sent: files are stored as they are, and none is held in memory with another."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from training.clock import in_lima


class _Wire(io.RawIOBase):
    """Where ZipFile writes; what came is taken out and sent."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # any buffer
        self.waiting += piece
        return len(piece)

    def taken(self) -> bytes:
        """What came since the last time."""
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def zipped(files: Iterable[tuple[str, Path, datetime]]) -> Iterator[bytes]:
    """The ZIP of these (name, file, moment), piece by piece."""
    wire = _Wire()
    with ZipFile(wire, "w", ZIP_STORED) as archive:
        for name, path, moment in files:
            local = in_lima(moment)
            entry = ZipInfo(name, (local.year, local.month, local.day, local.hour, local.minute, local.second))
            archive.writestr(entry, path.read_bytes())
            yield wire.taken()
    yield wire.taken()
