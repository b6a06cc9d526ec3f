"""Suitcases hold lists of names and access codes: those of a person's cohorts go at once when her data are erased."""

import shutil
from pathlib import Path

from flask import Flask, current_app

from training.cohorts.erasing import cohorts_of
from training.house import house


def drop_kits(user_id: int) -> dict[str, int]:
    """After the commit: the folders of her cohorts' suitcases, and of those that she asked for."""
    kits = Path(str(current_app.config["INSTANCE_DIR"])) / "kits"
    hers = {str(number) for number in cohorts_of(user_id)}
    gone = [one for one in kits.glob("*-*") if one.name.split("-")[0] in hers or one.name.split("-")[1] == str(user_id)]
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    return {"kits": len(gone)}


def announce(app: Flask) -> None:
    """Tell the house."""
    house(app).after_erasing.append(drop_kits)
