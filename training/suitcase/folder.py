"""Where suitcases lie until they are fetched: ``INSTANCE_DIR/kits/<cohort>-<who asked>/``, for nobody else's eyes.

They hold access codes, so they belong to the one who asked, and `tidy` deletes them after two days. Every process that
serves or draws sees the same ones, also on another host (training/handover.py). A file appears whole or not at all.
"""

import os
import shutil
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from secrets import token_hex

import msgspec

from training import handover
from training.house import KitPart
from training.suitcase.binding import Part, is_a3

KEPT = 2 * 86400.0  # seconds
ROOM, MADE = "kits", "made.json"


class Made(msgspec.Struct, frozen=True):
    """What is known of a finished suitcase: when, how many pages, of which list of people and version of the manual, what
    is missing in it. ``digest`` is empty in one from before it was noted."""

    at: float
    pages: int
    people: int
    stamp: str
    missing: tuple[str, ...] = ()
    digest: str = ""


class _Line(msgspec.Struct, frozen=True):
    title: str
    file: str
    pages: int
    copies: int
    a3: bool


class Kit:
    """One suitcase: its parts while it is made, then the file."""

    def __init__(self, instance: Path, cohort_id: int, by_id: int) -> None:
        self.folder = instance / ROOM / f"{cohort_id}-{by_id}"
        self.file = self.folder / "kit.pdf"

    def put(self, sheet: str, parts: Iterable[KitPart]) -> None:
        """Store the parts of a sheet, in the place of those that it had."""
        self._open()
        lines = []
        for number, part in enumerate(parts, 1):
            path = self.folder / f"{sheet}.{number}.pdf"
            _write(path, part.pdf)
            lines.append(_Line(part.title, path.name, part.pages, part.copies, is_a3(path)))
        _write(self.folder / f"{sheet}.json", msgspec.json.encode(lines))
        handover.hand_over(self.folder, [*(one.file for one in lines), f"{sheet}.json"])

    def parts(self, sheet: str) -> list[Part]:
        """The stored parts of a sheet. Raises OSError when they are not there (any more)."""
        handover.take(self.folder)
        lines = msgspec.json.decode((self.folder / f"{sheet}.json").read_bytes(), type=list[_Line])
        return [Part(one.title, self.folder / one.file, one.pages, one.copies, one.a3) for one in lines]

    def place(self) -> Path:
        """Where something may be written before it is whole."""
        self._open()
        return self.folder / f"{token_hex(6)}.unfinished"

    def finish(self, unfinished: Path, made: Made) -> None:
        """The file is whole: from now on it is the suitcase. Its parts stay for a sheet that is tried again."""
        unfinished.replace(self.file)
        _write(self.folder / MADE, msgspec.json.encode(made))
        handover.hand_over(self.folder, [self.file.name, MADE])

    def made(self) -> Made | None:
        """The finished suitcase, while it lies there."""
        handover.take(self.folder, [self.file.name, MADE])
        try:
            found = msgspec.json.decode((self.folder / MADE).read_bytes(), type=Made)
        except (OSError, msgspec.DecodeError):
            return None
        return found if self.file.is_file() and time.time() - found.at < KEPT else None

    def _open(self) -> None:
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)


def tidy(instance: Path) -> int:
    """Delete what was left longer than two days ago. Returns how many suitcases lay here."""
    gone = 0
    handover.forget_older(ROOM, KEPT)
    for folder in _folders(instance):
        if time.time() - max(path.stat().st_mtime for path in [folder, *folder.iterdir()]) > KEPT:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _folders(instance: Path) -> Sequence[Path]:
    kits = instance / ROOM
    return [one for one in kits.iterdir() if one.is_dir()] if kits.is_dir() else []


def _write(target: Path, data: bytes) -> None:
    unfinished = target.with_name(f"{token_hex(6)}.unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
