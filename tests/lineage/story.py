"""The people of the tests' cascade: trainers in a tree, and cohorts that ended long ago."""

from datetime import date, timedelta

import msgspec

from modules.manual import Manual
from modules.workshop import Accreditation
from tests import make
from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.licences.models import LADDER, Licence
from training.lineage.models import CohortYield, Descent
from training.manuals.models import ManualVersion
from training.practice.models import Observation
from training.progress import qualifications


def edition() -> Manual:
    """A manual whose second course trains trainers for the first; both have a workshop of two days."""
    made = make.with_workshop(make.manual(make.module("a1"), make.module("a2"), make.module("b1")), checklists=("apoyo",))
    courses = tuple(msgspec.structs.replace(one, accreditation=Accreditation("a", 2, 8, 24, 2)) if one.slug == "b" else one
                    for one in made.courses)
    return msgspec.structs.replace(made, courses=courses, workshops=(*made.workshops, make.two_days("b")))


def published() -> ManualVersion:
    """The same, as a version."""
    return make.published(edition())


def trainer(name: str, region: str = "aya") -> User:
    """Somebody who facilitates in a region, called ``name``."""
    return make.user(name, f"Rojas {name}", authority_id=make.authority(region).id)


def placed(person: User, by: User | None = None, generation: int | None = None, *, days: int = 400) -> Descent:
    """Her place in the tree, as it would have been written."""
    above = db.session.get(Descent, by.id) if by else None
    row = Descent(user_id=person.id, trained_by_id=by.id if by else None, since=today() - timedelta(days=days), at=now(),
                  by_id=person.id, generation=generation if generation is not None else above.generation + 1 if above else 0)
    db.session.add(row)
    db.session.flush()
    return row


def licensed(person: User, *, days: int = 300, step: str = "regional", months: int = 24) -> Licence:
    """A licence that she was given some days ago."""
    begins = today() - timedelta(days=days)
    made = Licence(user_id=person.id, step=step, granted_on=begins, valid_until=begins + timedelta(days=30 * months),
                   basis=LADDER, at=now())
    db.session.add(made)
    db.session.flush()
    return made


def held(lead: User, version: ManualVersion, *, ago: int = 30, course: str = "a", people: int = 0) -> Cohort:
    """A cohort of two days that ended some days ago, with confirmed people."""
    ended = today() - timedelta(days=ago)
    cohort = make.cohort(lead, version, course=course, starts_on=ended - timedelta(days=1), ends_on=ended,
                         name=f"Cohorte {lead.given_names} {ago}")
    for number in range(people):
        make.member(cohort, make.user(f"Persona {number}", f"Luna {cohort.id}-{number}"))
    return cohort


def came(cohort: Cohort, lead: User | None = None, *, people: int = 10, certified: int = 8, exit_mean: float | None = None,
         practice_mean: float | None = None, ended_on: date | None = None) -> CohortYield:
    """What came of a cohort, written down without counting."""
    made = CohortYield(cohort_id=cohort.id, course=cohort.course, authority_id=cohort.authority_id,
                       lead_id=lead.id if lead else cohort.created_by_id, ended_on=ended_on or cohort.ends_on, closed=True,
                       people=people, certified=certified, facilities=3, exit_mean=exit_mean, practice_mean=practice_mean)
    db.session.add(made)
    db.session.flush()
    return made


def certified(cohort: Cohort, person: User) -> Membership:
    """She learns in the cohort and gets its certificate, as far as the rooms of training are told."""
    member = make.member(cohort, person)
    qualifications.award([member.id])
    return member


def observed(member: Membership, points: int, out_of: int = 4, *, number: int = 1) -> Observation:
    """A finished sheet of one try."""
    cohort = db.session.get_one(Cohort, member.cohort_id)
    made = Observation(membership_id=member.id, checklist="apoyo", number=number, observer_id=cohort.created_by_id,
                       manual_digest=cohort.manual_digest, began_at=now(), saved_at=now(), finished_at=now(), points=points,
                       out_of=out_of, passed=points == out_of)
    db.session.add(made)
    db.session.flush()
    return made


def also(cohort: Cohort, *people: User) -> None:
    """They facilitate it too."""
    db.session.add_all(CohortTrainer(cohort_id=cohort.id, user_id=one.id) for one in people)
    db.session.flush()
