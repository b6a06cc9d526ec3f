"""Cohorts, who facilitates them, who belongs to them, and who asked to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.accounts.models import User
from training.db import Base, new_key
from training.places.models import HealthAuthority


class Cohort(Base):
    """A group that takes one course together, pinned to one version of the manual."""

    __tablename__ = "cohort"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    course: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(100))
    place: Mapped[str] = mapped_column(String(120))
    authority_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"), index=True)
    starts_on: Mapped[date]  # local dates in Lima
    ends_on: Mapped[date]
    join_code: Mapped[str] = mapped_column(String(8), unique=True)
    join_open: Mapped[bool] = mapped_column(default=True)
    manual_digest: Mapped[str] = mapped_column(ForeignKey("manual_version.digest"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    authority: Mapped[HealthAuthority] = relationship(lazy="joined")


class CohortTrainer(Base):
    """Who facilitates a cohort; every trainer of the same health authority sees it too."""

    __tablename__ = "cohort_trainer"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, index=True)


class Membership(Base):
    """A person in a cohort. Names are those that the trainer wrote: an account's own are not shown to her."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("cohort_id", "user_id"),
                      Index("uq_membership_cohort_id_number", "cohort_id", "number", unique=True))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    given_names: Mapped[str] = mapped_column(String(80))
    surnames: Mapped[str] = mapped_column(String(80))
    profession: Mapped[str] = mapped_column(String(80), default="")
    facility: Mapped[str] = mapped_column(String(120), default="")
    facility_id: Mapped[int | None] = mapped_column(ForeignKey("facility.id"))  # None: as written, not in the register
    number: Mapped[int | None]  # her row on every sheet of the workshop; given once, never to another person
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime | None]  # by the person herself, signed in
    removed_at: Mapped[datetime | None]

    cohort: Mapped[Cohort] = relationship()
    user: Mapped[User] = relationship(foreign_keys=user_id)

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surnames}"


class JoinRequest(Base):
    """Somebody without a session asked to join with the code: *por confirmar*, face to face, by the trainer."""

    __tablename__ = "join_request"
    __table_args__ = (
        UniqueConstraint("cohort_id", "document_type", "document"),
        CheckConstraint("document_type IN ('dni', 'ce', 'passport')", name="document_type"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    document_type: Mapped[str] = mapped_column(String(8))
    document: Mapped[str] = mapped_column(String(12))
    given_names: Mapped[str] = mapped_column(String(80))
    surnames: Mapped[str] = mapped_column(String(80))
    profession: Mapped[str] = mapped_column(String(80), default="")
    facility: Mapped[str] = mapped_column(String(120), default="")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]


class RosterDraft(Base):
    """A pasted or uploaded list that waits for its confirmation; nothing is imported before it."""

    __tablename__ = "roster_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    rows: Mapped[str] = mapped_column(Text)  # JSON list of rows as typed; deleted on confirmation or after a day
