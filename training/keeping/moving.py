"""From a folder to the database, or back, when an install gets more hosts than one, or fewer."""

from pathlib import Path

from flask import current_app

from training import store
from training.db import db
from training.store_database import DatabaseStore
from training.store_folder import FolderStore


def move() -> tuple[int, list[str]]:
    """Copy each file of the other kind here, commit it, and only then delete it there. Returns how many, and the damaged.

    May be interrupted and called again.
    """
    folder = Path(str(current_app.config["INSTANCE_DIR"])) / "files"
    other: FolderStore | DatabaseStore = FolderStore(folder)
    if current_app.config["STORE"] == store.FOLDER:
        other = DatabaseStore(folder)
    moved, lost = 0, []
    for sha256, ending in list(other.every()):
        try:
            store.put(other.read(sha256, ending), ending)
        except store.Damaged:
            lost.append(f"{sha256}{ending}")
            continue
        db.session.commit()
        other.remove(sha256, ending)
        db.session.commit()
        moved += 1
    return moved, lost
