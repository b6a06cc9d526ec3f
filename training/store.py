"""Files under their own hash: what was drawn stays as it was drawn, and a changed byte is noticed.

``INSTANCE_DIR/files/ab/<sha256>.pdf`` (or another ending). A file appears whole or not at all, also after
a power cut. Every process that serves or draws must see the same folder.
"""

import hashlib
import os
from pathlib import Path
from secrets import token_hex

from flask import current_app

PDF = ".pdf"


class Damaged(Exception):
    """The file is gone, or is not what was stored under this hash."""


def put(data: bytes, ending: str = PDF) -> str:
    """Store the bytes unless they are there; their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_whole(sha256, ending):
        unfinished = new_place()
        unfinished.write_bytes(data)
        _settle(unfinished, sha256, ending)
    return sha256


def put_file(unfinished: Path, ending: str = PDF) -> tuple[str, int]:
    """Take over a file that lies at ``new_place()``; its SHA-256 in hex and its size in bytes."""
    sha256, size = _hash(unfinished), unfinished.stat().st_size
    _settle(unfinished, sha256, ending)
    return sha256, size


def new_place() -> Path:
    """Where a file may be written before it is stored; for nobody else's eyes, as sheets bear whole documents."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = _folder() / "unfinished"
    folder.mkdir(exist_ok=True)
    return folder / token_hex(8)


def path_of(sha256: str, ending: str = PDF) -> Path:
    """The stored file, after its bytes were checked. Raises Damaged."""
    path = _place(sha256, ending)
    try:
        whole = _hash(path) == sha256
    except OSError:
        whole = False
    if not whole:
        raise Damaged(sha256)
    return path


def is_whole(sha256: str, ending: str = PDF) -> bool:
    """Whether the file is there, unchanged."""
    try:
        path_of(sha256, ending)
    except Damaged:
        return False
    return True


def _settle(unfinished: Path, sha256: str, ending: str) -> None:
    target = _place(sha256, ending)
    target.parent.mkdir(parents=True, exist_ok=True)
    _sync(unfinished)
    unfinished.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    """Wait until the disk has it; for a folder, its names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(sha256: str, ending: str) -> Path:
    return _folder() / sha256[:2] / f"{sha256}{ending}"


def _folder() -> Path:
    return Path(str(current_app.config["INSTANCE_DIR"])) / "files"
