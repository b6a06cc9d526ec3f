"""Reading the record: a page of it, newest first, with the names behind the opaque ids."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from training.audit.models import AuditEntry
from training.db import db
from training.house import house

PAGE = 50


@dataclass(frozen=True)
class RecordPage:
    """Fifty entries of the record; ``names`` maps ``user:12`` to whoever that is."""

    entries: Sequence[AuditEntry]
    names: dict[str, str]
    page: int
    pages: int
    total: int


def acts() -> Sequence[str]:
    """Every act that was ever recorded."""
    return db.session.scalars(select(AuditEntry.act).distinct().order_by(AuditEntry.act)).all()


def record_page(act: str | None, page: int) -> RecordPage:
    """One page, of all acts or of one. Names are resolved with one query for each kind of subject."""
    chosen = [AuditEntry.act == act] if act else []
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*chosen)) or 0
    pages = max(1, -(-total // PAGE))
    page = max(1, min(page, pages))
    query = select(AuditEntry).where(*chosen).order_by(AuditEntry.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    entries = db.session.scalars(query).all()
    return RecordPage(entries, _names(entries), page, pages, total)


def references(text: str) -> list[tuple[str, int]]:
    """What a text of the record points at: ``admin authority:5`` points at ``("authority", 5)``."""
    parts = (word.partition(":") for word in text.split())
    return [(kind, int(number)) for kind, _, number in parts if number.isascii() and number.isdigit() and len(number) < 10]


def _names(entries: Sequence[AuditEntry]) -> dict[str, str]:
    """Rooms announce how their ids read in ``house().names``: kind → names of many ids."""
    announced = house().names
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for kind, number in references(f"{entry.subject} {entry.detail}"):
            if kind in announced:
                wanted[kind].add(number)
        if entry.actor_id is not None:
            wanted["user"].add(entry.actor_id)
    return {f"{kind}:{number}": name for kind, ids in wanted.items() if kind in announced
            for number, name in announced[kind](ids).items()}
