"""Sums over many trainers: of a branch, by generation, by region. Each is one query, and the database adds up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_, func, select

from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.lineage.figures import mean, taught
from training.lineage.models import CohortYield, Descent
from training.lineage.rules import enough, middle
from training.progress.models import Qualification


@dataclass(frozen=True)
class Generation:
    """A generation of trainers. Scores from 0 to 1. ``hidden``: its figures would tell of few people, or let others' be
    worked out."""

    number: int
    people: int
    teaching: int  # how many have led a cohort
    cohorts: int
    certified: int
    exit: float | None
    practice: float | None
    hidden: bool = False


def by_generation(scope: int | None) -> list[Generation]:
    """The generations of the trainers of a region, or of the country. One query."""
    region = func.coalesce(User.authority_id, Cohort.authority_id)
    query = (select(Descent.generation, func.count(Descent.user_id.distinct()), func.count(CohortYield.lead_id.distinct()),
                    func.count(CohortYield.cohort_id), func.coalesce(func.sum(CohortYield.certified), 0),
                    mean(CohortYield.exit_mean), mean(CohortYield.practice_mean))
             .outerjoin(CohortYield, and_(CohortYield.lead_id == Descent.user_id, *taught()))
             .group_by(Descent.generation).order_by(Descent.generation))
    if scope is not None:
        query = (query.join(User, User.id == Descent.user_id).outerjoin(Cohort, Cohort.id == Descent.cohort_id)
                 .where(region == scope))
    found = [Generation(number, people, teaching, cohorts, int(certified), exit_, practice)
             for number, people, teaching, cohorts, certified, exit_, practice in db.session.execute(query)]
    return [replace(one, hidden=not seen) for one, seen in zip(found, enough([one.people for one in found]), strict=True)]


def of_branch(branch: Any) -> tuple[int, int, int]:
    """Cohorts, certified people, different facilities of everybody in a branch (a query of user ids). Two queries."""
    mine = CohortYield.lead_id.in_(select(branch.c.user_id))
    cohorts, certified = db.session.execute(
        select(func.count(), func.coalesce(func.sum(CohortYield.certified), 0)).where(*taught(), mine)).one()
    facilities = db.session.scalar(
        select(func.count(Membership.facility_id.distinct())).select_from(CohortYield)
        .join(Qualification, Qualification.cohort_id == CohortYield.cohort_id)
        .join(Membership, Membership.id == Qualification.membership_id)
        .where(*taught(), mine, Qualification.ended_on.is_(None)))
    return int(cohorts), int(certified), facilities or 0


@dataclass(frozen=True)
class Region:
    """What came of the cohorts of a health authority; per trainer who led one of them."""

    authority_id: int
    trainers: int
    cohorts: float
    certified: float
    exit: float | None
    practice: float | None


@dataclass(frozen=True)
class Middle:
    """The medians of some regions; None where there are too few of them."""

    cohorts: float | None
    certified: float | None
    exit: float | None
    practice: float | None


def by_region() -> list[Region]:
    """Every health authority in which a cohort ended. One query."""
    trainers = func.count(CohortYield.lead_id.distinct())
    query = (select(CohortYield.authority_id, trainers, func.count(), func.sum(CohortYield.certified),
                    mean(CohortYield.exit_mean), mean(CohortYield.practice_mean))
             .where(*taught(), CohortYield.lead_id.is_not(None)).group_by(CohortYield.authority_id))
    return [Region(authority, count, cohorts / count, certified / count, exit_, practice)
            for authority, count, cohorts, certified, exit_, practice in db.session.execute(query)]


def median_of(regions: Sequence[Region]) -> Middle:
    """The medians of these regions."""
    return Middle(middle([one.cohorts for one in regions]), middle([one.certified for one in regions]),
                  middle([one.exit for one in regions]), middle([one.practice for one in regions]))
