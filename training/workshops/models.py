"""Two-day workshops: the half-days of a cohort and the blocks of their agenda."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.db import Base, new_key

PLANNED, MAKE_UP = "planned", "make-up"


class Workshop(Base):
    """What makes a cohort a workshop: where it is held and when its entry and exit test are open."""

    __tablename__ = "workshop"
    __table_args__ = (
        CheckConstraint("entry_closes_at > entry_opens_at AND exit_closes_at > exit_opens_at", name="windows"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    facility_id: Mapped[int | None] = mapped_column(ForeignKey("facility.id"))  # None: a venue outside the register
    entry_opens_at: Mapped[datetime]
    entry_closes_at: Mapped[datetime]
    exit_opens_at: Mapped[datetime]
    exit_closes_at: Mapped[datetime]
    cloned_from_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]


class HalfDay(Base):
    """A half-day (*jornada*): a local date and a local hour of Lima, which no time zone can move.

    A make-up session (*recuperación*) is one too; its minutes count for who attends, not as planned ones.
    ``minutes``: planned, breaks included, lunch not. ``revision`` grows with every change of its attendance.
    """

    __tablename__ = "half_day"
    __table_args__ = (
        UniqueConstraint("cohort_id", "number"),
        CheckConstraint("kind IN ('planned', 'make-up')", name="kind"),
        CheckConstraint("minutes > 0 AND minutes <= 720", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    number: Mapped[int]  # 1, 2, 3 … in the cohort; make-ups follow the planned ones
    kind: Mapped[str] = mapped_column(String(8), default=PLANNED)
    on: Mapped[date] = mapped_column("held_on")
    starts: Mapped[time]
    minutes: Mapped[int]
    closed_at: Mapped[datetime | None]  # when its attendance was closed
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    revision: Mapped[int] = mapped_column(default=0)

    blocks: Mapped[list["Block"]] = relationship(order_by="Block.position", back_populates="half_day",
                                                 cascade="all, delete-orphan")


class Block(Base):
    """A block of a half-day's agenda. ``module`` is "" when it belongs to none; essential blocks are never cut."""

    __tablename__ = "block"
    __table_args__ = (
        UniqueConstraint("half_day_id", "position"),
        CheckConstraint("minutes > 0 AND minutes <= 480", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    half_day_id: Mapped[int] = mapped_column(ForeignKey("half_day.id"))
    position: Mapped[int]  # from 1
    kind: Mapped[str] = mapped_column(String(12))  # one of modules.workshop.KINDS
    module: Mapped[str] = mapped_column(String(16), default="")
    title: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160), default="")
    minutes: Mapped[int]
    essential: Mapped[bool] = mapped_column(default=True)

    half_day: Mapped[HalfDay] = relationship(back_populates="blocks")
