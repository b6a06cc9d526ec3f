"""What goes by itself: ``flask tidy``, and the same once a day in the worker."""

import logging
from pathlib import Path

from flask import current_app

from training import store
from training.db import db
from training.house import house
from training.store_database import COPIES_LIVE, DatabaseStore

log = logging.getLogger(__name__)


def files() -> dict[str, int]:
    """Files that a power cut left between a commit and their deletion, and copies that were made for programs."""
    copies = DatabaseStore(Path(str(current_app.config["INSTANCE_DIR"])) / "files").drop_copies(COPIES_LIVE)
    return {"files": store.remove_waiting(), "copies": copies}


def tidy() -> None:
    """Every room's own, one after the other; one that fails does not keep the others from theirs, and is told of at the end.

    Raises RuntimeError then, so that the day is not noted as done.
    """
    gone: dict[str, int] = {}
    failed: list[str] = []
    for clean in house().tidiers:
        try:
            for name, count in clean().items():
                gone[name] = gone.get(name, 0) + count
            db.session.commit()
        except Exception as problem:
            db.session.rollback()
            failed.append(f"{clean.__module__}: {type(problem).__name__}")  # no words of the database: they name people
    log.info("tidied: %s", ", ".join(f"{name} {count}" for name, count in gone.items() if count) or "nothing")
    if failed:
        raise RuntimeError("; ".join(failed))
