"""Reading workshops: which cohort has one, its half-days and blocks, with the permission of its cohort."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from modules.manual import Manual
from modules.workshop import Rule
from training.accounts.models import User
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for, seen_by
from training.cohorts.together import of_each
from training.db import db
from training.manuals.queries import manual
from training.workshops import schedule
from training.workshops.models import PLANNED, HalfDay, Workshop


def workshop_of(cohort: Cohort) -> Workshop | None:
    """The workshop of a cohort; None for one that is held at a distance only."""
    return _workshop(cohort.id)


@of_each
def _workshop(ids: Sequence[int]) -> dict[int, Workshop | None]:
    if len(ids) == 1:  # which the session may have at hand
        return {ids[0]: db.session.get(Workshop, ids[0])}
    found = db.session.scalars(select(Workshop).where(Workshop.cohort_id.in_(ids)))
    return dict.fromkeys(ids) | {one.cohort_id: one for one in found}


def half_days(cohort: Cohort) -> list[HalfDay]:
    """The half-days of a cohort with their blocks, in order; make-ups are the last. Two queries."""
    return _half_days(cohort.id)


@of_each
def _half_days(ids: Sequence[int]) -> dict[int, list[HalfDay]]:
    query = select(HalfDay).where(HalfDay.cohort_id.in_(ids)).options(selectinload(HalfDay.blocks))
    found: dict[int, list[HalfDay]] = {one: [] for one in ids}
    for half_day in db.session.scalars(query.order_by(HalfDay.number)):
        found[half_day.cohort_id].append(half_day)
    return found


def half_day_for(actor: User, key: str, half: str, *, blocks: bool = True) -> tuple[Cohort, HalfDay]:
    """A half-day of a cohort that the actor runs, with its blocks; 404 when it is not one, 403 as the cohort."""
    cohort = cohort_for(actor, key)
    query = select(HalfDay).where(HalfDay.cohort_id == cohort.id, HalfDay.key == half)
    found = db.session.scalar(query.options(selectinload(HalfDay.blocks)) if blocks else query)
    if found is None:
        abort(404)
    return cohort, found


def planned(of: Iterable[HalfDay]) -> list[HalfDay]:
    """Those that were planned from the beginning; make-ups are not."""
    return [half_day for half_day in of if half_day.kind == PLANNED]


def planned_minutes(of: Iterable[HalfDay]) -> int:
    """What the planned half-days take together."""
    return sum(half_day.minutes for half_day in planned(of))


def rule_of(cohort: Cohort, edition: Manual | None = None) -> Rule:
    """The figures that the cohort's version of the manual asks for."""
    course = (edition or manual(cohort.manual_digest)).course(cohort.course)
    return course.rule if course else Rule()


def needed_minutes(cohort: Cohort, of: Iterable[HalfDay]) -> int:
    """The minutes that are enough, of those planned."""
    return schedule.needed(planned_minutes(of), rule_of(cohort).attendance)


def earlier_workshops(actor: User, limit: int = 12) -> list[Cohort]:
    """Workshops that the actor runs, the newest first, to copy from."""
    query = (select(Cohort).join(Workshop, Workshop.cohort_id == Cohort.id).where(seen_by(actor))
             .order_by(Cohort.starts_on.desc(), Cohort.id.desc()).limit(limit))
    return list(db.session.scalars(query))


def workshop_for(actor: User, key: str) -> tuple[Cohort, Workshop]:
    """A workshop that the actor runs, to copy from; 404 when the cohort has none."""
    cohort = cohort_for(actor, key)
    found = workshop_of(cohort)
    if found is None:
        abort(404)
    return cohort, found


def running_on(cohorts: Sequence[int], day: date) -> dict[int, list[HalfDay]]:
    """Cohort id → its half-days of this day. One query."""
    found: dict[int, list[HalfDay]] = {}
    query = select(HalfDay).where(HalfDay.cohort_id.in_(cohorts), HalfDay.on == day).order_by(HalfDay.number)
    for half_day in db.session.scalars(query):
        found.setdefault(half_day.cohort_id, []).append(half_day)
    return found
