"""The demonstration's licences: each trainer at another point of the road, before the first certificates are issued."""

from datetime import timedelta

from sqlalchemy import select

from modules.ladder import Ladder
from training.accounts.models import User
from training.clock import now, today
from training.db import db
from training.licences import watching
from training.licences.models import RECOGNISED, Licence
from training.licences.queries import ladder
from training.licences.rules import add_months
from training.practice.filling import Filling

TEACHES, LEARNS = "regional", "en-formacion"
REASON = "Persona inventada de la demostración: facilitaba antes de Réplica."
COMMENT = "Muy buen reparto de la palabra. Falta señalar el lugar tranquilo antes de empezar."


def load() -> None:
    """The first trainer of each region holds a regional licence, her colleague one as facilitator in training, who was seen
    in the workshop that goes on and asked to show it again; commits."""
    steps = ladder()
    if steps is None:
        return
    first: dict[int | None, User] = {}
    trainers = select(User).where(User.is_demo, User.authority_id.is_not(None)).order_by(User.id)
    for person in db.session.scalars(trainers).all():
        guide = first.setdefault(person.authority_id, person)
        _licensed(steps, person, TEACHES if guide is person else LEARNS)
        if guide is not person:
            _seen(steps, person, guide)
    db.session.commit()


def _licensed(steps: Ladder, person: User, slug: str) -> None:
    step, since = steps.step(slug), today() - timedelta(days=200)
    admin = db.session.scalar(select(User.id).where(User.is_demo, User.is_admin).order_by(User.id).limit(1))
    if step is not None:
        db.session.add(Licence(
            user_id=person.id, step=step.id, granted_on=since, valid_until=add_months(since, step.months), basis=RECOGNISED,
            reason=REASON, evidence="", withdrawn_reason="", by_id=admin, at=now()))
        db.session.flush()


def _seen(steps: Ladder, person: User, by: User) -> None:
    """All steps done well but the first critical one."""
    offer = watching.offer(steps, person, by)
    if not offer.cohorts:
        return
    cohort, checklist = offer.cohorts[0], offer.checklists[0]
    sheet = watching.begin(person, cohort.key, checklist.slug, min(cohort.starts_on, today()), by)
    missed = next((step.id for step in checklist.steps if step.critical), "")
    marks = {step.id: 1 if step.id == missed else 2 for step in checklist.steps}
    watching.finish(sheet, Filling(marks, (), COMMENT), True, by)
