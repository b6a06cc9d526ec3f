"""What came of cohorts, counted anew, many at once: each answer is one query, whatever their number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Exists, Float, and_, cast, exists, func, or_, select

from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.house import house
from training.licences.models import Licence
from training.lineage.models import Descent
from training.lineage.programme import courses_of_trainers, full_steps
from training.lineage.rules import FEWEST, Facilitator, lead
from training.practice.models import Observation
from training.progress.models import Qualification


@dataclass(frozen=True)
class Held:
    """A cohort as lineage sees it: who leads it, and when it ended (None: it has not)."""

    id: int
    course: str
    authority_id: int
    lead_id: int | None
    starts_on: date
    ended_on: date | None
    closed: bool


def held(ids: Collection[int]) -> list[Held]:
    """These cohorts with whoever leads each. Two queries."""
    query = select(Cohort.id, Cohort.course, Cohort.authority_id, Cohort.starts_on, Cohort.ends_on, Cohort.closed_at)
    leads = leads_of(ids)
    return [Held(number, course, authority, leads.get(number), starts, _ended(ends, closed is not None), closed is not None)
            for number, course, authority, starts, ends, closed in db.session.execute(query.where(Cohort.id.in_(ids)))]


def _ended(ends_on: date, closed: bool) -> date | None:
    return min(ends_on, today()) if closed or ends_on <= today() else None


def leads_of(ids: Collection[int]) -> dict[int, int]:
    """Cohort → who leads it. One query."""
    training = courses_of_trainers()
    found: dict[int, list[Facilitator]] = {}
    courses: dict[int, str] = {}
    for cohort, course, person in facilitators(ids):
        courses[cohort] = course
        found.setdefault(cohort, []).append(person)
    return {cohort: first for cohort, people in found.items()
            if (first := lead(people, of_trainers=courses[cohort] in training)) is not None}


def facilitators(ids: Collection[int]) -> list[tuple[int, str, Facilitator]]:
    """(cohort, its course, each who facilitates it), licensed or not on its last day; nobody who learns there. One query."""
    learns = exists().where(Membership.cohort_id == Cohort.id, Membership.user_id == User.id,
                            Membership.removed_at.is_(None))
    query = (select(Cohort.id, Cohort.course, User.id, _licensed_then(), User.authority_id.is_not(None),
                    Cohort.created_by_id == User.id, Descent.generation)
             .join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id).join(User, User.id == CohortTrainer.user_id)
             .outerjoin(Descent, Descent.user_id == User.id).where(Cohort.id.in_(ids), ~learns))
    return [(cohort, course, Facilitator(user, bool(licensed), bool(trainer), bool(opened), generation))
            for cohort, course, user, licensed, trainer, opened, generation in db.session.execute(query)]


def _licensed_then() -> Exists:
    return exists().where(Licence.user_id == User.id, Licence.step.in_(full_steps()), Licence.granted_on <= Cohort.ends_on,
                          Licence.valid_until >= Cohort.ends_on,
                          or_(Licence.withdrawn_on.is_(None), Licence.withdrawn_on > Cohort.ends_on))


def people_in(ids: Collection[int]) -> dict[int, int]:
    """Cohort → how many belong to it. One query."""
    query = (select(Membership.cohort_id, func.count()).where(Membership.cohort_id.in_(ids), Membership.removed_at.is_(None))
             .group_by(Membership.cohort_id))
    return {cohort: count for cohort, count in db.session.execute(query)}


def certified_in(ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Cohort → (people who hold its certificate, different facilities where they worked). One query."""
    query = (select(Qualification.cohort_id, func.count(), func.count(Membership.facility_id.distinct()))
             .join(Membership, Membership.id == Qualification.membership_id)
             .where(Qualification.cohort_id.in_(ids), Qualification.ended_on.is_(None)).group_by(Qualification.cohort_id))
    return {cohort: (count, places) for cohort, count, places in db.session.execute(query)}


def practised_in(ids: Collection[int]) -> dict[int, float]:
    """Cohort → mean share of the points of everybody's first try, 0 to 1, where five people were observed. One query.

    The first, as with the exit test: whoever is coached until she passes says little about how she was taught.
    """
    query = (select(Membership.cohort_id, func.avg(cast(Observation.points, Float) / Observation.out_of))
             .join(Membership, Membership.id == Observation.membership_id)
             .where(and_(Observation.number == 1, Observation.finished_at.is_not(None), Observation.voided_at.is_(None),
                         Observation.out_of > 0), Membership.cohort_id.in_(ids), Membership.removed_at.is_(None))
             .group_by(Membership.cohort_id).having(func.count(Membership.id.distinct()) >= FEWEST))
    return {cohort: float(mean) for cohort, mean in db.session.execute(query)}


def examined_in(ids: Collection[int]) -> dict[int, float]:
    """Cohort → mean share of first exit tests, where five people took it; nothing where no room gives tests. One query."""
    asked = house().exit_scores
    return dict(asked(ids)) if asked else {}
