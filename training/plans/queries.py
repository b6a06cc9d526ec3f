"""Reading plans: of which place, their lines, reviews; who may see and write them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask import abort, has_request_context, request
from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload

from modules.plan_form import PlanForm, PlanSheet
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import seen_by
from training.db import db
from training.errors import Refused
from training.manuals.queries import manual, newest_digest
from training.places.models import Facility, HealthAuthority
from training.places.queries import by_code, facility_for
from training.plans.models import DRAFT, IN_FORCE, OPEN, Plan, PlanAnswer, PlanEdit, PlanLine, PlanReview
from training.plans.words import closed_words, no_forms_words
from training.staffing.models import SELF
from training.staffing.queries import posting_of


@dataclass(frozen=True)
class Place:
    """Whose plans these are: a facility's or a health authority's."""

    facility: Facility | None = None
    authority: HealthAuthority | None = None

    @property
    def name(self) -> str:
        found = self.facility or self.authority
        return found.name if found else ""

    @property
    def owner(self) -> dict[str, int]:
        """The column of a plan that says so, with its value."""
        if self.facility is not None:
            return {"facility_id": self.facility.id}
        assert self.authority is not None
        return {"authority_id": self.authority.id}

    @property
    def region_id(self) -> int:
        """The health authority on whose list its plans are."""
        if self.facility is not None:
            return self.facility.authority_id
        assert self.authority is not None
        return self.authority.id

    def is_of(self, plan: Plan) -> bool:
        """Whether the plan is this place's."""
        return all(getattr(plan, name) == value for name, value in self.owner.items())

    def open(self) -> None:
        """Refuse what only a facility that works may do."""
        if self.facility is not None and self.facility.closed_on is not None:
            raise Refused(closed_words(self.facility), 409)


def team_place(actor: User, code: str) -> Place:
    """A facility for whoever works there now, or sees its region as staff; 404 for everybody else."""
    found = by_code(code)
    if found is None:
        abort(404)
    if (not actor.is_staff or actor.authority_id not in (None, found.authority_id)) and _works_at(actor) == found.id:
        return Place(found)
    return Place(facility_for(actor, code)) if actor.is_staff else abort(404)


def leads(actor: User, place: Place) -> bool:
    """Whether the actor may put a plan of this place in force: as staff of its region, and not because she works there."""
    return actor.is_admin or actor.is_trainer and actor.authority_id == place.region_id


def staff_place(actor: User, code: str) -> Place:
    """A facility of the actor's region."""
    return Place(facility_for(actor, code))


def region_place(actor: User, code: str = "") -> Place | None:
    """The health authority of a trainer, or the one that an administrator names; None: she has to choose."""
    if not actor.is_admin:
        if actor.authority is None or code not in ("", actor.authority.code):
            abort(404)
        return Place(authority=actor.authority)
    if not code:
        return None
    found = db.session.scalar(select(HealthAuthority).where(HealthAuthority.code == code))
    return Place(authority=found) if found else abort(404)


def own_facility(actor: User) -> Facility | None:
    """Where the actor works now."""
    mine = _works_at(actor)
    return db.session.get(Facility, mine) if mine else None


def says_where(actor: User) -> bool:
    """Whether she says that she works somewhere."""
    return posting_of(actor.id) is not None


def _works_at(actor: User) -> int | None:
    """The id of the facility where she works, and not only says that she does: a list or staff of the region said it too."""
    mine = posting_of(actor.id)
    if mine is None or mine.source != SELF:
        return mine.facility_id if mine else None
    listed = select(Membership.id).where(
        Membership.user_id == actor.id, Membership.facility_id == mine.facility_id, Membership.removed_at.is_(None))
    return mine.facility_id if db.session.scalar(listed.limit(1)) is not None else None


_WITH_PLACE = (
    select(Plan)
    .outerjoin(Plan.facility)
    .outerjoin(Plan.authority)
    .options(contains_eager(Plan.facility), contains_eager(Plan.authority))
)


def place_of(plan: Plan) -> Place:
    """Whose plan it is; fetched by one of the functions here."""
    return Place(plan.facility, plan.authority)


def plan_for(actor: User, key: str, *, team: bool = False) -> Plan:
    """A plan of the actor's region (or, with ``team``, of the facility where she works); 404 when it is none.

    In an unsafe request it is locked: two who change it come one after the other.
    """
    found = db.session.scalar(_WITH_PLACE.where(Plan.key == key))
    if found is None or not (_of_region(actor, found) or team and _works_there(actor, found)):
        abort(404)
    return locked(found)


def _of_region(actor: User, plan: Plan) -> bool:
    owner = plan.authority_id or (plan.facility.authority_id if plan.facility else None)
    return actor.is_admin or actor.is_trainer and owner == actor.authority_id


def _works_there(actor: User, plan: Plan) -> bool:
    return plan.facility_id is not None and _works_at(actor) == plan.facility_id


def _writes() -> bool:
    return not has_request_context() or request.method == "POST"


def locked(plan: Plan) -> Plan:
    """The plan, held until the transaction ends when the request may write; read anew."""
    if _writes():
        db.session.refresh(plan, ["state", "starts_on", "stopped_at", "cohort_id", "saved_at"], with_for_update=True)
    return plan


def review_for(actor: User, key: str) -> tuple[PlanReview, Plan]:
    """A review of a plan of the actor's region; 404 when it is none."""
    found = db.session.scalar(select(PlanReview).where(PlanReview.key == key))
    plan = db.session.scalar(_WITH_PLACE.where(Plan.id == found.plan_id)) if found else None
    if found is None or plan is None or not _of_region(actor, plan):
        abort(404)
    locked(plan)
    if _writes():
        db.session.refresh(found)
    return found, plan


def forms() -> tuple[PlanForm, str] | None:
    """The sheets of the newest manual and its digest; None when it has none."""
    digest = newest_digest()
    form = manual(digest).plan_form if digest else None
    return (form, digest) if form and digest else None


def sheet_of(plan: Plan) -> PlanSheet:
    """The sheet with the words that the plan was written on. Raises Refused when its manual has it no more."""
    form = manual(plan.manual_digest).plan_form
    sheet = form.sheet(plan.sheet) if form else None
    if sheet is None:
        raise Refused(no_forms_words(), 409)
    return sheet


def review_days(plan: Plan) -> list[int]:
    """After how many days a plan is reviewed."""
    form = manual(plan.manual_digest).plan_form
    return [one.days for one in form.reviews] if form else []


def plans_of(place: Place, sheet: str | None = None) -> list[Plan]:
    """Every plan of a place, the newest first."""
    query = _WITH_PLACE.where(*(getattr(Plan, name) == value for name, value in place.owner.items()))
    if sheet is not None:
        query = query.where(Plan.sheet == sheet)
    return list(db.session.scalars(query.order_by(Plan.id.desc()).limit(60)))


def current(place: Place, sheet: str) -> tuple[Plan | None, Plan | None]:
    """The draft and the plan in force of a sheet."""
    found = {one.state: one for one in plans_of(place, sheet) if one.state in (DRAFT, IN_FORCE)}
    return found.get(DRAFT), found.get(IN_FORCE)


def lines_of(plan: Plan, *, removed: bool = False) -> list[PlanLine]:
    """Its lines, in the order in which they were written."""
    query = select(PlanLine).where(PlanLine.plan_id == plan.id).order_by(PlanLine.id)
    return list(db.session.scalars(query if removed else query.where(PlanLine.removed.is_(False))))


def edits_of(plan: Plan) -> list[PlanEdit]:
    """Its whole history, the oldest first."""
    return list(db.session.scalars(select(PlanEdit).where(PlanEdit.plan_id == plan.id).order_by(PlanEdit.id)))


def reviews_of(plans: Collection[int]) -> list[PlanReview]:
    """The reviews of these plans, in the order of their days."""
    query = select(PlanReview).where(PlanReview.plan_id.in_(plans)).order_by(PlanReview.plan_id, PlanReview.days)
    return list(db.session.scalars(query)) if plans else []


def answers_of(reviews: Collection[int]) -> list[PlanAnswer]:
    """What was answered at these reviews."""
    query = select(PlanAnswer).where(PlanAnswer.review_id.in_(reviews))
    return list(db.session.scalars(query)) if reviews else []


def next_review(reviews: Sequence[PlanReview]) -> PlanReview | None:
    """The first that was not made."""
    return next((one for one in reviews if one.state == OPEN), None)


def cohort_of(actor: User, facility: Facility, key: str = "") -> Cohort | None:
    """In which workshop a plan is being drafted: the one that the page names, else her own that goes on or just ended.

    404 for one that she neither runs nor takes part in; None where it has nobody of this facility.
    """
    query = (
        select(Cohort)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Membership.removed_at.is_(None), Membership.facility_id == facility.id)
    )
    if key:
        if not is_hers(actor, key):
            abort(404)
        return db.session.scalar(query.where(Cohort.key == key).limit(1))
    mine = query.where(Membership.user_id == actor.id, Cohort.closed_at.is_(None))
    return db.session.scalar(mine.order_by(Cohort.starts_on.desc()).limit(1))


def is_hers(actor: User, key: str) -> bool:
    """Whether the actor runs this cohort, or takes part in it."""
    takes_part = exists().where(Membership.cohort_id == Cohort.id, Membership.user_id == actor.id,
                                Membership.removed_at.is_(None))
    sees = seen_by(actor) | takes_part if actor.is_staff else takes_part
    return db.session.scalar(select(Cohort.id).where(Cohort.key == key, sees)) is not None


def facilities_of_group(cohort: Cohort) -> tuple[list[Facility], int]:
    """The facilities of the group, by name, and how many of its people work at one that the register does not know."""
    query = select(Membership.facility_id).where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
    ids = list(db.session.scalars(query))
    known = (
        select(Facility).where(Facility.id.in_({one for one in ids if one is not None})).order_by(Facility.name, Facility.id)
    )
    return list(db.session.scalars(known)), sum(one is None for one in ids)


def live_plans(facilities: Collection[int]) -> dict[tuple[int, str], Plan]:
    """(facility, sheet) → its plan in force, or else its draft. One query."""
    query = select(Plan).where(Plan.facility_id.in_(facilities), Plan.state.in_((DRAFT, IN_FORCE)))
    found: dict[tuple[int, str], Plan] = {}
    for one in db.session.scalars(query.order_by(Plan.state)) if facilities else ():  # draft before in_force
        assert one.facility_id is not None
        found[one.facility_id, one.sheet] = one
    return found


def drafted_in(cohort: Cohort) -> tuple[int, int]:
    """How many of the group's facilities wrote a plan in this workshop, and how many facilities it has. Two queries."""
    facilities, _unknown = facilities_of_group(cohort)
    ids = {one.id for one in facilities}
    query = select(Plan.facility_id).where(Plan.cohort_id == cohort.id, Plan.facility_id.is_not(None)).distinct()
    return len(ids & set(db.session.scalars(query))), len(ids)


def places_by_plan(plans: Iterable[int]) -> dict[int, str]:
    """Names for the audit page: «Plan de C. S. Río Manso»."""
    query = select(Plan).where(Plan.id.in_(plans)).options(joinedload(Plan.facility), joinedload(Plan.authority))
    return {one.id: place_of(one).name for one in db.session.scalars(query)}
