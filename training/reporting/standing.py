"""How facilities stood at the end of a month: of the running one as they stand today, of an earlier one counted again.

Certificates, postings, what was seen in visits and plans have dates, so they can be. What the contracts foresaw then cannot.
"""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Integer, Subquery, and_, case, func, literal, null, or_, select, type_coerce

from modules.supervision import DIRECTORY, KIT, ROOM, ROUTE
from training.clock import at_lima
from training.coverage.models import CoverageTarget, FacilityStanding
from training.coverage.rules import DEFAULT_TARGET
from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY
from training.places.models import Facility
from training.plans.models import FacilityCheck, Plan, Readiness
from training.reporting import counting
from training.reporting.months import Month

NO_PLAN, DRAFTED, IN_FORCE = PLANS = (0, 1, 2)
COLUMN_OF = {KIT: "kit", DIRECTORY: "directory", ROUTE: "route", ROOM: "room"}  # in the order of lines; three decide


@dataclass(frozen=True)
class Standing:
    """The columns of a line from ``staff`` to ``room_until``, what they are joined from, and ``uncovered_on``."""

    columns: tuple[Any, ...]
    joined: tuple[tuple[Any, Any], ...]
    uncovered_on: Any


def today_of() -> Standing:
    """As the pages of coverage show it; a facility that was never counted has nobody."""
    own = FacilityStanding
    columns = (func.coalesce(own.staff, 0), func.coalesce(own.trained, 0), _target(own.target),
               func.coalesce(own.state, NO_DATA), func.coalesce(own.ready, literal(value=False)), Readiness.kit_until,
               Readiness.directory_until, Readiness.route_until, Readiness.room_until)
    joined = ((own, own.facility_id == Facility.id), (CoverageTarget, CoverageTarget.category == Facility.category),
              (Readiness, Readiness.facility_id == Facility.id))
    return Standing(columns, joined, own.uncovered_on)


def _target(kept: Any = None) -> ColumnElement[int]:
    """What the facility is measured by; of a past month too it is today's, for targets have no dates."""
    usual = select(CoverageTarget.needed).where(CoverageTarget.category == "").scalar_subquery()
    known = (CoverageTarget.needed, usual, literal(DEFAULT_TARGET, Integer))
    return func.coalesce(*((kept,) if kept is not None else ()), *known)


def then_of(month: Month, chosen: CTE) -> Standing:
    """Counted again from who worked where on the last day, who held the certificate then, and what had been seen by then."""
    there, able, ever = counting.staff(month, chosen), counting.able(month, chosen), counting.ever(month, chosen)
    seen = _seen(month, chosen)
    trained, before, target = func.coalesce(able.c.people, 0), func.coalesce(ever.c.people, 0), _target()
    state = case((trained >= target, COVERED), (trained > 0, PARTLY), (before > 0, LAPSED), else_=NO_DATA)
    until = [seen.c[name] for name in COLUMN_OF.values()]
    ready = func.coalesce(and_(trained >= target, *(one >= month.at for one in until[:3])), literal(value=False))
    columns = (func.coalesce(there.c.people, 0), trained, target, state, ready, *until)
    joined = ((CoverageTarget, CoverageTarget.category == Facility.category),
              *((one, one.c.facility_id == Facility.id) for one in (there, able, ever, seen)))
    return Standing(columns, joined, type_coerce(null(), Date))


def _seen(month: Month, chosen: CTE) -> Subquery:
    """Until when each thing was in order, by the newest look at it until the end of the month."""
    newest = func.row_number().over(partition_by=(FacilityCheck.facility_id, FacilityCheck.thing),
                                    order_by=(FacilityCheck.seen_on.desc(), FacilityCheck.id.desc())).label("place")
    looks = (select(FacilityCheck.facility_id, FacilityCheck.thing, FacilityCheck.until, newest)
             .where(FacilityCheck.facility_id.in_(select(chosen.c.id)), FacilityCheck.seen_on <= month.at).subquery("looks"))
    until = [func.max(case((looks.c.thing == thing, looks.c.until))).label(name) for thing, name in COLUMN_OF.items()]
    return select(looks.c.facility_id, *until).where(looks.c.place == 1).group_by(looks.c.facility_id).subquery("seen")


def plans(month: Month, chosen: CTE) -> Subquery:
    """Facility → whether a plan of hers was in force at the end of the month, or one was being drafted."""
    over = at_lima(month.at + timedelta(days=1), time())
    in_force = and_(Plan.starts_on <= month.at, or_(Plan.stopped_at.is_(None), Plan.stopped_at >= over))
    begun = or_(Plan.starts_on.is_(None), Plan.starts_on > month.at)
    plan = func.max(case((in_force, IN_FORCE), (begun, DRAFTED), else_=NO_PLAN)).label("plan")
    return (select(Plan.facility_id, plan).where(Plan.facility_id.in_(select(chosen.c.id)), Plan.created_at < over)
            .group_by(Plan.facility_id).subquery("planned"))
