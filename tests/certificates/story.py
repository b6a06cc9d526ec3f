"""A cohort at its end: Bea facilitates it, some completed the course. What the certificates' tests begin with."""

from fractions import Fraction

from flask import Flask

from certificates import actions, store
from certificates.models import Certificate, PrintFile
from certificates.snapshot import Signer, canonical
from tests import make
from tests.certificates.examples import NORMAL
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.jobs.models import Job
from training.jobs.worker import work
from training.progress.actions import mark_read, record_score

SIGNERS = (Signer("Bea Huamán Ríos", "Responsable del curso"),)
NAMES = (("Ana", "Quispe Rojas"), ("Óscar", "Ñaupari Luz"), ("Yma", "Álvarez Sol"))


def complete(member: Membership) -> Membership:
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


def issued(cohort: Cohort) -> list[Certificate]:
    """Issue for whoever is ready, and commit."""
    made = actions.issue(cohort, cohort.created_by_id, SIGNERS)
    db.session.commit()
    return made


def stored(member: Membership, by_id: int) -> tuple[Certificate, PrintFile]:
    """A certificate of hers and its print file, as rows and files, without issuing or drawing: for tests of access."""
    one = Certificate(folio=NORMAL.folio, membership_id=member.id, cohort_id=member.cohort_id, token=NORMAL.token,
                      code=NORMAL.code, salt=b"0" * 32, snapshot=canonical(NORMAL), commitment="0" * 64, claim="c",
                      issued_at=now(), issued_by_id=by_id)
    sha256 = store.put(b"%PDF-1.7")
    batch = PrintFile(cohort_id=member.cohort_id, sha256=sha256, pages=1, size=8, made_at=now())
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
