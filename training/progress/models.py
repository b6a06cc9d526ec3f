"""The hinge between rooms: achievements (facts) and standings (what the pages read)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base

READ, QUIZ, PRACTICE, ATTENDANCE = "read", "quiz", "practice", "attendance"


class Achievement(Base):
    """Something reached once: (membership, module, kind), with when and by whom. A fact, never deleted."""

    __tablename__ = "achievement"
    __table_args__ = (
        UniqueConstraint("membership_id", "module", "kind"),
        CheckConstraint("kind IN ('read', 'quiz', 'practice', 'attendance')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    module: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class Standing(Base):
    """Where a person stands in a module; written by the rooms, read by every page. Scores from 0 to 1."""

    __tablename__ = "standing"

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    module: Mapped[str] = mapped_column(String(16), primary_key=True)
    first_seen_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    best_score: Mapped[float | None]
    last_score: Mapped[float | None]
    last_attempt_at: Mapped[datetime | None]
    passed_at: Mapped[datetime | None]


class Qualification(Base):
    """A person holds the certificate of a course, earned in one cohort. The room that issues certificates writes it;
    coverage and licences read it. ``ended_on``: it was revoked or erased; a correction or a renewal changes nothing.
    """

    __tablename__ = "qualification"
    __table_args__ = (Index(None, "user_id", "course"), Index(None, "cohort_id"), Index(None, "course", "since"))

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    course: Mapped[str] = mapped_column(String(8))
    since: Mapped[date]
    ended_on: Mapped[date | None]


class CohortChange(Base):
    """A note that something of a cohort changed (0: something that may stand on the pages of any). Written by triggers only,
    see migration 0022; read as a sum by `kept.revision_of`. ``weight``: how many notes it stands for.
    """

    __tablename__ = "cohort_change"
    __table_args__ = (CheckConstraint("weight > 0", name="weight"), Index(None, "cohort_id", "weight"))

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int]
    weight: Mapped[int]
