"""What came of trainers, as figures: of those whom a page shows, or of all. A constant number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from training.clock import today
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.licences.models import Licence
from training.lineage.models import CohortYield, Descent
from training.lineage.programme import courses_taught, full_steps
from training.lineage.rules import FEWEST, is_dormant
from training.lineage.standing import fallen
from training.progress.models import Qualification

Ids = Collection[int] | None  # None: of everybody


@dataclass(frozen=True)
class Figures:
    """What came of one trainer's cohorts of health staff. Scores from 0 to 1, None while there are none.

    ``first``: days from her certificate of trainers to the first day of her first cohort, None before that, and for whoever
    taught before. ``last``: when something that she led or helped to lead ended.
    """

    cohorts: int = 0
    certified: int = 0
    facilities: int = 0
    exit: float | None = None
    practice: float | None = None
    first: int | None = None
    last: date | None = None
    step: str = ""  # of her licence that counts: the one that is valid longest
    licensed_on: date | None = None  # None: no licence that is valid today
    valid_until: date | None = None
    full: bool = False  # that licence is one with which she leads cohorts
    trained: int = 0  # how many descend from her directly

    @property
    def dormant(self) -> bool:
        return is_dormant(self.licensed_on if self.full else None, self.last, today())


def figures(ids: Ids) -> dict[int, Figures]:
    """Person → her figures; whoever has none of all these is not in it. Five queries."""
    found: dict[int, dict[str, Any]] = {}
    for part in (_yields(ids), _facilities(ids), _last(ids), _licences(ids), _trained(ids)):
        for user, values in part.items():
            found.setdefault(user, {}).update(values)
    return {user: Figures(**values) for user, values in found.items()}


def taught() -> list[ColumnElement[bool]]:
    """The conditions on the cohorts that count: of health staff, ended."""
    return [CohortYield.course.in_(courses_taught()), CohortYield.ended_on <= today()]


def mean(column: Any) -> ColumnElement[Any]:
    """The mean of a share over cohorts, each with the weight of its people.

    A cohort's own mean is of five people or it is none (see counting): so whatever somebody takes from a mean of many
    cohorts, she is left with that of a whole cohort, and never of one person.
    """
    weight = case((column.is_not(None) & (CohortYield.people >= FEWEST), CohortYield.people), else_=0)
    return func.sum(column * weight) / func.nullif(func.sum(weight), 0)


def _among(column: Any, ids: Ids) -> list[ColumnElement[bool]]:
    return [column.is_not(None)] if ids is None else [column.in_(ids)]


def _yields(ids: Ids) -> dict[int, dict[str, Any]]:
    begins = case((Cohort.starts_on >= Descent.since, Cohort.starts_on))
    before = func.max(case((Cohort.starts_on < Descent.since, 1), else_=0))
    query = (select(CohortYield.lead_id, func.count(), func.sum(CohortYield.certified), mean(CohortYield.exit_mean),
                    mean(CohortYield.practice_mean), func.min(begins), before, Descent.since, Descent.generation)
             .join(Cohort, Cohort.id == CohortYield.cohort_id).outerjoin(Descent, Descent.user_id == CohortYield.lead_id)
             .where(*taught(), *_among(CohortYield.lead_id, ids))
             .group_by(CohortYield.lead_id, Descent.since, Descent.generation))
    found: dict[int, dict[str, Any]] = {}
    for lead, cohorts, certified, exit_, practice, first, earlier, since, generation in db.session.execute(query):
        counts = first and since and generation and not earlier
        found[lead or 0] = {"cohorts": cohorts, "certified": int(certified), "exit": exit_, "practice": practice,
                            "first": (first - since).days if counts else None}
    return found


def _facilities(ids: Ids) -> dict[int, dict[str, Any]]:
    query = (select(CohortYield.lead_id, func.count(Membership.facility_id.distinct()))
             .join(Qualification, Qualification.cohort_id == CohortYield.cohort_id)
             .join(Membership, Membership.id == Qualification.membership_id)
             .where(*taught(), *_among(CohortYield.lead_id, ids), Qualification.ended_on.is_(None))
             .group_by(CohortYield.lead_id))
    return {lead: {"facilities": count} for lead, count in db.session.execute(query) if lead is not None}


def _last(ids: Ids) -> dict[int, dict[str, Any]]:
    """Also what she helped to lead: whoever teaches beside others is not dormant."""
    query = (select(CohortTrainer.user_id, func.max(CohortYield.ended_on))
             .join(CohortYield, CohortYield.cohort_id == CohortTrainer.cohort_id)
             .where(CohortYield.ended_on <= today(), *_among(CohortTrainer.user_id, ids)).group_by(CohortTrainer.user_id))
    return {user: {"last": last} for user, last in db.session.execute(query)}


def _licences(ids: Ids) -> dict[int, dict[str, Any]]:
    """The licence that counts: one that is valid before one that is not, then the one that lasts longest."""
    query = (select(Licence.user_id, Licence.step, Licence.granted_on, Licence.valid_until)
             .where(*_among(Licence.user_id, ids), Licence.withdrawn_on.is_(None), Licence.granted_on <= today())
             .order_by(Licence.user_id, Licence.valid_until, Licence.id))
    found: dict[int, dict[str, Any]] = {}
    full = full_steps()
    for user, step, granted, until in db.session.execute(query):
        valid = until >= today()
        before = found.get(user, {}).get("licensed_on") if found.get(user, {}).get("step") == step else None
        found[user] = {"step": step, "valid_until": until, "full": step in full,
                       "licensed_on": (before or granted) if valid else None}
    return found


def _trained(ids: Ids) -> dict[int, dict[str, Any]]:
    query = (select(Descent.trained_by_id, func.count()).where(*_among(Descent.trained_by_id, ids), ~fallen())
             .group_by(Descent.trained_by_id))
    return {user: {"trained": count} for user, count in db.session.execute(query) if user is not None}


def together(of: Iterable[Figures]) -> tuple[int, int]:
    """Cohorts and certified people of several trainers: each cohort has one who leads it."""
    every = list(of)
    return sum(one.cohorts for one in every), sum(one.certified for one in every)
