"""Writing the record."""

from training.audit.models import AuditEntry
from training.clock import now
from training.db import db


def record(act: str, subject: str, actor_id: int | None, detail: str = "") -> None:
    """Add one entry in the caller's transaction: the act and its trace are saved together or not at all.

    ``act`` is a short verb phrase (``give code``), ``subject`` a kind and an id (``user:12``).
    """
    db.session.add(AuditEntry(at=now(), actor_id=actor_id, act=act, subject=subject, detail=detail))
    db.session.flush()
