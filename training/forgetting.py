"""What goes: after its time, or because a person asked for it. The rules stand in config.py and in docs/keeping.md.

The database lets kept rows go only after a mark (migration 0019): a limit in ``retention_limit``, or ``erased_at`` of the
person. ``until`` sets the first; the accounts' room sets the second.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from training.clock import now
from training.db import Base, db

GONE = "(datos borrados)"  # stands where a name or a document stood, in whatever language the page is
GIVEN = "Persona"
PIECE = 200  # rows of one transaction: far below 200 ms, also with the triggers that note each row


class RetentionLimit(Base):
    """How far a rule has gone: what is older was let go. Only grows, so that a setting made longer brings nothing back."""

    __tablename__ = "retention_limit"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    older_than: Mapped[datetime]


def until(name: str) -> datetime:
    """The moment before which what the rule ``name`` speaks of goes; noted and committed, as the triggers ask for it."""
    limit = now() - timedelta(days=int(current_app.config[f"KEEP_{name.upper()}"]))
    row = db.session.get(RetentionLimit, name)
    if row is None:
        db.session.add(RetentionLimit(name=name, older_than=limit))
    elif row.older_than < limit:
        row.older_than = limit
    db.session.commit()
    return limit


def in_pieces(find: Callable[[int], Sequence[Any]], let_go: Callable[[Sequence[Any]], object]) -> int:
    """Let go of everything that ``find(most)`` names, piece by piece, each in a transaction of its own.

    Returns how many. ``find`` must not name again what ``let_go`` took.
    """
    gone = 0
    while some := find(PIECE):
        let_go(some)
        db.session.commit()
        gone += len(some)
    db.session.commit()
    return gone


def pattern_of(names: Iterable[tuple[str, str]], documents: Iterable[str]) -> re.Pattern[str] | None:
    """What a text is searched for: both names in either order, the surnames by themselves, the document.

    A given name alone is nobody in particular and stays. None when there is nothing to search for.
    """
    said: set[str] = set()
    for given, surnames in names:
        said |= {f"{given} {surnames}", f"{surnames} {given}", f"{surnames}, {given}", surnames}
    words = {" ".join(text.split()) for text in (*said, *documents)}
    found = sorted((word for word in words if len(word) > 2 and GONE not in word), key=len, reverse=True)
    spaced = [r"\s+".join(map(re.escape, word.split())) for word in found]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE) if spaced else None


def redacted(text: str, pattern: re.Pattern[str]) -> str:
    """The text with the mark where it named her."""
    return pattern.sub(GONE, text)
