"""The store as a table, for several hosts: what one drew, every other one serves, and a backup of the database holds it.

Everything happens in the session of whoever asks: a file is there when its own row is committed, and not before.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from sqlalchemy import ColumnElement, delete, select

from training.clock import now
from training.db import db, inserting
from training.store_folder import Damaged, FolderStore
from training.store_tables import StoredFile

COPIES_LIVE = 3600.0  # seconds


class DatabaseStore:
    """The table ``stored_file``; ``folder`` holds the short-lived copies for programs that want a path."""

    def __init__(self, folder: Path) -> None:
        self.copies = FolderStore(folder / "copies")

    def put(self, data: bytes, sha256: str, ending: str) -> None:
        """One row; what was damaged is put right, and of two at the same moment either is right."""
        values = {"data": data, "size": len(data), "stored_at": now()}
        query = inserting(StoredFile).values(sha256=sha256, ending=ending, **values)
        db.session.execute(query.on_conflict_do_update(index_elements=["sha256", "ending"], set_=values))

    def put_file(self, unfinished: Path, sha256: str, ending: str) -> None:
        """The same, from a file, which goes."""
        self.put(unfinished.read_bytes(), sha256, ending)
        unfinished.unlink()

    def read(self, sha256: str, ending: str) -> bytes:
        """The bytes, checked."""
        data = db.session.scalar(select(StoredFile.data).where(_is(sha256, ending)))
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(sha256)
        return bytes(data)

    def pieces(self, sha256: str, ending: str, piece: int) -> Iterator[bytes]:
        """Read and checked now, and given out of memory: what is sent later needs no connection any more."""
        data = memoryview(self.read(sha256, ending))
        return (bytes(data[start:start + piece]) for start in range(0, len(data), piece))

    def path_of(self, sha256: str, ending: str) -> Path:
        """A checked copy in this host's folder. Copies of more than an hour ago go whenever one is asked for."""
        data = self.read(sha256, ending)
        self.drop_copies(COPIES_LIVE)
        path = self.copies.place(sha256, ending)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(token_hex(8))
        unfinished.write_bytes(data)
        unfinished.replace(path)
        return path

    def drop_copies(self, older_than: float = 0.0) -> int:
        """Delete copies that were made longer ago than so many seconds."""
        gone = 0
        for path in list(self.copies.folder.glob("*/*")):
            with suppress(FileNotFoundError):  # another process was quicker
                if time.time() - path.stat().st_mtime >= older_than:
                    path.unlink()
                    gone += 1
        return gone

    def size_of(self, sha256: str, ending: str) -> int:
        """As it was stored."""
        size = db.session.scalar(select(StoredFile.size).where(_is(sha256, ending)))
        if size is None:
            raise Damaged(sha256)
        return size

    def remove(self, sha256: str, ending: str) -> bool:
        """Delete the row, and this host's copy if there is one."""
        self.copies.place(sha256, ending).unlink(missing_ok=True)
        gone = db.session.execute(delete(StoredFile).where(_is(sha256, ending)))
        return bool(getattr(gone, "rowcount", 0))

    def every(self) -> Iterable[tuple[str, str]]:
        """One query."""
        return [(sha256, ending) for sha256, ending in db.session.execute(select(StoredFile.sha256, StoredFile.ending))]


def _is(sha256: str, ending: str) -> ColumnElement[bool]:
    return (StoredFile.sha256 == sha256) & (StoredFile.ending == ending)
