"""Plans of facilities and regions, their reviews, what was seen of a facility, and whether it is ready."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.db import Base, new_key
from training.places.models import Facility, HealthAuthority

DRAFT, IN_FORCE, REPLACED, ENDED = PLAN_STATES = ("draft", "in_force", "replaced", "ended")
OPEN, DONE, SKIPPED = REVIEW_STATES = ("open", "done", "skipped")
PHONE, VISIT = HOW = ("phone", "visit")


def _only_one(name: str, place: str, state: str) -> Index:
    """At most one plan of a sheet in this state, for each place."""
    where = text(f"state = '{state}'")
    return Index(f"uq_action_plan_{name}", place, "sheet", unique=True, sqlite_where=where, postgresql_where=where)


class Plan(Base):
    """A sheet that a facility's team, or a health authority, filled in.

    A draft may change; in force it is as it was agreed, until another replaces it or somebody ends it. ``cohort_id``: the
    workshop in which it was drafted.
    """

    __tablename__ = "action_plan"
    __table_args__ = (
        CheckConstraint("(facility_id IS NULL) <> (authority_id IS NULL)", name="place"),
        CheckConstraint("state IN ('draft', 'in_force', 'replaced', 'ended')", name="state"),
        CheckConstraint("(state = 'draft') = (starts_on IS NULL)", name="starts"),
        CheckConstraint("(state IN ('replaced', 'ended')) = (stopped_at IS NOT NULL)", name="stopped"),
        _only_one("facility_draft", "facility_id", DRAFT),
        _only_one("facility_force", "facility_id", IN_FORCE),
        _only_one("authority_draft", "authority_id", DRAFT),
        _only_one("authority_force", "authority_id", IN_FORCE),
        Index(None, "facility_id"),
        Index(None, "authority_id"),
        Index(None, "cohort_id"),
        Index(None, "state", "saved_at"),
        Index(None, "region_id", "state", "saved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    sheet: Mapped[str] = mapped_column(String(40))  # its identifier in the manual
    facility_id: Mapped[int | None] = mapped_column(ForeignKey("facility.id"))
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("health_authority.id"))
    region_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"))  # its own, or that of its facility
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id"))
    manual_digest: Mapped[str] = mapped_column(ForeignKey("manual_version.digest"))  # whose words the sheet has
    state: Mapped[str] = mapped_column(String(8), default=DRAFT)
    starts_on: Mapped[date | None]
    stopped_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime]

    facility: Mapped[Facility | None] = relationship(lazy="raise")
    authority: Mapped[HealthAuthority | None] = relationship(lazy="raise", foreign_keys=authority_id)


class PlanLine(Base):
    """A line as it is now. ``cells``: JSON, column id → text. ``revision`` grows with each change, see PlanEdit."""

    __tablename__ = "plan_line"
    __table_args__ = (Index(None, "plan_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    plan_id: Mapped[int] = mapped_column(ForeignKey("action_plan.id"))
    topic: Mapped[str] = mapped_column(String(40), default="")  # "": a line of their own
    cells: Mapped[str] = mapped_column(Text, default="{}")
    revision: Mapped[int] = mapped_column(default=1)
    removed: Mapped[bool] = mapped_column(default=False)


class PlanEdit(Base):
    """What a line said at a revision, and who wrote it. Append-only."""

    __tablename__ = "plan_edit"
    __table_args__ = (UniqueConstraint("line_id", "revision"), Index(None, "plan_id"), Index(None, "by_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("action_plan.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("plan_line.id"))
    revision: Mapped[int]
    cells: Mapped[str] = mapped_column(Text)
    removed: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class PlanReview(Base):
    """A review that is due so many days after the plan began. ``skipped``: a later one was made, or the plan stopped."""

    __tablename__ = "plan_review"
    __table_args__ = (
        UniqueConstraint("plan_id", "days"),
        CheckConstraint("state IN ('open', 'done', 'skipped')", name="state"),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done"),
        CheckConstraint("how IN ('phone', 'visit', '')", name="how"),
        Index(None, "state", "due_on"),
        Index(None, "region_id", "state", "due_on"),
        Index(None, "state", "done_on"),
        Index(None, "by_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    plan_id: Mapped[int] = mapped_column(ForeignKey("action_plan.id"))
    region_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"))  # whose list it is on: its plan's
    days: Mapped[int]
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(8), default=OPEN)
    done_on: Mapped[date | None]
    how: Mapped[str] = mapped_column(String(8), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime | None]


class PlanAnswer(Base):
    """How a line stood at a review."""

    __tablename__ = "plan_answer"
    __table_args__ = (CheckConstraint("state IN ('done', 'under_way', 'not_possible')", name="state"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("plan_review.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("plan_line.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(300), default="")


class FacilityCheck(Base):
    """One thing of a facility as somebody saw it, or was told of it by phone. Append-only; the newest counts.

    ``until``: in order until this day; None when it was not. ``sent_key``: of the form, which may arrive twice.
    """

    __tablename__ = "facility_check"
    __table_args__ = (
        UniqueConstraint("facility_id", "sent_key", "thing"),
        CheckConstraint("in_order = (until IS NOT NULL)", name="until"),
        CheckConstraint("until IS NULL OR until >= seen_on", name="dates"),
        CheckConstraint("how IN ('phone', 'visit')", name="how"),
        Index(None, "facility_id", "thing", "seen_on"),
        Index(None, "by_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    thing: Mapped[str] = mapped_column(String(12))  # kit, ambiente, directorio, noche
    in_order: Mapped[bool]
    until: Mapped[date | None]
    seen_on: Mapped[date]
    how: Mapped[str] = mapped_column(String(8))
    sent_key: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class Readiness(Base):
    """Until when each thing that a facility needs was found in order; None: it was not, or nobody looked yet.

    Derived from what was seen in reviews and visits; coverage reads only this.
    """

    __tablename__ = "facility_readiness"

    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    kit_until: Mapped[date | None]
    room_until: Mapped[date | None]
    directory_until: Mapped[date | None]
    route_until: Mapped[date | None]


class SupervisionSheet(Base):
    """A supervision form as it was filled in: indicator → [part, whole], as JSON. Append-only; a later one corrects it."""

    __tablename__ = "supervision"
    __table_args__ = (
        UniqueConstraint("facility_id", "sent_key"),
        Index(None, "facility_id", "held_on"),
        Index(None, "by_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    held_on: Mapped[date]
    figures: Mapped[str] = mapped_column(Text)
    manual_digest: Mapped[str] = mapped_column(ForeignKey("manual_version.digest"))
    sent_key: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class SupervisionFigure(Base):
    """The newest figure of each indicator of a facility: what pages show and sums are made of."""

    __tablename__ = "supervision_figure"
    __table_args__ = (CheckConstraint("part >= 0 AND part <= whole", name="share"), Index(None, "indicator", "held_on"))

    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(40), primary_key=True)
    part: Mapped[int]
    whole: Mapped[int]
    held_on: Mapped[date]
