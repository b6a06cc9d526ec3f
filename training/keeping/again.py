"""Erasing again whom an older backup brought back.

Each erasure leaves a line in ``INSTANCE_DIR/erased.txt``: a fingerprint of the account's random key, which stands nowhere
else any more, and the day. An account of a restored backup whose key has that fingerprint is erased again, once the
register may grow.
"""

import hashlib
import os
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from training.accounts.models import User
from training.clock import today
from training.db import db

NAME = "erased.txt"


def mark_of(key: str) -> str:
    """The fingerprint of an account's key."""
    return hashlib.sha256(f"replica erased {key}".encode()).hexdigest()


def remember(mark: str) -> None:
    """Add a line, and wait until the disk has it."""
    descriptor = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{mark} {today().isoformat()}\n")
        file.flush()
        os.fsync(file.fileno())


def waiting() -> list[int]:
    """The ids of people who were erased and are back."""
    path = _path()
    marks = {line.split()[0] for line in path.read_text().splitlines() if line.strip()} if path.is_file() else set()
    if not marks:
        return []
    living = db.session.execute(select(User.id, User.key).where(User.erased_at.is_(None)))
    return [number for number, key in living if mark_of(key) in marks]


def _path() -> Path:
    return Path(str(current_app.config["INSTANCE_DIR"])) / NAME
