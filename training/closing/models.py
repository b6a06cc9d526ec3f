"""The closing act of a workshop, and the dates on which somebody calls back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key


class ClosingAct(Base):
    """What stood on the page when somebody closed the workshop (JSON). Append-only; the newest counts."""

    __tablename__ = "closing_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    facts: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class FollowUp(Base):
    """A date after the workshop on which whoever facilitates visits or calls."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("cohort_id", "days"), CheckConstraint("days > 0", name="days"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    days: Mapped[int]  # after the last half-day
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    note: Mapped[str] = mapped_column(String(400), default="")


class Report(Base):
    """The report of a closed workshop, drawn once: the file lies in the store under its hash. Append-only."""

    __tablename__ = "workshop_report"

    act_id: Mapped[int] = mapped_column(ForeignKey("closing_act.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    size: Mapped[int]
    drawn_at: Mapped[datetime]
