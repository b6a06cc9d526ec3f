"""Reading coverage: tallies by health authority and network, and month by month. Each a constant number of queries."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, true

from training.clock import today
from training.coverage.counting import target_of, targets
from training.coverage.models import CoverageMonth, FacilityStanding
from training.coverage.rules import first_of_month
from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY
from training.coverage.tally import Tally
from training.coverage.trend import MONTHS
from training.db import db
from training.places.models import Department, Facility, HealthAuthority
from training.staffing.forecast import QUARTER, months_on


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def soon() -> ColumnElement[bool]:
    """The facilities that are covered today and, by the contracts as they stand, not until the horizon's end."""
    return (FacilityStanding.state == COVERED) & (FacilityStanding.uncovered_on <= months_on(today(), QUARTER))


def is_state(state: str) -> ColumnElement[bool]:
    """The facilities in a state; one that was never counted has no data."""
    if state != NO_DATA:
        return FacilityStanding.state == state
    return func.coalesce(FacilityStanding.state, NO_DATA) == NO_DATA


def tallied(by: Sequence[Any], where: ColumnElement[bool]) -> list[tuple[tuple[Any, ...], Tally]]:
    """Open facilities counted by some columns: (their values, tally). One query."""
    figures = [_sum(is_state(COVERED)), _sum(is_state(PARTLY)), _sum(is_state(LAPSED)), _sum(is_state(NO_DATA)),
               _sum(FacilityStanding.ready.is_(True)), _sum(soon()), func.sum(func.coalesce(FacilityStanding.trained, 0))]
    query = (select(*by, *figures).outerjoin_from(Facility, FacilityStanding, FacilityStanding.facility_id == Facility.id)
             .where(Facility.closed_on.is_(None), where).group_by(*by))
    cut = len(by)
    return [(tuple(row[:cut]), Tally(*(int(value or 0) for value in row[cut:]))) for row in db.session.execute(query)]


def by_authority() -> dict[int, Tally]:
    """Id of a health authority → its facilities; those without any are not in it. One query."""
    return {key[0]: found for key, found in tallied([Facility.authority_id], true())}


def by_network(authority_id: int, network: str | None = None) -> list[tuple[str, Tally]]:
    """The networks of a health authority, or the micro-networks of one of its networks, by name. One query."""
    column, where = Facility.network, Facility.authority_id == authority_id
    if network is not None:
        column, where = Facility.micro_network, where & (Facility.network == network)
    return sorted((key[0], found) for key, found in tallied([column], where))


def authorities() -> list[tuple[HealthAuthority, Department]]:
    """Every health authority with its department, in the order of departments. One query."""
    query = (select(HealthAuthority, Department).join(Department, Department.code == HealthAuthority.department_code)
             .order_by(Department.code, HealthAuthority.name))
    return [(one, department) for one, department in db.session.execute(query)]


def months(authority_ids: Collection[int] | None = None) -> list[tuple[date, Tally]]:
    """The figures at the end of each of the last months, oldest first, without the running one: of these health
    authorities, or of all. One query."""
    figures = [func.sum(column) for column in (CoverageMonth.covered, CoverageMonth.partly, CoverageMonth.lapsed,
                                               CoverageMonth.no_data, CoverageMonth.ready, CoverageMonth.trained)]
    running = first_of_month(today())
    query = (select(CoverageMonth.month, *figures)
             .where(CoverageMonth.month < running, CoverageMonth.month >= first_of_month(running, MONTHS - 1),
                    true() if authority_ids is None else CoverageMonth.authority_id.in_(authority_ids))
             .group_by(CoverageMonth.month).order_by(CoverageMonth.month))
    found = []
    for row in db.session.execute(query):
        covered, partly, lapsed, no_data, ready, trained = map(int, row[1:])
        found.append((row[0], Tally(covered, partly, lapsed, no_data, ready, trained=trained)))
    return found


def month_by_authority(month: date) -> dict[int, Tally]:
    """The figures of one month that has ended, by id of the health authority. One query."""
    rows = db.session.scalars(select(CoverageMonth).where(CoverageMonth.month == month))
    return {one.authority_id: Tally(one.covered, one.partly, one.lapsed, one.no_data, one.ready, 0, one.trained)
            for one in rows}


def targets_shown() -> tuple[dict[str, int], dict[str, int]]:
    """(category → target, category → open facilities): of every category that has a target or facilities. Two queries."""
    known = targets()
    counted = {category: int(count) for category, count in db.session.execute(
        select(Facility.category, func.count()).where(Facility.closed_on.is_(None)).group_by(Facility.category))}
    categories = sorted({*known, *counted}, key=lambda one: (not one, one))
    return {one: target_of(one, known) for one in categories}, counted
