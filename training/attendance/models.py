"""Who was there, how long: one row per half-day and person, each change kept; photos of the signed sheets.

The states stand in `presence`, which knows no database.
"""

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key


class Mark(Base):
    """How one person attended one half-day, as it stands now. ``minutes`` count; nobody marked is present by default
    only when the half-day is closed."""

    __tablename__ = "attendance_mark"
    __table_args__ = (
        CheckConstraint("state IN ('present', 'absent', 'late', 'left early', 'excused')", name="state"),
        CheckConstraint("minutes >= 0", name="minutes"),
    )

    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_day.id"), primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True, index=True)
    state: Mapped[str] = mapped_column(String(10))
    arrived: Mapped[time | None]  # local hour of Lima
    left: Mapped[time | None]
    minutes: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)


class MarkChange(Base):
    """Every mark that was ever sent, under the key that the browser gave it: sent twice, it counts once. Append-only."""

    __tablename__ = "attendance_change"
    __table_args__ = (UniqueConstraint("half_day_id", "sent_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_day.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    sent_key: Mapped[str] = mapped_column(String(40))
    body_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    arrived: Mapped[time | None]
    left: Mapped[time | None]
    applied: Mapped[bool]  # False: somebody else's mark had come in between, and was shown instead
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    said_at: Mapped[datetime | None]  # what the browser's clock said; a wrong clock changes nothing


class SheetPhoto(Base):
    """A photo of the signed sheet: drawn anew without metadata, kept under its hash. One that was taken by mistake is
    withdrawn with a reason, never removed."""

    __tablename__ = "sheet_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_day.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  # the wrong photo: kept as evidence, no longer counted
    withdrawn_by_id: Mapped[int | None]
    why: Mapped[str] = mapped_column(String(400), default="")
