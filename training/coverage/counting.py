"""What a recount needs to know of facilities, read set by set: as many statements for a thousand of them as for one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from training.coverage.models import CoverageTarget
from training.coverage.rules import COUNTED, DEFAULT_TARGET
from training.db import db
from training.places.models import Facility
from training.plans.models import Readiness
from training.progress.models import Qualification
from training.staffing.models import Posting


@dataclass
class Facts:
    """A facility as it is now. ``ends``: of each trained person who works there, until when her contract is known to run;
    ``needed_until``: kit, directory and night route."""

    target: int
    staff: int = 0
    before: int = 0
    ends: list[date | None] = field(default_factory=list)
    needed_until: tuple[date | None, ...] = (None,)


def targets() -> dict[str, int]:
    """Category → how many trained people a facility of it needs. One query."""
    return {category: needed for category, needed in
            db.session.execute(select(CoverageTarget.category, CoverageTarget.needed))}


def target_of(category: str, known: dict[str, int]) -> int:
    """The target of a category; one that has none of its own goes by that of facilities without a category."""
    return known.get(category, known.get("", DEFAULT_TARGET))


def facts_of(ids: Collection[int]) -> dict[int, Facts]:
    """Facility id → what is known of it. Six queries."""
    known = targets()
    found = {one: Facts(target_of(category, known)) for one, category in
             db.session.execute(select(Facility.id, Facility.category).where(Facility.id.in_(ids)))}
    for one, staff in _counted(ids):
        found[one].staff = staff
    for one, ends in _trained(ids).items():
        found[one].ends = ends
    for one, before in _trained_before(ids):
        found[one].before = before
    ready = select(Readiness).where(Readiness.facility_id.in_(ids))
    for row in db.session.scalars(ready, execution_options={"populate_existing": True}):
        found[row.facility_id].needed_until = (row.kit_until, row.directory_until, row.route_until)
    return found


def works_there(ids: Collection[int]) -> ColumnElement[bool]:
    """The postings of today at these facilities."""
    return and_(Posting.facility_id.in_(ids), Posting.until.is_(None))


def holds_it() -> ColumnElement[bool]:
    """Whether the person of a posting holds the certificate that counts."""
    return exists().where(Qualification.user_id == Posting.user_id, Qualification.course == COUNTED,
                          Qualification.ended_on.is_(None))


def _counted(ids: Collection[int]) -> list[tuple[int, int]]:
    query = select(Posting.facility_id, func.count()).where(works_there(ids)).group_by(Posting.facility_id)
    return [(one, int(count)) for one, count in db.session.execute(query)]


def _trained(ids: Collection[int]) -> dict[int, list[date | None]]:
    query = (select(Posting.facility_id, Posting.contract_ends_on, func.count()).where(works_there(ids), holds_it())
             .group_by(Posting.facility_id, Posting.contract_ends_on))
    found: dict[int, list[date | None]] = defaultdict(list)
    for one, end, count in db.session.execute(query):
        found[one] += [end] * int(count)
    return found


def _trained_before(ids: Collection[int]) -> list[tuple[int, int]]:
    """Different people who worked there and held it on the same day, whenever that was."""
    query = (select(Posting.facility_id, func.count(Posting.user_id.distinct()))
             .join(Qualification, and_(Qualification.user_id == Posting.user_id, Qualification.course == COUNTED))
             .where(Posting.facility_id.in_(ids),
                    or_(Posting.until.is_(None), Qualification.since <= Posting.until),
                    or_(Qualification.ended_on.is_(None), Qualification.ended_on >= Posting.since))
             .group_by(Posting.facility_id))
    return [(one, int(count)) for one, count in db.session.execute(query)]
