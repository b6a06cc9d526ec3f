"""Trainers: whose licence lapses soon, who holds one and has taught nothing for six months; and facilities that fall."""

from typing import Any

from flask import url_for
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from training.accounts.models import User
from training.calling import texts, words
from training.calling.calls import Asked, Call
from training.calling.rules import DORMANT, FALLING, FALLS, LAPSES, LICENCE
from training.calling.whose import Whose
from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer
from training.coverage.models import FacilityStanding
from training.coverage.states import COVERED
from training.licences.models import Licence
from training.lineage.rules import DORMANT_AFTER, FULL_STEPS
from training.places.models import Facility

_PERSON = (User.id, User.key, User.given_names, User.surnames, User.profession)


def _lapsing(whose: Whose) -> Any:
    """The last licence of each, if it lapses soon and no other came after it."""
    later, on = aliased(Licence), today()
    renewed = exists().where(later.user_id == Licence.user_id, later.withdrawn_on.is_(None), later.step.in_(FULL_STEPS),
                             (later.valid_until > Licence.valid_until)
                             | (later.valid_until == Licence.valid_until) & (later.id > Licence.id))
    return (select(*_PERSON, Licence.valid_until).join(Licence, Licence.user_id == User.id)
            .where(whose.trainers(), Licence.valid_until.between(on, on + LAPSES), Licence.withdrawn_on.is_(None),
                   Licence.step.in_(FULL_STEPS), ~renewed))


def _sleeping(whose: Whose) -> Any:
    """Who may teach, and has no cohort that ended in six months or is still to end."""
    on = today()
    licensed = exists().where(Licence.user_id == User.id, Licence.step.in_(FULL_STEPS), Licence.withdrawn_on.is_(None),
                              Licence.granted_on <= on - DORMANT_AFTER, Licence.valid_until >= on)
    teaches = exists().where(CohortTrainer.user_id == User.id, Cohort.id == CohortTrainer.cohort_id,
                             Cohort.ends_on >= on - DORMANT_AFTER)
    last = (select(func.max(Cohort.ends_on)).join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id)
            .where(CohortTrainer.user_id == User.id).correlate(User).scalar_subquery())
    return select(*_PERSON, last.label("last")).where(whose.trainers(), licensed, ~teaches)


def _trainer(kind: str, row: Any, why: str, text: str) -> Call:
    return Call(kind, row.id, row.key, f"{row.surnames}, {row.given_names}", why, row.profession, text,
                url_for("lineage.branch", key=row.key))


def _lapses(row: Any, whose: Whose) -> Call:
    text = texts.to_renew(row.given_names, row.valid_until, whose.actor)
    return _trainer(LICENCE, row, words.lapses(row.valid_until), text)


def _sleeps(row: Any, whose: Whose) -> Call:
    return _trainer(DORMANT, row, words.sleeps(row.last), texts.to_wake(row.given_names, whose.actor))


def _falling(whose: Whose) -> Any:
    """Covered today, and by the contracts as they stand not for long."""
    return (select(Facility.id, Facility.code, Facility.name, Facility.network, FacilityStanding.uncovered_on)
            .join(FacilityStanding, FacilityStanding.facility_id == Facility.id)
            .where(whose.facilities(), FacilityStanding.state == COVERED,
                   FacilityStanding.uncovered_on.between(today(), today() + FALLS)))


def _falls(row: Any, whose: Whose) -> Call:
    return Call(FALLING, row.id, row.code, row.name, words.falls(row.uncovered_on),
                " · ".join(part for part in (row.code, row.network) if part), texts.to_cover(whose.actor),
                url_for("places.facility", code=row.code))


LAPSING = Asked(LICENCE, _lapsing, (Licence.valid_until, User.surnames), User.key, User.id, _lapses)
SLEEPING = Asked(DORMANT, _sleeping, (User.surnames, User.given_names), User.key, User.id, _sleeps)
FALLING_SOON = Asked(FALLING, _falling, (FacilityStanding.uncovered_on, Facility.name), Facility.code, Facility.id, _falls)
