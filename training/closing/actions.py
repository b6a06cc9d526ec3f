"""Closing a workshop, once; noting what was done on a follow-up date. Nothing here commits."""

import json
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from training.accounts.models import User
from training.audit.actions import record
from training.clock import now, today
from training.closing.models import ClosingAct, FollowUp
from training.closing.queries import newest_act, still_open, summary_of
from training.closing.summary import Summary
from training.cohorts.actions import close_cohort
from training.cohorts.models import Cohort
from training.cohorts.numbering import hold
from training.db import db
from training.errors import Refused
from training.progress.actions import achieve
from training.progress.models import ATTENDANCE
from training.progress.requirements import ATTENDANCE as ATTENDED
from training.workshops.models import HalfDay
from training.workshops.queries import rule_of
from training.workshops.words import half_day_name

LONGEST_NOTE = 400


def close_workshop(cohort: Cohort, by: User) -> ClosingAct:
    """Close the cohort, freeze what stood there, and set the dates after it.

    Closing twice gives the first act again and does nothing. Raises Refused while the attendance of a planned
    half-day is open.
    """
    _hold(cohort)
    before = newest_act(cohort)
    if cohort.closed_at is not None and before is not None:
        return before.act
    waiting = still_open(cohort)
    if waiting:
        raise Refused(_("Falta cerrar la asistencia: %(half_days)s. Ciérrela y vuelva a esta página; nada se emitió.",
                        half_days="; ".join(half_day_name(one) for one in waiting)), 409)
    found = summary_of(cohort)
    _achieve(cohort, found)
    close_cohort(cohort, by)
    act = ClosingAct(cohort_id=cohort.id, facts=json.dumps(_facts(found), ensure_ascii=False), by_id=by.id, at=now())
    db.session.add(act)
    _set_follow_ups(cohort)
    db.session.flush()
    record("close workshop", f"cohort:{cohort.id}", by.id,
           f"{len(found.certificates)} + {len(found.constancias)} + {len(found.pending)}")
    return act


def _hold(cohort: Cohort) -> None:
    """Nobody else closes the workshop, or opens a half-day of it again, until we are done; both are read anew."""
    hold(cohort)
    db.session.refresh(cohort)
    held = select(HalfDay).where(HalfDay.cohort_id == cohort.id).order_by(HalfDay.number)
    db.session.scalars(held.with_for_update(key_share=True).execution_options(populate_existing=True)).all()


def _achieve(cohort: Cohort, found: Summary) -> None:
    """Attendance becomes a fact of each person who reached it."""
    for line in found.lines:
        if line.requirement.name == ATTENDED:
            for membership_id, standing in line.requirement.standings.items():
                if standing.done:
                    achieve(membership_id, cohort.course, ATTENDANCE)


def _facts(found: Summary) -> dict[str, object]:
    return {"everybody": found.everybody, "certificates": len(found.certificates), "constancias": len(found.constancias),
            "pending": len(found.pending),
            "lines": [{"name": one.requirement.name, "done": one.done, "of": one.of} for one in found.lines]}


def _set_follow_ups(cohort: Cohort) -> None:
    """The dates of the course's rule, once: a cohort that is closed again keeps those that it had."""
    have = set(db.session.scalars(select(FollowUp.days).where(FollowUp.cohort_id == cohort.id)))
    db.session.add_all(FollowUp(cohort_id=cohort.id, days=days, due_on=cohort.ends_on + timedelta(days=days))
                       for days in rule_of(cohort).follow_up if days not in have)


def note_follow_up(follow_up: FollowUp, note: str, done: bool, by: User) -> None:
    """Write down what came of a date; taking the tick away keeps the note."""
    if done and follow_up.due_on > today() + timedelta(days=30):
        raise Refused(_("Esa fecha todavía está a más de un mes. Anótela cuando la visita o la llamada se haya hecho."), 409)
    follow_up.note = note
    if done and follow_up.done_at is None:
        follow_up.done_at, follow_up.done_by_id = now(), by.id
    elif not done:
        follow_up.done_at, follow_up.done_by_id = None, None
    record("note follow-up", f"cohort:{follow_up.cohort_id}", by.id, f"{follow_up.days} days")
