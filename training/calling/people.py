"""People of open cohorts: who has not entered, who is stuck or has gone quiet."""

from datetime import timedelta
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, and_, desc, exists, false, func, or_, select

from training.accounts.models import User
from training.calling import texts, words
from training.calling.calls import Asked, Call
from training.calling.rules import ENTER, HELP, RECENT, SOON
from training.calling.whose import Whose
from training.clock import now, today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.manuals.queries import manual
from training.progress.models import Qualification, Standing
from training.progress.rules import HELP_AFTER_ATTEMPTS, QUIET_DAYS, READ

_COLUMNS = (Membership.id, Membership.key, Membership.given_names, Membership.surnames, Membership.facility,
            Cohort.key.label("cohort_key"), Cohort.name, Cohort.starts_on)
_MINE = Standing.membership_id == Membership.id
_STUCK = exists().where(_MINE, Standing.attempts >= HELP_AFTER_ATTEMPTS, Standing.passed_at.is_(None))


def _open(whose: Whose) -> Any:
    """The people of cohorts that are under way, or about to be, or were until lately, without a certificate of theirs.
    Whose account is disabled is not called: she could not enter."""
    holds = exists().where(Qualification.membership_id == Membership.id, Qualification.ended_on.is_(None))
    return (select(*_COLUMNS, _STUCK.label("stuck")).join(Cohort, Cohort.id == Membership.cohort_id)
            .join(User, User.id == Membership.user_id)
            .where(whose.cohorts(), User.disabled_at.is_(None), Cohort.closed_at.is_(None),
                   Cohort.starts_on <= today() + SOON, Cohort.ends_on >= today() - RECENT,
                   Membership.removed_at.is_(None), ~holds))


def _enter(whose: Whose) -> Any:
    """Who has not confirmed that she takes part: nothing is asked of her account, which is hers."""
    return _open(whose).where(Membership.confirmed_at.is_(None))


def _help(whose: Whose) -> Any:
    """Who tried a test three times without passing it, and who has done nothing for a week and is not through."""
    since = now() - timedelta(days=QUIET_DAYS)
    last = select(func.max(Standing.last_seen_at)).where(_MINE).correlate(Membership).scalar_subquery()
    quiet = and_(func.coalesce(last, Membership.confirmed_at) < since, Cohort.starts_on <= today(), _unfinished(whose))
    return _open(whose).where(Membership.confirmed_at.is_not(None), or_(_STUCK, quiet))


def _unfinished(whose: Whose) -> ColumnElement[bool]:
    """Who has done fewer modules than her course has, by the version of the manual that her cohort follows."""
    versions = db.session.execute(
        select(Cohort.manual_digest, Cohort.course).where(whose.cohorts(), Cohort.closed_at.is_(None)).distinct())
    return or_(false(), *(_fewer(digest, course) for digest, course in versions.all()))


def _fewer(digest: str, course: str) -> ColumnElement[bool]:
    edition = manual(digest)
    found = edition.course(course)
    modules = [one.slug for one in edition.published(course)]
    asked = [Standing.read_at if kind == READ else Standing.passed_at for kind in (found.completion if found else ())]
    done = (select(func.count()).where(_MINE, Standing.module.in_(modules), *(one.is_not(None) for one in asked))
            .correlate(Membership).scalar_subquery())
    return and_(Cohort.manual_digest == digest, Cohort.course == course, done < len(modules))


def _call(kind: str, row: Any, whose: Whose) -> Call:
    why = words.entering(row.starts_on) if kind == ENTER else words.stuck() if row.stuck else words.quiet()
    text = texts.to_enter(row.given_names, whose.actor) if kind == ENTER else texts.to_help(row.given_names, whose.actor)
    return Call(kind, row.id, row.key, f"{row.surnames}, {row.given_names}", why,
                " · ".join(part for part in (row.facility, row.name) if part), text,
                url_for("cohorts.member", key=row.cohort_key, person=row.key))


_BY_NAME = (Cohort.starts_on, Membership.surnames, Membership.given_names)
ENTERING = Asked(ENTER, _enter, _BY_NAME, Membership.key, Membership.id, lambda row, whose: _call(ENTER, row, whose))
HELPING = Asked(HELP, _help, (desc("stuck"), *_BY_NAME), Membership.key, Membership.id,
                lambda row, whose: _call(HELP, row, whose))
