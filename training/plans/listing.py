"""The list of reviews: what is late, due this week, made; and drafts that nobody put in force. Paged, constant queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager

from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility, HealthAuthority
from training.plans.models import DONE, DRAFT, IN_FORCE, OPEN, Plan, PlanReview, Readiness
from training.plans.rules import WEEK

PAGE = 50
LATEST = timedelta(days=120)  # how long a review that was made stays on the list
DUE, LATE, SOON, MADE, DRAFTS = VIEWS = ("pendientes", "vencidas", "semana", "hechas", "borradores")


@dataclass(frozen=True)
class Asked:
    """What an address asks for; what it does not know is as if it were not there."""

    view: str = DUE
    region: str = ""
    network: str = ""
    page: int = 1

    @property
    def narrow(self) -> bool:
        return bool(self.region or self.network)

    def address(self, **more: str) -> dict[str, str]:
        """The parts of the address that say the same, with these instead."""
        said = {"ver": self.view if self.view != DUE else "", "region": self.region, "red": self.network} | more
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Row:
    """A line of the list. ``review`` None: a draft."""

    plan: Plan
    review: PlanReview | None
    place: str
    region: str


@dataclass(frozen=True)
class Found:
    """A page of the list."""

    rows: list[Row]
    counts: Mapping[str, int]
    page: int
    pages: int
    regions: list[HealthAuthority] = field(default_factory=list)
    networks: list[str] = field(default_factory=list)


def read(args: Mapping[str, str], actor: User) -> Asked:
    """The address of the list, for this reader: a trainer has no other region."""
    view, page = args.get("ver", ""), args.get("pagina", "")
    return Asked(
        view if view in VIEWS else DUE,
        args.get("region", "")[:40] if actor.is_admin else "",
        args.get("red", "")[:80],
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1,
    )


def _scope(actor: User, asked: Asked) -> list[ColumnElement[bool]]:
    """What the reader may see, and has chosen to; the region is apart (see `_region`)."""
    found: list[ColumnElement[bool]] = [or_(Plan.facility_id.is_(None), Facility.closed_on.is_(None))]
    return [*found, Facility.network == asked.network] if asked.network else found


def _region(actor: User, asked: Asked, view: str) -> list[ColumnElement[bool]]:
    """The region of the reader, or the one that she chose: on the reviews that wait it stands in their index."""
    column: Any = PlanReview.region_id if view in (DUE, LATE, SOON) else Plan.region_id
    if not actor.is_admin:
        return [column == actor.authority_id]
    here = select(HealthAuthority.id).where(HealthAuthority.code == asked.region).scalar_subquery()
    return [column == here] if asked.region else []


def _which(view: str, on: date) -> ColumnElement[bool]:
    """The reviews of a view."""
    if view == MADE:
        return and_(PlanReview.state == DONE, PlanReview.done_on > on - LATEST)
    last = on if view == LATE else on + WEEK
    first = [PlanReview.due_on >= on] if view == SOON else []
    return and_(PlanReview.state == OPEN, PlanReview.due_on < last, *first)


def found(actor: User, asked: Asked) -> Found:
    """A page of what is asked. Constant queries."""
    on = today()
    counts = _counts(actor, asked, on)
    pages = max(1, -(-counts[asked.view] // PAGE))
    page = min(asked.page, pages)
    rows = _rows(actor, asked, on, (page - 1) * PAGE)
    return Found(rows, counts, page, pages, _regions() if actor.is_admin else [], _networks(actor, asked))


def _counts(actor: User, asked: Asked, on: date) -> dict[str, int]:
    scope = _scope(actor, asked)
    late = func.coalesce(func.sum(case((PlanReview.due_on < on, 1), else_=0)), 0)
    waiting = _joined(select(func.count(), late)).where(_which(DUE, on), *_region(actor, asked, DUE), *scope)
    due, overdue = db.session.execute(waiting).one()
    made = _joined(select(func.count())).where(_which(MADE, on), *_region(actor, asked, MADE), *scope)
    begun = select(func.count()).select_from(Plan).outerjoin(Facility, Facility.id == Plan.facility_id)
    drafts = begun.where(Plan.state == DRAFT, *_region(actor, asked, DRAFTS), *scope)
    return {
        DUE: due,
        LATE: int(overdue),
        SOON: due - int(overdue),
        MADE: db.session.scalar(made) or 0,
        DRAFTS: db.session.scalar(drafts) or 0,
    }


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(PlanReview)
        .join(Plan, Plan.id == PlanReview.plan_id)
        .outerjoin(Facility, Facility.id == Plan.facility_id)
    )


def _rows(actor: User, asked: Asked, on: date, skip: int) -> list[Row]:
    view = asked.view
    if view == DRAFTS:
        query: Any = select(Plan, Plan.id, HealthAuthority.name).outerjoin(Plan.facility).where(Plan.state == DRAFT)
        order: tuple[Any, ...] = (Plan.saved_at.desc(), Plan.id)
    else:
        query = (
            select(Plan, PlanReview, HealthAuthority.name)
            .join(PlanReview, PlanReview.plan_id == Plan.id)
            .outerjoin(Plan.facility)
            .where(_which(view, on))
        )
        order = (PlanReview.done_on.desc(), PlanReview.id) if view == MADE else (PlanReview.due_on, PlanReview.id)
    query = (
        query.join(HealthAuthority, HealthAuthority.id == Plan.region_id)
        .options(contains_eager(Plan.facility))
        .where(*_region(actor, asked, view), *_scope(actor, asked))
        .order_by(*order)
        .limit(PAGE)
        .offset(skip)
    )
    return [
        Row(
            plan, review if isinstance(review, PlanReview) else None, plan.facility.name if plan.facility else region, region
        )
        for plan, review, region in db.session.execute(query)
    ]


def _regions() -> list[HealthAuthority]:
    return list(db.session.scalars(select(HealthAuthority).order_by(HealthAuthority.name)))


def _networks(actor: User, asked: Asked) -> list[str]:
    """The networks of the region that is shown; none while an administrator has chosen no region."""
    if actor.is_admin and not asked.region:
        return []
    where = (
        Facility.authority_id == actor.authority_id
        if not actor.is_admin
        else Facility.authority_id.in_(select(HealthAuthority.id).where(HealthAuthority.code == asked.region))
    )
    return list(
        db.session.scalars(
            select(Facility.network).where(where, Facility.network != "").distinct().order_by(Facility.network)
        )
    )


def for_export(actor: User, asked: Asked) -> list[tuple[Plan, str, date | None, int, Readiness | None]]:
    """Every plan that is a draft or in force: with its region, the next review, how many were made, and what is ready."""
    coming = (
        select(func.min(PlanReview.due_on))
        .where(PlanReview.plan_id == Plan.id, PlanReview.state == OPEN)
        .correlate(Plan)
        .scalar_subquery()
    )
    made = (
        select(func.count(PlanReview.id))
        .where(PlanReview.plan_id == Plan.id, PlanReview.state == DONE)
        .correlate(Plan)
        .scalar_subquery()
    )
    query = (
        select(Plan, HealthAuthority.name, coming, made, Readiness)
        .outerjoin(Plan.facility)
        .join(HealthAuthority, HealthAuthority.id == Plan.region_id)
        .outerjoin(Readiness, Readiness.facility_id == Plan.facility_id)
        .where(Plan.state.in_((DRAFT, IN_FORCE)), *_region(actor, asked, DRAFTS), *_scope(actor, asked))
        .options(contains_eager(Plan.facility))
        .order_by(HealthAuthority.name, Facility.network, Facility.name, Plan.id)
    )
    return [(plan, region, next_on, count, ready) for plan, region, next_on, count, ready in db.session.execute(query)]
