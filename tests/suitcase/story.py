"""A workshop whose suitcase is printed: Bea facilitates it; some people are new, one has a password of her own."""

import msgspec
from flask import Flask

from tests import make
from tests.suitcase.examples import paper
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.jobs.models import Job
from training.jobs.worker import work as work_on
from training.suitcase import work


def workshop(bea: User, *, newcomers: int = 3, flows: bool = False) -> Cohort:
    """A workshop with people who never entered, made by Bea, and Ana, who has a password."""
    edition = make.with_workshop(make.with_reference(make.manual(), "ruta") if flows else None, checklists=("apoyo",))
    cohort = make.workshop(bea, make.published(msgspec.structs.replace(edition, plan_form=paper(1).form)))
    for number in range(newcomers):
        make.member(cohort, make.newcomer(f"Nueva {number}", "Ñaupari Luz", created_by_id=bea.id), confirmed=False,
                    facility=f"P. S. Alto {number}")
    make.member(cohort, make.ana(), facility="")
    db.session.commit()
    return cohort


def worked(app: Flask, job: Job) -> Job:
    """The worker does the job, in a context of its own as in its process."""
    job_id = job.id
    db.session.commit()  # on SQLite an open transaction would hold up the worker
    with app.app_context():
        work_on(job_id)
    db.session.expire_all()
    return db.session.get_one(Job, job_id)


def packed(app: Flask, cohort: Cohort, by: User) -> Job:
    """The suitcase, drawn for this person."""
    return worked(app, work.start(cohort, by.id))


def member_called(cohort: Cohort, given_names: str) -> Membership:
    return db.session.query(Membership).filter_by(cohort_id=cohort.id, given_names=given_names).one()
