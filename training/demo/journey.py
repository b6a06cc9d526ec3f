"""What a scripted journey needs to know of the demonstration: accounts and addresses that exist."""

from typing import Any

from flask import url_for
from sqlalchemy import select

from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.demo.people import ADMIN, LEARNERS, PASSWORD, TRAINER
from training.house import house
from training.workshops.models import Workshop

ROLES = (("learner", LEARNERS[0]), ("trainer", TRAINER), ("admin", ADMIN))

WORKSHOP_PAGES = (("workshop", "workshops.show"), ("attendance", "attendance.index"), ("agenda", "delivery.index"),
                  ("practice", "practice.index"), ("suitcase", "suitcase.show"), ("closing", "closing.check"))


def journey() -> dict[str, Any]:
    """``{"accounts": […], "pages": {…}}``. Raises LookupError without a demonstration."""
    learner = db.session.scalar(select(User).where(User.document == LEARNERS[0].document, User.is_demo))
    if learner is None:
        raise LookupError("there is no demonstration: flask demo load")
    cohort = db.session.scalars(select(Cohort).join(Membership).where(Membership.user_id == learner.id)).one()
    accounts = [{"role": role, "document": person.document, "password": PASSWORD,
                 "name": f"{person.given_names} {person.surnames}"} for role, person in ROLES]
    pages = {
        "home": url_for("learning.home"), "signin": url_for("accounts.sign_in"),
        "course": url_for("learning.course", key=cohort.key),
        "module": url_for("learning.module", key=cohort.key, slug="a3"),
        "cohort": url_for("cohorts.show", key=cohort.key),
    }
    workshop = db.session.scalar(select(Cohort).join(Workshop, Workshop.cohort_id == Cohort.id).order_by(Cohort.id).limit(1))
    if workshop is not None:
        pages |= {name: url_for(endpoint, key=workshop.key) for name, endpoint in WORKSHOP_PAGES}
    pages |= {name: address(cohort) for name, address in house().demo_pages.items()}
    return {"accounts": accounts, "pages": pages}
