"""The trainer's ladder: which step somebody holds, on what grounds, until when; who was seen facilitating, and how."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

LADDER, RECOGNISED, PAPER = "ladder", "recognised", "paper"
_OPEN = text("finished_at IS NULL")


class Licence(Base):
    """A step of the ladder that somebody was given, until a day. It lapses by itself and is renewed by another row.

    ``basis``: ``ladder`` (she met the requirements), ``recognised`` (an administrator vouches, with a reason, for whoever
    trained before Réplica), ``paper`` (her accreditation was issued or renewed). ``evidence``: JSON of what it was given
    upon. What a licence was is never changed: only that it was withdrawn is added.
    """

    __tablename__ = "trainer_licence"
    __table_args__ = (
        CheckConstraint("valid_until >= granted_on", name="dates"),
        CheckConstraint("basis IN ('ladder', 'recognised', 'paper')", name="basis"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn"),
        Index(None, "user_id", "valid_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    step: Mapped[str] = mapped_column(String(24))  # the slug of a step of content/ladder.toml
    granted_on: Mapped[date]
    valid_until: Mapped[date]
    basis: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(400), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("trainer_licence.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: the upgrade that brought licences
    at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_reason: Mapped[str] = mapped_column(String(400), default="")


class FacilitatorObservation(Base):
    """One licensed person watched another facilitate, with a checklist of the manual. A finished sheet stays as it is; it
    may be voided, once, with a reason, and then counts for nothing.

    ``scores``: JSON, step id → 0, 1 or 2. ``passed``: all critical steps and the share of points, once it is finished;
    ``again``: the observer asked to see it again, whatever the points.
    """

    __tablename__ = "facilitator_observation"
    __table_args__ = (
        Index("uq_facilitator_observation_open", "user_id", "observer_id", "cohort_id", "checklist", unique=True,
              sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("observer_id <> user_id", name="not_herself"),
        CheckConstraint("(finished_at IS NULL) = (passed IS NULL)", name="finished"),
        CheckConstraint("points >= 0 AND points <= out_of", name="points"),
        CheckConstraint("(voided_at IS NULL) = (voided_by_id IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)"
                        " AND (voided_at IS NULL OR finished_at IS NOT NULL)", name="voided"),
        Index(None, "user_id", "seen_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    observer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    checklist: Mapped[str] = mapped_column(String(40))
    manual_digest: Mapped[str] = mapped_column(ForeignKey("manual_version.digest"))
    seen_on: Mapped[date]  # the day of the workshop on which she was seen
    scores: Mapped[str] = mapped_column(Text, default="{}")
    comment: Mapped[str] = mapped_column(Text, default="")
    again: Mapped[bool] = mapped_column(default=False)
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
    void_reason: Mapped[str | None] = mapped_column(String(12))  # one of practice's REASONS
