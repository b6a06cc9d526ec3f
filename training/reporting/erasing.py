"""What this room keeps of a person: that she made or ended a key. The name of a key is typed, and could name somebody."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from training.db import db
from training.house import house
from training.reporting.models import ApiKey


def export(user_id: int) -> dict[str, Any]:
    """The keys that she made."""
    query = select(ApiKey.name, ApiKey.created_at).where(ApiKey.created_by_id == user_id).order_by(ApiKey.id)
    return {"keys_for_other_systems": [{"name": name, "at": at} for name, at in db.session.execute(query)]}


def announce(app: Flask) -> None:
    """Tell the house."""
    house(app).exporters.append(export)
    house(app).free_texts.append(ApiKey.name)
