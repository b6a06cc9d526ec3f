"""The story of these tests: a manual with a ladder, Bea who is a principal trainer, Luz who is on her way up beside her."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from tests import make
from training.accounts.models import User
from training.clock import at_lima, now, today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.licences.models import FacilitatorObservation, Licence
from training.manuals.models import ManualVersion
from training.practice.models import Observation
from training.progress import qualifications
from training.progress.models import Qualification


def published() -> ManualVersion:
    """A manual with modules of both courses and a ladder."""
    modules = [make.module(slug) for slug in ("a1", "a2", "b1", "b2")]
    return make.published(make.with_ladder(make.with_workshop(make.manual(*modules))))


def luz(region: str = "aya", given_names: str = "Luz") -> User:
    """She facilitates in Ayacucho and has no licence yet."""
    return make.user(given_names, "Tello Garúa", authority_id=make.authority(region).id)


def noon(day: date) -> datetime:
    """Midday in Lima."""
    return at_lima(day, time(12))


def cohort(trainers: Sequence[User], version: ManualVersion, *, course: str = "a", ended: int = 10, certified: int = 0,
           name: str = "Ayacucho 2026-1", closed: bool = True) -> Cohort:
    """A cohort that these people facilitated and that ended so many days ago."""
    last = today() - timedelta(days=ended)
    made = make.cohort(trainers[0], version, course=course, name=name, starts_on=last - timedelta(days=1), ends_on=last,
                       closed_at=noon(last) if closed else None)
    for other in trainers[1:]:
        db.session.add(CohortTrainer(cohort_id=made.id, user_id=other.id))
    members = [make.member(made, make.user(f"Persona {number}", "Rojas Luna")).id for number in range(certified)]
    db.session.flush()
    qualifications.award(members)
    return made


def certified(person: User, of: Cohort, on: date | None = None) -> None:
    """She holds the certificate of this cohort's course, since a day."""
    member = make.member(of, person)
    qualifications.award([member.id])
    db.session.get_one(Qualification, member.id).since = on or of.ends_on
    db.session.flush()


def taught(person: User, of: Cohort, by: User, *, passed: bool = True, number: int = 1) -> None:
    """Her micro-teaching was observed in a cohort of trainers that she is in."""
    member = db.session.scalars(select(Membership).where(Membership.cohort_id == of.id,
                                                         Membership.user_id == person.id)).one()
    db.session.add(Observation(membership_id=member.id, checklist="microensenanza", number=number, observer_id=by.id,
                               manual_digest=of.manual_digest, began_at=noon(of.ends_on), saved_at=now(),
                               finished_at=noon(of.ends_on), passed=passed, points=4 if passed else 1, out_of=4))
    db.session.flush()


def watched(person: User, of: Cohort, by: User, *, passed: bool = True, again: bool = False, on: date | None = None,
            finished: bool = True) -> FacilitatorObservation:
    """Somebody saw her facilitate."""
    seen = FacilitatorObservation(
        user_id=person.id, observer_id=by.id, cohort_id=of.id, checklist="cofacilitacion", manual_digest=of.manual_digest,
        seen_on=on or min(of.ends_on, today()), began_at=now(), saved_at=now(), finished_at=now() if finished else None,
        passed=passed if finished else None, again=again, points=4 if passed and finished else 0, out_of=4)
    db.session.add(seen)
    db.session.flush()
    return seen


def trained(person: User, bea: User, version: ManualVersion, *, ended: int = 60) -> Cohort:
    """Everything for the first licence: both certificates and the micro-teaching. Returns the cohort of trainers."""
    first = cohort([bea], version, ended=ended + 100, name="Curso A")
    second = cohort([bea], version, course="b", ended=ended, name="Formadoras 2026")
    certified(person, first)
    certified(person, second)
    taught(person, second, bea)
    return second


def licences(person: User) -> list[Licence]:
    """Her licences, the oldest first."""
    return list(db.session.scalars(select(Licence).where(Licence.user_id == person.id).order_by(Licence.id)))


def colleague(of: Cohort) -> User:
    """Luz, who facilitates this cohort too and is licensed for its course."""
    person = make.licensed(luz(), "regional")
    db.session.add(CohortTrainer(cohort_id=of.id, user_id=person.id))
    db.session.flush()
    return person


def licence_of(person: User) -> str:
    """The key of her last licence."""
    return licences(person)[-1].key


def open_sheet(of: Cohort, by: User) -> str:
    """A sheet about somebody new that ``by`` has begun and not finished."""
    person = luz(given_names="Eva")
    seen = watched(person, of, by, finished=False)
    db.session.commit()
    return seen.key
