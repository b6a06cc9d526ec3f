"""What the monthly report counts of each facility: a subquery each, of the chosen facilities only."""

from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Subquery, and_, cast, distinct, exists, func, or_, select

from training.attendance.models import Mark
from training.cohorts.models import Cohort, Membership
from training.coverage.rules import COUNTED
from training.progress.models import Qualification
from training.reporting.months import Month
from training.staffing.models import Posting
from training.workshops.models import HalfDay, Workshop


def _works_at_end_of(day: Any) -> ColumnElement[bool]:
    """Postings that go on after the day: of somebody who moved that day, the one to which she moved."""
    return and_(Posting.since <= day, or_(Posting.until.is_(None), Posting.until > day))


def _people(chosen: CTE, name: str, *conditions: ColumnElement[bool]) -> Subquery:
    """Facility → how many different people, of its postings that satisfy the conditions."""
    query = (select(Posting.facility_id, func.count(distinct(Posting.user_id)).label("people"))
             .where(Posting.facility_id.in_(select(chosen.c.id)), *conditions))
    return query.group_by(Posting.facility_id).subquery(name)


def _holds(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the person of a posting holds the certificate that counts, so that the conditions are true.

    SQLite must find it by the person: by the course, whose index the function keeps it from, are all those of the country.
    """
    of_course = func.coalesce(Qualification.course, "") == COUNTED
    return exists().where(Qualification.user_id == Posting.user_id, of_course, *conditions)


def _at_end_of(day: date) -> tuple[ColumnElement[bool], ...]:
    return Qualification.since <= day, or_(Qualification.ended_on.is_(None), Qualification.ended_on > day)


def staff(month: Month, chosen: CTE) -> Subquery:
    """Everybody known to work there."""
    return _people(chosen, "staff", _works_at_end_of(month.at))


def able(month: Month, chosen: CTE) -> Subquery:
    """Those of them who held the certificate that counts."""
    return _people(chosen, "able", _works_at_end_of(month.at), _holds(*_at_end_of(month.at)))


def ever(month: Month, chosen: CTE) -> Subquery:
    """Those who were there and held it at some same time until the end of the month."""
    together = (Qualification.since <= month.at, or_(Posting.until.is_(None), Posting.until >= Qualification.since),
                or_(Qualification.ended_on.is_(None), Qualification.ended_on > Posting.since))
    return _people(chosen, "ever", Posting.since <= month.at, _holds(*together))


def newly(month: Month, chosen: CTE) -> Subquery:
    """Trained in this month, and there at its end."""
    return _people(chosen, "newly", _works_at_end_of(month.at),
                   _holds(*_at_end_of(month.at), Qualification.since >= month.first))


def papers(month: Month, chosen: CTE) -> Subquery:
    """Certificates of any course that were issued in this month to people who worked there on that day."""
    hers = (select(func.count()).select_from(Qualification)
            .where(Qualification.user_id == Posting.user_id, Qualification.since.between(month.first, month.at),
                   _works_at_end_of(Qualification.since)).correlate(Posting).scalar_subquery())
    query = (select(Posting.facility_id, cast(func.sum(hers), Integer).label("papers"))
             .where(Posting.facility_id.in_(select(chosen.c.id)), Posting.since <= month.at,
                    or_(Posting.until.is_(None), Posting.until > month.first)))
    return query.group_by(Posting.facility_id).subquery("papers")


def held(month: Month, chosen: CTE) -> Subquery:
    """Workshops that were held there and ended in this month."""
    query = (select(Workshop.facility_id, func.count().label("held")).join(Cohort, Cohort.id == Workshop.cohort_id)
             .where(Workshop.facility_id.in_(select(chosen.c.id)), Cohort.ends_on.between(month.first, month.at)))
    return query.group_by(Workshop.facility_id).subquery("held")


def there(month: Month, chosen: CTE) -> Subquery:
    """People of the facility who attended half-days of this month whose attendance is closed, and their minutes."""
    query = (select(Membership.facility_id, func.count(distinct(Membership.user_id)).label("people"),
                    cast(func.sum(Mark.minutes), Integer).label("minutes"))
             .join(Mark, Mark.membership_id == Membership.id).join(HalfDay, HalfDay.id == Mark.half_day_id)
             .where(Membership.facility_id.in_(select(chosen.c.id)), Mark.minutes > 0, HalfDay.closed_at.is_not(None),
                    HalfDay.on.between(month.first, month.at)))
    return query.group_by(Membership.facility_id).subquery("attended")
