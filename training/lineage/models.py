"""Who trained whom, and what came of each cohort."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class Descent(Base):
    """By whom a trainer was trained: the first of those who led the cohort of trainers in which she was certified.

    ``generation``: 0 for those who began (``trained_by_id`` None), then one more than her trainer's. Written once,
    and again only when the certificate that wrote it was revoked (see standing) and she earned another.
    """

    __tablename__ = "descent"
    __table_args__ = (
        CheckConstraint("trained_by_id <> user_id", name="not_herself"),
        CheckConstraint("(generation = 0) = (trained_by_id IS NULL)", name="generation"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    trained_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id"), index=True)
    generation: Mapped[int]
    since: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class CohortYield(Base):
    """What came of a cohort, written when something of it changes, so that trees and reports add up rows of one table.

    ``certified``: people with a standing certificate of the course. ``facilities``: different ones where they worked when
    they took it. Means from 0 to 1, None while fewer than five people were examined or observed.
    """

    __tablename__ = "cohort_yield"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    course: Mapped[str] = mapped_column(String(8))
    authority_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)  # who facilitates first
    ended_on: Mapped[date]
    closed: Mapped[bool] = mapped_column(default=False)
    people: Mapped[int] = mapped_column(default=0)
    certified: Mapped[int] = mapped_column(default=0)
    facilities: Mapped[int] = mapped_column(default=0)
    exit_mean: Mapped[float | None]
    practice_mean: Mapped[float | None]
