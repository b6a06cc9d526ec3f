"""Dates: the follow-ups of workshops, the reviews of plans."""

from typing import Any

from flask import url_for
from sqlalchemy import select

from training.calling import texts, words
from training.calling.calls import Asked, Call
from training.calling.rules import FOLLOW, LATE, REVIEW, sunday
from training.calling.whose import Whose
from training.clock import today
from training.closing.models import FollowUp
from training.cohorts.models import Cohort
from training.places.models import Facility, HealthAuthority
from training.plans.models import IN_FORCE, OPEN, Plan, PlanReview


def _follow(whose: Whose) -> Any:
    """Dates of this week, and those of the last months that nobody ticked."""
    return (select(FollowUp.id, FollowUp.key, FollowUp.days, FollowUp.due_on, Cohort.key.label("cohort_key"), Cohort.name)
            .join(Cohort, Cohort.id == FollowUp.cohort_id)
            .where(whose.cohorts(), FollowUp.done_at.is_(None),
                   FollowUp.due_on.between(today() - LATE, sunday(today()))))


def _following(row: Any, whose: Whose) -> Call:
    return Call(FOLLOW, row.id, row.key, row.name, words.dated(row.days, row.due_on), words.each_facility(),
                texts.to_follow(row.days, whose.actor),
                url_for("closing.follow_up", key=row.cohort_key, follow=row.key))


def _review(whose: Whose) -> Any:
    """Reviews of plans in force."""
    return (select(PlanReview.id, PlanReview.key, PlanReview.days, PlanReview.due_on,
                   Facility.name, Facility.code, HealthAuthority.name.label("region"))
            .join(Plan, Plan.id == PlanReview.plan_id).outerjoin(Facility, Facility.id == Plan.facility_id)
            .outerjoin(HealthAuthority, HealthAuthority.id == Plan.authority_id)
            .where(whose.reviews(), Plan.state == IN_FORCE, PlanReview.state == OPEN, Facility.closed_on.is_(None),
                   PlanReview.due_on.between(today() - LATE, sunday(today()))))


def _reviewing(row: Any, whose: Whose) -> Call:
    return Call(REVIEW, row.id, row.key, row.name or row.region, words.dated(row.days, row.due_on), row.code or "",
                texts.to_review(row.days, whose.actor), url_for("plans.review", review=row.key))


FOLLOWING = Asked(FOLLOW, _follow, (FollowUp.due_on,), FollowUp.key, FollowUp.id, _following)
REVIEWING = Asked(REVIEW, _review, (PlanReview.due_on,), PlanReview.key, PlanReview.id, _reviewing)
