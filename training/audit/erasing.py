"""The record of acts: kept some years (KEEP_RECORD). It names nobody but by number; a reason that somebody typed may."""

from typing import Any

from flask import Flask
from sqlalchemy import delete, or_, select

from training.audit.models import AuditEntry
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house


def tidy() -> dict[str, int]:
    """Entries of before the limit."""
    limit = until("record")
    old = select(AuditEntry.id).where(AuditEntry.at < limit)
    return {"record": in_pieces(
        lambda most: db.session.scalars(old.limit(most)).all(),
        lambda ids: db.session.execute(delete(AuditEntry).where(AuditEntry.id.in_(ids))))}


def export(user_id: int) -> dict[str, Any]:
    """What was done to her account by others, and what she did; who else is in it is not said."""
    about = or_(AuditEntry.actor_id == user_id, AuditEntry.subject == f"user:{user_id}")
    return {"record": [{"at": one.at, "act": one.act, "by_herself": one.actor_id == user_id,
                        "about_herself": one.subject == f"user:{user_id}"}
                       for one in db.session.scalars(select(AuditEntry).where(about).order_by(AuditEntry.id))]}


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts.append(AuditEntry.detail)
