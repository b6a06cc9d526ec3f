"""The store as a folder: one file per hash, made elsewhere, synced, and put in its place with one rename."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex


class Damaged(Exception):
    """The file is gone, or is not what was stored under this hash."""


class FolderStore:
    """``<folder>/ab/<sha256><ending>``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes, sha256: str, ending: str) -> None:
        """Write the bytes aside, then put them in their place."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self.folder / "unfinished" / token_hex(8)
        unfinished.parent.mkdir(exist_ok=True)
        unfinished.write_bytes(data)
        self.put_file(unfinished, sha256, ending)

    def put_file(self, unfinished: Path, sha256: str, ending: str) -> None:
        """Put a finished file in its place."""
        target = self.place(sha256, ending)
        target.parent.mkdir(parents=True, exist_ok=True)
        _sync(unfinished)
        unfinished.replace(target)
        _sync(target.parent)

    def path_of(self, sha256: str, ending: str) -> Path:
        """The file itself, checked."""
        path = self.place(sha256, ending)
        try:
            with path.open("rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            whole = False
        if not whole:
            raise Damaged(sha256)
        return path

    def read(self, sha256: str, ending: str) -> bytes:
        """The bytes, checked as they were read."""
        try:
            data = self.place(sha256, ending).read_bytes()
        except OSError:
            raise Damaged(sha256) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(sha256)
        return data

    def pieces(self, sha256: str, ending: str, piece: int) -> Iterator[bytes]:
        """Checked now, read while it is sent: none lies in memory."""
        return _pieces(self.path_of(sha256, ending), piece)

    def size_of(self, sha256: str, ending: str) -> int:
        """From the folder's entry."""
        try:
            return self.place(sha256, ending).stat().st_size
        except OSError:
            raise Damaged(sha256) from None

    def remove(self, sha256: str, ending: str) -> bool:
        """Delete the file, and wait until the disk knows."""
        path = self.place(sha256, ending)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _sync(path.parent)
        return True

    def every(self) -> Iterator[tuple[str, str]]:
        """By the names in the folders."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if len(path.stem) == 64:
                yield path.stem, path.suffix

    def place(self, sha256: str, ending: str) -> Path:
        """Where it lies, or would."""
        return self.folder / sha256[:2] / f"{sha256}{ending}"


def _pieces(path: Path, piece: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(piece):
            yield data


def _sync(path: Path) -> None:
    """Wait until the disk has it; for a folder, its names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
