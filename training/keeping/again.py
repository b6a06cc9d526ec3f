"""Erasing again whom an older backup brought back.

Each erasure leaves a line in ``INSTANCE_DIR/erased.txt``: a fingerprint of the account's random key, which stands nowhere
else any more, and the day; and in the folder that REGISTER_OUTSIDE names, if it does, which several hosts share. An account
of a restored backup whose key has that fingerprint is erased again, once the register may grow.
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
    for path in _paths():
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{mark} {today().isoformat()}\n")
            file.flush()
            os.fsync(file.fileno())


def waiting() -> list[int]:
    """The ids of people who were erased and are back."""
    marks = {line.split()[0] for path in _paths() if path.is_file()
             for line in path.read_text().splitlines() if line.strip()}
    if not marks:
        return []
    living = db.session.execute(select(User.id, User.key).where(User.erased_at.is_(None)))
    return [number for number, key in living if mark_of(key) in marks]


def _paths() -> list[Path]:
    outside = Path(str(current_app.config["REGISTER_OUTSIDE"] or "."))
    there = [outside / NAME] if current_app.config["REGISTER_OUTSIDE"] and outside.is_dir() else []
    return [Path(str(current_app.config["INSTANCE_DIR"])) / NAME, *there]
