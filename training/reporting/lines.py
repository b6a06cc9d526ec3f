"""One line of the monthly report for each facility: a single statement, whatever the number of facilities.

The running month is read from how facilities stand today. An earlier one is counted again from what has dates: who worked
where, who held which certificate, what was attended, seen and planned. What has none (contracts as they were) is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Select, func, or_, select, text

from training.db import db
from training.places.models import Department, Facility, HealthAuthority
from training.reporting import counting
from training.reporting.months import Month
from training.reporting.standing import plans, then_of, today_of

AT_ONCE = 500  # rows of the result in memory


class Line(NamedTuple):
    """What is said of a facility. None: not known of that month. ``minutes``: of all its people together."""

    code: str
    name: str
    category: str
    institution: str
    department_code: str
    department: str
    authority_code: str
    authority: str
    network: str
    micro_network: str
    staff: int
    trained: int
    target: int
    state: str
    ready: bool | None
    kit_until: date | None
    directory_until: date | None
    route_until: date | None
    room_until: date | None
    newly_trained: int
    certificates: int
    workshops: int
    attended: int
    minutes: int
    uncovered_on: date | None
    plan: int  # one of standing.PLANS


@dataclass(frozen=True)
class Which:
    """Whose lines: of a health authority or of the country; by code (to go on after one), or as a region reads them."""

    authority_id: int | None = None
    after: str = ""
    limit: int | None = None
    offset: int = 0
    by_code: bool = False
    code: str = ""


def lines(month: Month, which: Which) -> Iterator[Line]:
    """The lines, as they come from the database: few of them are in memory at a time. One query.

    PostgreSQL would choose a plan that is quick with the first rows and slow with all; it is told that all will be read.
    """
    if which.limit is None and db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL cursor_tuple_fraction TO 1"))
    found = db.session.execute(statement(month, which).execution_options(yield_per=AT_ONCE))
    for row in found:
        yield Line(*row)


def count(month: Month, authority_id: int | None) -> int:
    """How many facilities the report of a month has. One query."""
    query = select(func.count()).select_from(Facility).where(*_open(month, Which(authority_id)))
    return db.session.scalar(query) or 0


def statement(month: Month, which: Which) -> Select[*tuple[Any, ...]]:
    """The statement itself, for whoever looks at its plan."""
    chosen = _chosen(month, which)
    now = today_of() if month.is_running else then_of(month, chosen)
    new, papers = counting.newly(month, chosen), counting.papers(month, chosen)
    held, there, planned = counting.held(month, chosen), counting.there(month, chosen), plans(month, chosen)
    number = func.coalesce
    query = (select(
        Facility.code, Facility.name, Facility.category, Facility.institution, Department.code, Department.name,
        HealthAuthority.code, HealthAuthority.name, Facility.network, Facility.micro_network, *now.columns,
        number(new.c.people, 0), number(papers.c.papers, 0), number(held.c.held, 0), number(there.c.people, 0),
        number(there.c.minutes, 0), now.uncovered_on, number(planned.c.plan, 0))
        .where(Facility.id.in_(select(chosen.c.id)))
        .join(HealthAuthority, HealthAuthority.id == Facility.authority_id)
        .join(Department, Department.code == HealthAuthority.department_code))
    for joined in (*now.joined, *((one, one.c.facility_id == Facility.id) for one in (new, papers, held, there, planned))):
        query = query.outerjoin(*joined)
    return query.order_by(*_order(which))


def _open(month: Month, which: Which) -> list[ColumnElement[bool]]:
    """The facilities that worked at the end of the month, as far as the register tells."""
    found = [or_(Facility.closed_on.is_(None), Facility.closed_on > month.at)]
    if which.authority_id is not None:
        found.append(Facility.authority_id == which.authority_id)
    if which.after:
        found.append(Facility.code > which.after)
    if which.code:
        found.append(Facility.code == which.code)
    return found


def _order(which: Which) -> tuple[Any, ...]:
    if which.by_code:
        return (Facility.code,)
    return HealthAuthority.name, Facility.network, Facility.micro_network, Facility.name, Facility.code


def _chosen(month: Month, which: Which) -> CTE:
    """The ids of the facilities of these lines; everything that is counted is counted of them only."""
    query = select(Facility.id).where(*_open(month, which))
    if which.limit is not None:
        query = (query.join(HealthAuthority, HealthAuthority.id == Facility.authority_id).order_by(*_order(which))
                 .limit(which.limit).offset(which.offset))
    return query.cte("chosen")
