"""Files under their own hash: what was drawn stays as it was drawn, and a changed byte is noticed.

Where they lie is a setting: ``STORE=folder`` keeps them as ``INSTANCE_DIR/files/ab/<sha256>.pdf`` (or another ending), and
every process that serves or draws must see the same folder; ``STORE=database`` keeps them in the table ``stored_file``, for
an install with several hosts. A file appears whole or not at all: in the folder at once, also after a power cut; in the
database with the caller's commit, together with the row that speaks of it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from flask import current_app
from sqlalchemy import select

from training.clock import now
from training.db import db
from training.store_database import DatabaseStore
from training.store_folder import Damaged, FolderStore
from training.store_tables import FileToRemove

PDF = ".pdf"
PIECE = 1 << 16
FOLDER, DATABASE = KINDS = ("folder", "database")

__all__ = ["DATABASE", "FOLDER", "KINDS", "PDF", "Damaged", "every", "is_whole", "new_place", "path_of", "pieces", "put",
           "put_file", "read", "remove", "remove_later", "remove_waiting", "size_of"]


class Store(Protocol):
    """What both kinds can do. ``Damaged`` is raised for a file that is gone or is not what was stored."""

    def put(self, data: bytes, sha256: str, ending: str) -> None: ...
    def put_file(self, unfinished: Path, sha256: str, ending: str) -> None: ...
    def read(self, sha256: str, ending: str) -> bytes: ...
    def path_of(self, sha256: str, ending: str) -> Path: ...
    def pieces(self, sha256: str, ending: str, piece: int) -> Iterator[bytes]: ...
    def size_of(self, sha256: str, ending: str) -> int: ...
    def remove(self, sha256: str, ending: str) -> bool: ...
    def every(self) -> Iterable[tuple[str, str]]: ...


def put(data: bytes, ending: str = PDF) -> str:
    """Store the bytes unless they are there; their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_whole(sha256, ending):
        _store().put(data, sha256, ending)
    return sha256


def put_file(unfinished: Path, ending: str = PDF) -> tuple[str, int]:
    """Take over a file that lies at ``new_place()``; its SHA-256 in hex and its size in bytes."""
    with unfinished.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size = unfinished.stat().st_size
    _store().put_file(unfinished, sha256, ending)
    return sha256, size


def new_place() -> Path:
    """Where a file may be written before it is stored; for nobody else's eyes, as sheets bear whole documents."""
    folder = _folder() / "unfinished"
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    return folder / token_hex(8)


def path_of(sha256: str, ending: str = PDF) -> Path:
    """The stored file, after its bytes were checked; from the database a copy that lives an hour. Raises Damaged.

    For programs that want a path. To send or to read a file, ``pieces`` and ``read`` serve both kinds without a copy.
    """
    return _store().path_of(sha256, ending)


def read(sha256: str, ending: str = PDF) -> bytes:
    """The stored bytes, checked. Raises Damaged."""
    return _store().read(sha256, ending)


def pieces(sha256: str, ending: str = PDF, piece: int = PIECE) -> Iterator[bytes]:
    """The stored bytes piece by piece, checked before the first is given. Raises Damaged at once, not at the first piece."""
    return _store().pieces(sha256, ending, piece)


def size_of(sha256: str, ending: str = PDF) -> int:
    """How many bytes are stored. Raises Damaged when there is no such file."""
    return _store().size_of(sha256, ending)


def is_whole(sha256: str, ending: str = PDF) -> bool:
    """Whether the file is there, unchanged."""
    try:
        pieces(sha256, ending)
    except Damaged:
        return False
    return True


def every() -> Iterable[tuple[str, str]]:
    """Each stored file as (SHA-256, ending), in no order."""
    return _store().every()


def remove(sha256: str, ending: str = PDF) -> bool:
    """Delete a stored file; False when it was not there. From the database it goes with the caller's commit."""
    return _store().remove(sha256, ending)


def remove_later(sha256: str, ending: str = PDF) -> None:
    """Note, in the caller's transaction, that a file goes once that is committed: see ``remove_waiting``."""
    db.session.merge(FileToRemove(sha256=sha256, ending=ending, asked_at=now()))


def remove_waiting() -> int:
    """Delete the files that committed transactions let go of. Commits; may be called again. Returns how many were there."""
    gone = 0
    for note in db.session.scalars(select(FileToRemove)).all():
        gone += remove(note.sha256, note.ending)
        db.session.delete(note)
        db.session.commit()
    return gone


def _store() -> Store:
    return DatabaseStore(_folder()) if current_app.config["STORE"] == DATABASE else FolderStore(_folder())


def _folder() -> Path:
    return Path(str(current_app.config["INSTANCE_DIR"])) / "files"

