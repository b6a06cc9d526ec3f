"""Coverage: how each facility stands, the targets it is measured by, and how that was month by month."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY, STATES
from training.db import Base

__all__ = ["COVERED", "LAPSED", "NO_DATA", "PARTLY", "STATES", "CoverageMonth", "CoverageTarget", "FacilityStanding"]


class FacilityStanding(Base):
    """How a facility stands today: written by `actions.recount` when a fact changes, and once a day for what the calendar
    changes by itself; every page of coverage reads only this.

    ``staff``: people known to work there; ``trained``: those of them with a standing certificate of the course that counts;
    ``trained_before``: different people who were both there at some time. ``uncovered_on``: the first day on which,
    by the contracts as they stand, fewer than ``target`` are left; None: not to be foreseen.
    """

    __tablename__ = "facility_standing"
    __table_args__ = (
        CheckConstraint("state IN ('covered', 'partly', 'lapsed', 'no_data')", name="state"),
        Index(None, "state"), Index(None, "uncovered_on"),
    )

    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    staff: Mapped[int] = mapped_column(default=0)
    trained: Mapped[int] = mapped_column(default=0)
    trained_before: Mapped[int] = mapped_column(default=0)
    target: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(8), default=NO_DATA)
    ready: Mapped[bool] = mapped_column(default=False)
    uncovered_on: Mapped[date | None]
    counted_at: Mapped[datetime]


class CoverageTarget(Base):
    """How many trained people a facility of a category needs; "" stands for those without one. Administrators edit it."""

    __tablename__ = "coverage_target"
    __table_args__ = (CheckConstraint("needed BETWEEN 1 AND 500", name="needed"),)

    category: Mapped[str] = mapped_column(String(8), primary_key=True)
    needed: Mapped[int]


class CoverageMonth(Base):
    """How many facilities of a health authority stood how at the end of a month (of the running one: today)."""

    __tablename__ = "coverage_month"

    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    authority_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"), primary_key=True)
    covered: Mapped[int]
    partly: Mapped[int]
    lapsed: Mapped[int]
    no_data: Mapped[int]
    ready: Mapped[int]
    trained: Mapped[int]
