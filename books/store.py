"""Finished books under the fingerprint of what they were made from: drawn once, read for ever after.

``INSTANCE_DIR/books/<edition>/<name>.<language>.pdf``. An edition is the content's digest, the renderer's version (of our
own files and of what draws them) and which entries had expired; when any of them changes, the books are other books.
A file appears whole or not at all. Every process that serves or draws sees the same ones, also on another host.
"""

import hashlib
import os
import shutil
import time
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from books.catalogue import Order
from modules import compiled
from modules.manual import Manual
from training import handover

ROOT = Path(__file__).parents[1]
MADE_OF = ("books", "templates/books/print", "training/press")
PAGES = ".pages"
UNFINISHED = 3600.0             # seconds after which a half-written file was left by a worker that died
KEPT = 30 * 86400.0             # seconds that the books of an older edition may lie about


class _Dated(Protocol):
    def stale(self, today: date) -> bool: ...


class Shelf:
    """The books of one edition, in their folder."""

    def __init__(self, instance: Path, digest: str, manual: Manual, today: date) -> None:
        self.all = instance / "books"
        self.edition = edition(digest, manual, today)
        self.folder = self.all / self.edition

    def path(self, order: Order) -> Path:
        """Where this book lies, or will."""
        return self.folder / order.file_name

    def has(self, order: Order) -> bool:
        """Whether it was drawn."""
        if not self.path(order).is_file():
            handover.take(self.folder, [self.path(order).name, self.path(order).with_suffix(PAGES).name])
        return self.path(order).is_file()

    def pages(self, order: Order) -> int | None:
        """How many pages it has, as noted beside it; None for a book without pages."""
        noted = self.path(order).with_suffix(PAGES)
        text = noted.read_text() if noted.is_file() else ""
        return int(text) if text.isdigit() and text != "0" else None

    def put(self, order: Order, data: bytes, pages: int) -> Path:
        """Store it whole; of two who drew the same one, either is right."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self.path(order)
        _write(target.with_suffix(PAGES), str(pages).encode())
        _write(target, data)
        handover.hand_over(self.folder, [target.with_suffix(PAGES).name, target.name])
        return target

    def tidy(self) -> int:
        """Delete what other editions and dead workers left a while ago. Returns how many files."""
        gone = 0
        handover.forget_older(self.all.name, KEPT, but=self.edition)
        for folder in [one for one in self.all.iterdir() if one.is_dir()] if self.all.is_dir() else []:
            for path in folder.glob("*.unfinished"):
                if time.time() - path.stat().st_mtime > UNFINISHED:
                    path.unlink(missing_ok=True)
                    gone += 1
            if folder != self.folder and time.time() - folder.stat().st_mtime > KEPT:
                gone += sum(1 for _ in folder.iterdir())
                shutil.rmtree(folder, ignore_errors=True)
        return gone


def edition(digest: str, manual: Manual, today: date) -> str:
    """What the books are made from, as a folder's name."""
    entries: list[_Dated] = [*manual.helplines, *manual.contacts, *manual.terms]
    stale = [entry for entry in entries if entry.stale(today)]
    old = hashlib.sha256("|".join(sorted(repr(entry) for entry in stale)).encode()).hexdigest()[:6] if stale else "0"
    return f"{digest[:40]}-{renderer()}-{old}"


@cache
def renderer() -> str:
    """The version of what draws: it changes with every file of ours that a book is made of, and with WeasyPrint."""
    parts = [version("weasyprint"), str(compiled.RENDERER)]
    for room in MADE_OF:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (".py", ".css", ".html", ".png", ".toml"):
                parts.append(hashlib.sha256(path.read_bytes()).hexdigest())
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:10]


def _write(target: Path, data: bytes) -> None:
    unfinished = target.with_name(f"{target.name}.{token_hex(4)}.unfinished")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
