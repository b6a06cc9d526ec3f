"""A cohort at its end: Bea facilitates it, some completed the course. What the tests of both papers begin with."""

from fractions import Fraction
from itertools import zip_longest

from flask import Flask

from certificates.issuing import actions
from certificates.issuing.entering import Paper, enter
from certificates.issuing.models import Certificate, Particulars, PrintFile
from certificates.paper.snapshot import CERTIFICATE, Signer
from tests import make
from tests.certificates.examples import NORMAL
from training import store
from training.accounts.models import User
from training.attendance.models import Mark
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.jobs.models import Job
from training.jobs.worker import work
from training.naming.models import PHONE, NameConfirmation
from training.progress.actions import mark_read, record_score
from training.workshops.models import HalfDay
from training.workshops.queries import half_days

SIGNERS = (Signer("Bea Huamán Ríos", "Responsable del curso"),)
NAMES = (("Ana", "Quispe Rojas"), ("Óscar", "Ñaupari Luz"), ("Yma", "Álvarez Sol"))


def named(member: Membership, given_names: str | None = None, surnames: str | None = None) -> Membership:
    """She said how her name is written; unless told otherwise, as it stands in her account."""
    db.session.add(NameConfirmation(
        membership_id=member.id, given_names=given_names or member.user.given_names,
        surnames=surnames or member.user.surnames, how=PHONE, by_id=member.user_id, at=now()))
    db.session.flush()
    return member


def complete(member: Membership) -> Membership:
    """She confirmed her name, has read both modules and passed both quizzes."""
    named(member)
    return studied(member)


def studied(member: Membership) -> Membership:
    """She has read both modules and passed both quizzes."""
    for slug in ("a1", "a2"):
        mark_read(member.id, slug)
        record_score(member.id, slug, Fraction(1), True, now())
    return member


def graduates(cohort: Cohort, *names: tuple[str, str]) -> list[Membership]:
    """People of these names who completed the course."""
    return [complete(make.member(cohort, make.user(*name))) for name in names or NAMES]


def cohort_of(trainer: User, **more: object) -> Cohort:
    """A cohort of hers with three who completed the course and one who has not begun."""
    cohort = make.cohort(trainer, **more)
    graduates(cohort)
    make.member(cohort, make.user("Tomás", "Lluvia Vera"))
    db.session.commit()
    return cohort


def attend(member: Membership, *minutes: int) -> Membership:
    """She was there so long, half-day by half-day; the rest of them not at all."""
    for half_day, there in zip_longest(half_days(member.cohort), minutes, fillvalue=0):
        assert isinstance(half_day, HalfDay), "more minutes than half-days"
        db.session.add(Mark(half_day_id=half_day.id, membership_id=member.id, state="present" if there else "absent",
                            minutes=there, by_id=member.cohort.created_by_id, at=now(), revision=1))
    db.session.flush()
    return member


def close_all(cohort: Cohort) -> None:
    """The attendance of every half-day is closed."""
    for half_day in half_days(cohort):
        half_day.closed_at, half_day.closed_by_id = now(), cohort.created_by_id
    db.session.flush()


def workshop_of_three(trainer: User) -> Cohort:
    """A workshop of 900 minutes that is over: Yma was there and passed, Óscar was there, Tomás missed half of it."""
    cohort = make.workshop(trainer)
    for name, minutes, passed in ((NAMES[2], (240, 210, 240, 210), True), (NAMES[1], (240, 210, 195, 210), False),
                                  (("Tomás", "Lluvia Vera"), (240, 210), True)):
        member = named(make.member(cohort, make.user(*name)))
        attend(member, *minutes)
        if passed:
            studied(member)
    close_all(cohort)
    db.session.commit()
    return cohort


def issued(cohort: Cohort, *, both: bool = False) -> list[Certificate]:
    """Issue for whoever is ready, and commit."""
    made = actions.issue(cohort, cohort.created_by_id, SIGNERS, both=both)
    db.session.commit()
    return made


def kept(one: Certificate) -> Particulars:
    """What a paper says."""
    return db.session.get_one(Particulars, one.id)


def stored(member: Membership, by_id: int) -> tuple[Certificate, PrintFile]:
    """A certificate of hers and its print file, as rows and files, without issuing or drawing: for tests of access."""
    one = enter([Paper(NORMAL, member.id, member.cohort_id, by_id)])[0]
    sha256 = store.put(b"%PDF-1.7")
    batch = PrintFile(cohort_id=member.cohort_id, kind=CERTIFICATE, sha256=sha256, pages=1, size=8, made_at=now())
    db.session.add_all([one, batch])
    db.session.flush()
    actions.note_file(one.id, sha256, 8)
    return one, batch


def work_through(app: Flask, job: Job) -> None:
    """The worker, in a context of its own as in its process."""
    job_id = job.id
    db.session.commit()  # on SQLite an open transaction would hold up the worker
    try:
        with app.app_context():
            work(job_id)
    finally:
        db.session.expire_all()
