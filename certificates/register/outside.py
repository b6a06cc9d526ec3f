"""Copies of the newest checkpoint where no restored database can take them back with it.

One place is ``INSTANCE_DIR/checkpoints``; another, when REGISTER_OUTSIDE names it, a folder that is mounted from elsewhere.
In each lie ``newest.txt`` and one file a day. They are written after the commit and never inside of a transaction; where
that fails the log says so and the page shows it, and issuing goes on.
"""

import fcntl
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from flask import current_app, has_app_context
from sqlalchemy import event
from sqlalchemy.orm import Session

from certificates.register import note
from training.clock import today

log = logging.getLogger(__name__)
NEWEST = "newest.txt"
_WAITING = "register checkpoint"  # in the session's info: the note that is written once it was committed


@dataclass(frozen=True)
class Copy:
    """What lies at one place. ``text`` is None where nothing does; ``trouble``: why it could not be read."""

    folder: Path
    text: str | None = None
    trouble: str = ""

    @property
    def checkpoint(self) -> note.Checkpoint | None:
        """What it says, whoever signed it."""
        return note.parse(self.text or "")


def places() -> list[Path]:
    """The folders, the one of this machine first."""
    configured = str(current_app.config["REGISTER_OUTSIDE"])
    return [Path(str(current_app.config["INSTANCE_DIR"])) / "checkpoints", *([Path(configured)] if configured else [])]


def copies() -> list[Copy]:
    """What lies at each place now."""
    return [_read(folder) for folder in places()]


def write(text: str) -> bool:
    """Put a signed note into every place, unless a larger one lies there. Whether all took it; logs where one did not."""
    done = True
    for number, folder in enumerate(places()):
        try:
            if not number:  # the other one is mounted, or is not: making it would hide that
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(folder, text)
        except OSError as problem:
            log.error("the checkpoint could not be written to %s: %s", folder, problem.strerror)
            done = False
    return done


def after_commit(session: Session, text: str) -> None:
    """Write this note once the session has committed; nothing is written when it does not."""
    session.info[_WAITING] = text


def _read(folder: Path) -> Copy:
    try:
        return Copy(folder, (folder / NEWEST).read_text(encoding="utf-8", errors="replace"))  # rubbish is not nothing
    except FileNotFoundError:
        return Copy(folder, trouble="" if folder.is_dir() else "missing")
    except (OSError, ValueError) as problem:
        return Copy(folder, trouble=type(problem).__name__)


def _put(folder: Path, text: str) -> None:
    """One at a time, so that a slower process does not lay its older note over a newer one."""
    ours = note.parse(text)
    assert ours is not None, "only notes are written"
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        there = _read(folder).checkpoint
        if there is None or there.size <= ours.size:
            for name in (NEWEST, f"{today()}.txt"):
                _replace(folder / name, text)


def _replace(path: Path, text: str) -> None:
    """The file is the old one or the new one, also after a power cut."""
    unfinished = path.with_name(f".{token_hex(8)}")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _committed(session: Session) -> None:
    if _WAITING not in session.info or session.in_nested_transaction():  # a savepoint is released: that is no commit
        return
    text = session.info.pop(_WAITING)
    if not has_app_context():
        return
    try:
        write(text)
    except Exception:  # the commit stands, whatever became of its copy
        log.exception("the checkpoint could not be copied")


def _rolled_back(session: Session) -> None:
    """Of a savepoint too: at worst a copy is one batch behind until the next one."""
    session.info.pop(_WAITING, None)


event.listen(Session, "after_commit", _committed)
event.listen(Session, "after_rollback", _rolled_back)
