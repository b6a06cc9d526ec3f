"""What was done to the agenda of a half-day, step by step. What became of each block follows from it (steps.replay)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class AgendaStep(Base):
    """One step; never changed, a step back is a step too.

    ``number`` counts from 1 in the half-day: two people who press at once cannot take the same step. ``at``: when it
    happened; ``noted_at``: when it reached us. ``sent_key``: the same press, sent again, is the same step.
    """

    __tablename__ = "agenda_step"
    __table_args__ = (
        UniqueConstraint("half_day_id", "number"),
        UniqueConstraint("half_day_id", "sent_key"),
        CheckConstraint("kind IN ('next', 'finish', 'cut', 'restore', 'giver', 'correct', 'undo')", name="kind"),
        CheckConstraint("ended_at IS NULL OR began_at IS NOT NULL AND ended_at >= began_at", name="times"),
        CheckConstraint("kind IN ('finish', 'undo') OR block_id IS NOT NULL", name="block"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_day.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    block_id: Mapped[int | None] = mapped_column(ForeignKey("block.id"))
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: a guest without an account
    began_at: Mapped[datetime | None]  # of a correction: what it says
    ended_at: Mapped[datetime | None]
    late: Mapped[int] = mapped_column(default=0)  # of a cut: minutes behind the plan at that moment
    at: Mapped[datetime]
    noted_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    sent_key: Mapped[str] = mapped_column(String(40))
