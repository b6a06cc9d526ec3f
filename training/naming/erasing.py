"""Names as a person confirmed them: hers to take along, and gone when her data are erased."""

from typing import Any, cast

from flask import Flask
from sqlalchemy import CursorResult, delete, select

from training.cohorts.erasing import places_of
from training.db import db
from training.house import house
from training.naming.models import NameConfirmation


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Every name that she said or signed."""
    hers = delete(NameConfirmation).where(NameConfirmation.membership_id.in_(places_of(user_id)))
    return {"confirmed names": cast(CursorResult[Any], db.session.execute(hers)).rowcount}


def export(user_id: int) -> dict[str, Any]:
    """The same, in the order in which they were said."""
    hers = select(NameConfirmation).where(NameConfirmation.membership_id.in_(places_of(user_id)))
    return {"confirmed_names": [{"given_names": one.given_names, "surnames": one.surnames, "how": one.how, "at": one.at}
                                for one in db.session.scalars(hers.order_by(NameConfirmation.id))]}


def announce(app: Flask) -> None:
    """Tell the house."""
    house(app).erasers.append(erase)
    house(app).exporters.append(export)
