"""The rotation radar: which facilities fall below their target by the contracts as they stand, who goes, which cohort comes.

What falls when stands in the coverage room's table, counted whenever a fact changes; here it is read, fifty a page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select

from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.folding import fold
from training.places.models import Facility, HealthAuthority
from training.places.queries import Actor, facilities_seen_by
from training.staffing.beyond import COUNTED, cohort, facility_standing, qualification
from training.staffing.forecast import QUARTER, YEAR, Planned, months_on, nearest
from training.staffing.models import Posting

PAGE = 50
MOST_EXPORTED = 10_000  # facilities of one file
COHORTS_LOOKED_AT = 20  # of one health authority, the earliest


@dataclass(frozen=True)
class Filter:
    """What is looked at. ``months``: how far ahead; ``region``: the code of a health authority; ``network``: one of hers."""

    months: int = QUARTER
    region: str = ""
    network: str = ""

    @property
    def horizon(self) -> date:
        return months_on(today(), self.months)


class Going(NamedTuple):
    """A trained person whose contract ends."""

    name: str
    contract: str
    ends_on: date


@dataclass
class Falling:
    """A facility that falls below its target on a day, who goes until then, and the nearest cohort."""

    id: int
    code: str
    name: str
    category: str
    network: str
    micro_network: str
    authority_id: int
    authority: str
    target: int
    trained: int
    uncovered_on: date
    people: list[Going] = field(default_factory=list)
    cohort: Planned | None = None


class Group(NamedTuple):
    """A region, or a network of one: how many facilities fall soon, and within the year."""

    code: str  # of the region; of a network its name
    name: str
    soon: int
    year: int


_COLUMNS = (Facility.id, Facility.code, Facility.name, Facility.category, Facility.network, Facility.micro_network,
            Facility.authority_id, HealthAuthority.name.label("authority"), facility_standing.c.target,
            facility_standing.c.trained, facility_standing.c.uncovered_on)
_ORDER = (HealthAuthority.name, Facility.network, facility_standing.c.uncovered_on, Facility.code)


def _falling(query: Select[Any], actor: Actor, horizon: date) -> Select[Any]:
    return (query.join(facility_standing, facility_standing.c.facility_id == Facility.id)
            .join(HealthAuthority, HealthAuthority.id == Facility.authority_id)
            .where(facilities_seen_by(actor), Facility.closed_on.is_(None), facility_standing.c.uncovered_on <= horizon))


def _chosen(wanted: Filter) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [HealthAuthority.code == wanted.region] if wanted.region else []
    return and_(True, *parts, *([Facility.network == wanted.network] if wanted.network else []))


def groups(actor: Actor, wanted: Filter) -> list[Group]:
    """The regions that the actor may see; the networks of the one that was chosen, or of her own. One query."""
    soon = func.sum(case((facility_standing.c.uncovered_on <= months_on(today(), QUARTER), 1), else_=0))
    by_network = bool(wanted.region) or not actor.is_admin
    key, name = (Facility.network, Facility.network) if by_network else (HealthAuthority.code, HealthAuthority.name)
    columns: list[Any] = [key, name, soon, func.count()]
    query = _falling(select(*columns).select_from(Facility), actor, months_on(today(), YEAR))
    if wanted.region:
        query = query.where(HealthAuthority.code == wanted.region)
    return [Group(*row) for row in db.session.execute(query.group_by(key, name).order_by(name))]


@dataclass(frozen=True)
class Page:
    """Fifty of the facilities that fall."""

    rows: Sequence[Falling]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def page_of(actor: Actor, wanted: Filter, page: int) -> Page:
    """One page, with people and cohorts. Five queries, however many there are."""
    counted = _falling(select(func.count()).select_from(Facility), actor, wanted.horizon).where(_chosen(wanted))
    total = db.session.scalar(counted) or 0
    page = max(1, min(page, -(-total // PAGE)))
    return Page(_rows(actor, wanted, PAGE, (page - 1) * PAGE), total, page)


def everything(actor: Actor, wanted: Filter) -> list[Falling]:
    """All of them, for a file. As many queries as for a page."""
    return _rows(actor, wanted, MOST_EXPORTED, 0)


def _rows(actor: Actor, wanted: Filter, most: int, offset: int) -> list[Falling]:
    query = _falling(select(*_COLUMNS).select_from(Facility), actor, wanted.horizon).where(_chosen(wanted))
    query = query.order_by(*_ORDER).limit(most).offset(offset)
    found = [Falling(**row) for row in db.session.execute(query).mappings()]
    ids = query.with_only_columns(Facility.id).subquery()
    going = _going(select(ids.c.id), wanted.horizon) if found else {}
    planned = _planned({one.authority_id for one in found}) if found else []
    for one in found:
        one.people = going.get(one.id, [])
        one.cohort = nearest(planned, one.authority_id, one.network, one.uncovered_on)
    return found


def _going(facilities: Select[Any], horizon: date) -> dict[int, list[Going]]:
    """Facility id → the trained people whose contract ends by then, the first to go first."""
    trained = exists().where(qualification.c.user_id == Posting.user_id, qualification.c.course == COUNTED,
                             qualification.c.ended_on.is_(None))
    query = (select(Posting.facility_id, Posting.as_written, User.given_names, User.surnames, Posting.contract,
                    Posting.contract_ends_on)
             .join(User, User.id == Posting.user_id)
             .where(Posting.facility_id.in_(facilities), Posting.until.is_(None), Posting.contract_ends_on <= horizon,
                    trained)
             .order_by(Posting.contract_ends_on, User.surnames, Posting.id))
    found: dict[int, list[Going]] = defaultdict(list)
    for where, written, given, last, contract, ends_on in db.session.execute(query):
        if ends_on is not None:
            found[where].append(Going(written or f"{given} {last}", contract, ends_on))
    return found


def _planned(authorities: set[int]) -> list[Planned]:
    """The cohorts of these authorities that are open and have not begun, with the networks that their places belong to."""
    number = func.row_number().over(partition_by=cohort.c.authority_id, order_by=(cohort.c.starts_on, cohort.c.key))
    wanted = (cohort.c.authority_id.in_(authorities), cohort.c.course == COUNTED, cohort.c.closed_at.is_(None),
              cohort.c.starts_on >= today())
    some = select(cohort.c.key, cohort.c.name, cohort.c.place, cohort.c.authority_id, cohort.c.starts_on,
                  number.label("number")).where(*wanted).subquery()
    rows = db.session.execute(select(some).where(some.c.number <= COHORTS_LOOKED_AT)).all()
    networks = _networks({(one.authority_id, fold(one.place)) for one in rows})
    return [Planned(one.key, one.name, one.place, one.authority_id, one.starts_on,
                    frozenset(networks.get((one.authority_id, fold(one.place)), ()))) for one in rows]


def _networks(places: set[tuple[int, str]]) -> dict[tuple[int, str], set[str]]:
    """(authority, folded name) → the networks of the facilities that bear it. One query."""
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    names = {name for _authority, name in places}
    query = select(Facility.authority_id, Facility.folded, Facility.network).where(Facility.folded.in_(names))
    for authority, name, network in db.session.execute(query) if names else ():
        found[authority, name].add(network)
    return found
