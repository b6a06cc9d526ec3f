"""Observed practice: what an observer saw of one person with one checklist, and the coaching that was agreed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

WRONG_PERSON, WRONG_MARKS, INTERRUPTED = REASONS = ("person", "marks", "interrupted")  # why a sheet does not count
_COUNTS = text("voided_at IS NULL")


class Observation(Base):
    """One observer's sheet of one try. Two observers of the same try are two rows; a finished one stays as it is.

    ``scores``: JSON, step id → 0, 1 or 2. ``passed`` only once it is finished. A finished sheet is never deleted; it
    may be voided, once, with a reason, and then it counts for nothing.
    """

    __tablename__ = "observation"
    __table_args__ = (
        Index("uq_observation_counts", "membership_id", "checklist", "number", "observer_id", unique=True,
              sqlite_where=_COUNTS, postgresql_where=_COUNTS),
        CheckConstraint("(finished_at IS NULL) = (passed IS NULL)", name="finished"),
        CheckConstraint("points >= 0 AND points <= out_of", name="points"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(voided_at IS NULL) = (voided_by_id IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)"
                        " AND (voided_at IS NULL OR finished_at IS NOT NULL)", name="voided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    checklist: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]  # the try: 1, 2, and on after each coaching
    observer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    manual_digest: Mapped[str] = mapped_column(ForeignKey("manual_version.digest"))
    scores: Mapped[str] = mapped_column(Text, default="{}")
    comment: Mapped[str] = mapped_column(Text, default="")
    began_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    points: Mapped[int] = mapped_column(default=0)
    out_of: Mapped[int] = mapped_column(default=0)
    passed: Mapped[bool | None]
    missed: Mapped[str] = mapped_column(Text, default="[]")  # JSON: critical steps below 2
    body_hash: Mapped[str | None] = mapped_column(String(64))  # of what was sent: another body is refused
    voided_at: Mapped[datetime | None]
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    void_reason: Mapped[str | None] = mapped_column(String(12))  # one of REASONS


class Coaching(Base):
    """Coaching (*acompañamiento*) that follows a try: agreed for a day, and the day on which it was done."""

    __tablename__ = "coaching"
    __table_args__ = (
        UniqueConstraint("membership_id", "checklist", "after"),
        CheckConstraint("(done_on IS NULL) = (done_by_id IS NULL)", name="done"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    checklist: Mapped[str] = mapped_column(String(40))
    after: Mapped[int]  # the number of the try that it follows
    agreed_for: Mapped[date]
    agreed_at: Mapped[datetime]
    agreed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
