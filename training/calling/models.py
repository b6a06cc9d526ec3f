"""What came of a call; until the week ends, nobody else is asked to make it again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base

SPOKE, MESSAGE, SILENCE = "spoke", "message", "silence"
OUTCOMES = (SPOKE, MESSAGE, SILENCE)


class CallNote(Base):
    """Somebody called, in a week (its Monday). A second mark of the same week takes the place of the first.

    ``kind`` says what ``subject_id`` counts: memberships, follow-up dates, people or facilities (see `rules.KINDS`).
    """

    __tablename__ = "call_note"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "week"),
        CheckConstraint("outcome IN ('spoke', 'message', 'silence')", name="outcome"),
        Index(None, "by_id", "week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    week: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(8))
    called_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
