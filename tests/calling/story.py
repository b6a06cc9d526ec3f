"""Somebody for each reason to call, in Ayacucho, and the same in Cusco, which Bea must not see."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests import make
from tests.reporting.story import facility, stands
from training.accounts.models import User
from training.clock import now, today
from training.closing.models import FollowUp
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.licences.models import Licence
from training.lineage.models import Descent
from training.manuals.models import ManualVersion
from training.plans.models import IN_FORCE, Plan, PlanReview
from training.progress.models import Standing


@dataclass
class Told:
    """Bea with a cohort under way."""

    bea: User
    cohort: Cohort
    version: ManualVersion


def told(region: str = "aya") -> Told:
    bea = make.bea(region)
    version = make.published()
    return Told(bea, make.cohort(bea, version, starts_on=today() - timedelta(days=20), ends_on=today() - timedelta(days=19)),
                version)


def outsider(of: Told, surnames: str = "Luna Campo") -> Membership:
    """She is on the list and has not confirmed."""
    return make.member(of.cohort, make.newcomer("Rosa", surnames), confirmed=False)


def inside(of: Told, surnames: str = "Mamani Vega", **standing: object) -> Membership:
    """She confirmed a fortnight ago; ``standing`` of module a1."""
    before = now() - timedelta(days=15)
    member = make.member(of.cohort, make.user("Nora", surnames), added_at=before)
    member.confirmed_at = before
    db.session.flush()
    if standing:
        db.session.add(Standing(membership_id=member.id, module="a1", **standing))
        db.session.flush()
    return member


def follow(of: Told, due_on: date, days: int = 30) -> FollowUp:
    made = FollowUp(cohort_id=of.cohort.id, days=days, due_on=due_on)
    db.session.add(made)
    db.session.flush()
    return made


def review(of: Told, due_on: date, code: str = "00099031") -> PlanReview:
    place = facility(code, "P. S. Valle Hondo", of.cohort.authority.code)
    plan = Plan(sheet="contingencia", facility_id=place.id, region_id=place.authority_id, cohort_id=of.cohort.id, manual_digest=of.version.digest,
                state=IN_FORCE, starts_on=due_on - timedelta(days=30), created_at=now(), saved_at=now())
    db.session.add(plan)
    db.session.flush()
    made = PlanReview(plan_id=plan.id, region_id=place.authority_id, days=30, due_on=due_on)
    db.session.add(made)
    db.session.flush()
    return made


def trainer(of: Told, granted: date, until: date, surnames: str = "Paz Soto") -> User:
    """She was trained by Bea and holds a licence."""
    person = make.user("Lía", surnames, authority_id=of.bea.authority_id)
    for one, by, generation in ((of.bea, None, 0), (person, of.bea.id, 1)):
        if db.session.get(Descent, one.id) is None:
            db.session.add(Descent(user_id=one.id, trained_by_id=by, generation=generation, since=granted, at=now()))
            db.session.flush()
    db.session.add(Licence(user_id=person.id, step="regional", granted_on=granted, valid_until=until, basis="recognised",
                           at=now()))
    db.session.flush()
    return person


def falling(of: Told, on: date, code: str = "00099041") -> None:
    stands(facility(code, "C. S. Cerro Azul", of.cohort.authority.code), uncovered_on=on)


def everything(region: str = "aya") -> Told:
    """One for each reason but the one thing that is lacking."""
    made, on = told(region), today()
    outsider(made)
    inside(made, attempts=3, last_seen_at=now())
    follow(made, on)
    review(made, on, f"{made.cohort.id:08}")
    trainer(made, on - timedelta(days=300), on + timedelta(days=30))
    falling(made, on + timedelta(days=20), f"1{made.cohort.id:07}")
    return made
