"""What others wrote about somebody in plans, for the tests of erasing: her name in every text of this room."""

from typing import Protocol

from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort
from training.db import db
from training.places.models import Facility
from training.plans.filling import dump
from training.plans.models import DONE, IN_FORCE, PHONE, Plan, PlanAnswer, PlanEdit, PlanLine, PlanReview


class Story(Protocol):
    """As tests/keeping/story.py has it."""

    person: User
    cohort: Cohort

    def put(self, column: str, text: str | None = None) -> str:
        """A canary for a column."""
        ...


def planted(story: Story, by: User) -> None:
    """A plan in force that makes her answer for something, and a review that speaks of her."""
    at = db.session.scalars(db.select(Facility).order_by(Facility.id)).first()
    assert at is not None
    plan = Plan(sheet="contingencia", facility_id=at.id, region_id=at.authority_id, cohort_id=story.cohort.id, manual_digest=story.cohort.manual_digest,
                state=IN_FORCE, starts_on=today(), created_at=now(), created_by_id=by.id, saved_at=now())
    db.session.add(plan)
    db.session.flush()
    line = PlanLine(plan_id=plan.id, topic="kit", revision=2,
                    cells=dump({"quien": f"Responde {story.put('plan_line.cells', 'Qzkansur Qzkanname')}"}))
    review = PlanReview(plan_id=plan.id, region_id=plan.region_id, days=30, due_on=today(), state=DONE, done_on=today(), how=PHONE, by_id=by.id, at=now(),
                        note=f"Se llamó a {story.put('plan_review.note', 'Qzkangiven Qzkansur Qzkanname')}")
    db.session.add_all([line, review])
    db.session.flush()
    db.session.add_all([
        PlanEdit(plan_id=plan.id, line_id=line.id, revision=1, removed=False, by_id=story.person.id, at=now(),
                 cells=dump({"quien": story.put("plan_edit.cells", "QZKANSUR QZKANNAME")})),
        PlanAnswer(review_id=review.id, line_id=line.id, state="done",
                   note=f"Dice {story.put('plan_answer.note', 'Qzkanlistsur, Qzkanlistgiven')}")])
