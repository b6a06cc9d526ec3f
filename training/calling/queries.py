"""Reading whom to call: everything at a glance, a page of one kind, what was done this week."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort
from sqlalchemy import select

from training.accounts.models import User
from training.accounts.queries import names_of
from training.calling.calls import Call, Found, Source
from training.calling.dates import FOLLOWING, REVIEWING
from training.calling.lacking import LACKING
from training.calling.models import CallNote
from training.calling.people import ENTERING, HELPING
from training.calling.rules import ALMOST, DORMANT, ENTER, FALLING, FOLLOW, HEAD, HELP, KINDS, LICENCE, PAGE, REVIEW, monday
from training.calling.trainers import FALLING_SOON, LAPSING, SLEEPING
from training.calling.whose import Whose
from training.clock import today
from training.closing.models import FollowUp
from training.cohorts.models import Cohort
from training.cohorts.queries import names_of_members
from training.db import db
from training.places.models import Facility, HealthAuthority
from training.plans.models import Plan, PlanReview

SOURCES: Mapping[str, Source] = {
    FOLLOW: FOLLOWING, REVIEW: REVIEWING, ENTER: ENTERING, HELP: HELPING, ALMOST: LACKING, FALLING: FALLING_SOON,
    LICENCE: LAPSING, DORMANT: SLEEPING}
MADE = 30  # marks of her own that the page shows


@dataclass(frozen=True)
class Paged:
    """A page of one kind."""

    found: Found
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found.total // PAGE))


def at_a_glance(whose: Whose) -> list[tuple[str, Found]]:
    """The first of each kind; kinds without any are left out. A constant number of queries."""
    found = [(kind, SOURCES[kind].found(whose, HEAD, 0)) for kind in KINDS]
    return [(kind, some) for kind, some in found if some.total]


def page_of(whose: Whose, kind: str, page: int) -> Paged:
    """Fifty of one kind. What stands behind the last page that is counted can be seen when those before are called."""
    number = max(1, page)
    found = SOURCES[kind].found(whose, PAGE, (number - 1) * PAGE)
    pages = max(1, -(-found.total // PAGE))
    if number > pages:
        return Paged(SOURCES[kind].found(whose, PAGE, (pages - 1) * PAGE), pages)
    return Paged(found, number)


def call_for(whose: Whose, kind: str, key: str) -> Call:
    """The call with this key; 404 when these people have none such to make."""
    found = SOURCES[kind].one(whose, key) if whose.is_chosen else None
    if found is None:
        abort(404)
    return found


def made_by(actor: User) -> list[tuple[CallNote, str]]:
    """Her marks of this week with whom she called, the newest first. Six queries at most."""
    query = select(CallNote).where(CallNote.by_id == actor.id, CallNote.week == monday(today()))
    notes = list(db.session.scalars(query.order_by(CallNote.at.desc(), CallNote.id.desc()).limit(MADE)))
    known = {kind: _NAMES[kind]({one.subject_id for one in notes if one.kind in kinds})
             for kinds, kind in _ALIKE if any(one.kind in kinds for one in notes)}
    return [(one, known[_like(one.kind)].get(one.subject_id, "")) for one in notes]


_ALIKE = (((ENTER, HELP, ALMOST), ENTER), ((LICENCE, DORMANT), LICENCE), ((FOLLOW,), FOLLOW), ((REVIEW,), REVIEW),
          ((FALLING,), FALLING))


def _like(kind: str) -> str:
    return next(one for kinds, one in _ALIKE if kind in kinds)


def _cohorts_of(ids: Iterable[int]) -> dict[int, str]:
    query = select(FollowUp.id, Cohort.name).join(Cohort, Cohort.id == FollowUp.cohort_id).where(FollowUp.id.in_(ids))
    return {one: name for one, name in db.session.execute(query)}


def _places_of(ids: Iterable[int]) -> dict[int, str]:
    query = (select(PlanReview.id, Facility.name, HealthAuthority.name).join(Plan, Plan.id == PlanReview.plan_id)
             .outerjoin(Facility, Facility.id == Plan.facility_id)
             .outerjoin(HealthAuthority, HealthAuthority.id == Plan.authority_id).where(PlanReview.id.in_(ids)))
    return {one: facility or authority for one, facility, authority in db.session.execute(query)}


def _facilities(ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(select(Facility.id, Facility.name).where(Facility.id.in_(ids)))
    return {one: name for one, name in rows}


_NAMES: Mapping[str, Any] = {ENTER: names_of_members, LICENCE: names_of, FOLLOW: _cohorts_of, REVIEW: _places_of,
                             FALLING: _facilities}


def own_note(actor: User, number: int) -> CallNote:
    """A mark of her own, of this week; 404 when it is none."""
    query = select(CallNote).where(CallNote.id == number, CallNote.by_id == actor.id, CallNote.week == monday(today()))
    found = db.session.scalar(query) if 0 < number < 2**31 else None
    if found is None:
        abort(404)
    return found
