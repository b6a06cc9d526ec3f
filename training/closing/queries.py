"""Reading what a workshop's closing needs: the summary, the act, the report, the dates after it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from sqlalchemy import select
from sqlalchemy.orm import load_only

from training.accounts.models import User
from training.closing.models import ClosingAct, FollowUp, Report
from training.closing.summary import Summary, summary
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import seen_by
from training.cohorts.text import fold
from training.db import db
from training.progress.requirements import Requirement, of_cohort
from training.workshops.models import HalfDay
from training.workshops.queries import half_days, planned, workshop_of


@dataclass(frozen=True)
class Act:
    """A closing act with what it froze, and its report once that is drawn."""

    act: ClosingAct
    by: User
    facts: dict[str, Any]
    report: Report | None


def summary_of(cohort: Cohort) -> Summary:
    """The groups as they are now. A constant number of queries."""
    people = _people(cohort)
    return summary(of_cohort(cohort, people), people)


def _people(cohort: Cohort) -> list[Membership]:
    """Everybody by surname, of the columns that these pages show. One query."""
    columns = load_only(Membership.id, Membership.key, Membership.cohort_id, Membership.user_id, Membership.given_names,
                        Membership.surnames, raiseload=True)
    query = select(Membership).options(columns).where(
        Membership.cohort_id == cohort.id, Membership.removed_at.is_(None)).order_by(Membership.id)
    return sorted(db.session.scalars(query), key=lambda one: fold(f"{one.surnames} {one.given_names}"))


def check_of(cohort: Cohort) -> tuple[Summary, list[HalfDay]]:
    """What the page before closing shows: the groups, and the half-days whose attendance is open."""
    if workshop_of(cohort) is None:
        abort(404)
    return summary_of(cohort), still_open(cohort)


def everybody(cohort: Cohort) -> tuple[list[Membership], list[Requirement], list[FollowUp]]:
    """What «Qué falta» shows: the people, what is asked of them, the dates after the workshop."""
    people = _people(cohort)
    return people, of_cohort(cohort, people), follow_ups(cohort)


def still_open(cohort: Cohort) -> list[HalfDay]:
    """The planned half-days whose attendance nobody closed."""
    return [one for one in planned(half_days(cohort)) if one.closed_at is None]


def newest_act(cohort: Cohort) -> Act | None:
    """The last closing of the workshop. One query."""
    query = (select(ClosingAct, User, Report).join(User, User.id == ClosingAct.by_id)
             .outerjoin(Report, Report.act_id == ClosingAct.id)
             .where(ClosingAct.cohort_id == cohort.id).order_by(ClosingAct.id.desc()).limit(1))
    row = db.session.execute(query).first()
    return Act(row[0], row[1], json.loads(row[0].facts), row[2]) if row else None


def act_with(act_id: int) -> tuple[ClosingAct, Cohort]:
    """A closing act and its cohort, for whoever draws its report."""
    act = db.session.get_one(ClosingAct, act_id)
    return act, db.session.get_one(Cohort, act.cohort_id)


def follow_ups(cohort: Cohort) -> list[FollowUp]:
    """The dates after the workshop, in order."""
    return list(db.session.scalars(select(FollowUp).where(FollowUp.cohort_id == cohort.id).order_by(FollowUp.days)))


def follow_up_of(cohort: Cohort, key: str) -> FollowUp:
    """One of them, to be noted as done; 404 when it is not this cohort's."""
    query = select(FollowUp).where(FollowUp.cohort_id == cohort.id, FollowUp.key == key)
    found = db.session.scalar(query.with_for_update() if request.method == "POST" else query)
    if found is None:
        abort(404)
    return found


def due(actor: User, limit: int = 20) -> list[tuple[FollowUp, Cohort]]:
    """What the actor's workshops still wait for, the earliest first."""
    query = (select(FollowUp, Cohort).join(Cohort, Cohort.id == FollowUp.cohort_id)
             .where(seen_by(actor), FollowUp.done_at.is_(None)).order_by(FollowUp.due_on, FollowUp.id).limit(limit))
    return [(one, cohort) for one, cohort in db.session.execute(query)]


def names_of(acts: Iterable[int]) -> dict[int, str]:
    """Act id → cohort's name, for the page of its job."""
    query = select(ClosingAct.id, Cohort.name).join(Cohort, Cohort.id == ClosingAct.cohort_id)
    query = query.where(ClosingAct.id.in_(list(acts)))
    return {number: name for number, name in db.session.execute(query)}
