"""Suitcases hold lists of names and access codes: those of a person's cohorts go at once when her data are erased."""

import shutil
from pathlib import Path

from flask import Flask, current_app

from training import handover
from training.cohorts.erasing import cohorts_of
from training.db import db
from training.house import house
from training.suitcase.folder import ROOM


def drop_kits(user_id: int) -> dict[str, int]:
    """After the commit: the folders of her cohorts' suitcases, and of those that she asked for."""
    kits = Path(str(current_app.config["INSTANCE_DIR"])) / ROOM
    hers = {str(number) for number in cohorts_of(user_id)}
    names = {one.name for one in kits.glob("*-*")} | {place.removeprefix(f"{ROOM}/") for place in handover.places_in(ROOM)}
    gone = [name for name in names if name.split("-")[0] in hers or name.split("-")[1] == str(user_id)]
    for name in gone:
        shutil.rmtree(kits / name, ignore_errors=True)
    if handover.forget(f"{ROOM}/{name}" for name in gone):
        db.session.commit()
    return {"kits": len(gone)}


def announce(app: Flask) -> None:
    """Tell the house."""
    house(app).after_erasing.append(drop_kits)
