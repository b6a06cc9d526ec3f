"""The list behind a number: facilities of a filter, fifty a page, and all of them for a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, case, false, func, select, true

from training.accounts.models import User
from training.coverage.filters import NONE, Filter
from training.coverage.models import CoverageTarget, FacilityStanding
from training.coverage.queries import is_state, soon
from training.coverage.states import COVERED, NO_DATA, TO_COVER
from training.db import db
from training.places.folding import fold
from training.places.models import Facility, HealthAuthority
from training.places.queries import facilities_seen_by

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A facility of the list. ``standing``: None when it was never counted."""

    facility: Facility
    standing: FacilityStanding | None
    region: str


class Entry(NamedTuple):
    """The same for a file; ``state``: None when it was never counted, and so are the numbers."""

    code: str
    name: str
    category: str
    region: str
    network: str
    micro_network: str
    district: str
    staff: int | None
    trained: int | None
    target: int | None
    state: str | None
    ready: bool | None
    uncovered_on: date | None


_VALUES = (Facility.code, Facility.name, Facility.category, HealthAuthority.name, Facility.network, Facility.micro_network,
           Facility.district, FacilityStanding.staff, FacilityStanding.trained, FacilityStanding.target,
           FacilityStanding.state, FacilityStanding.ready, FacilityStanding.uncovered_on)


@dataclass(frozen=True)
class Page:
    """A page of a filter, and how many facilities it has in all."""

    lines: Sequence[Line]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Options:
    """What the filter offers, as (value, label); networks only of one health authority."""

    regions: Sequence[tuple[str, str]]
    networks: Sequence[tuple[str, str]]
    categories: Sequence[str]


def page(actor: User, asked: Filter, number: int) -> Page:
    """A page of fifty. Three queries, the first of which finds the region."""
    where = _where(actor, asked)
    counted = select(func.count()).outerjoin_from(Facility, FacilityStanding, FacilityStanding.facility_id == Facility.id)
    total = db.session.scalar(counted.where(where)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = _rows(where, asked.order, Facility, FacilityStanding, HealthAuthority.name)
    found = db.session.execute(rows.limit(PAGE).offset((number - 1) * PAGE))
    return Page([Line(facility, standing, region) for facility, standing, region in found], number, pages, total)


def everything(actor: User, asked: Filter) -> list[Entry]:
    """Every facility of the filter, for a file: plain values, for nine thousand objects take a second. Two queries."""
    return [Entry(*row) for row in db.session.execute(_rows(_where(actor, asked), asked.order, *_VALUES))]


def options(actor: User, asked: Filter) -> Options:
    """What the reader can choose from. At most three queries."""
    regions: list[tuple[str, str]] = []
    mine = actor.authority_id
    if actor.is_admin:
        query = select(HealthAuthority.id, HealthAuthority.code, HealthAuthority.name).order_by(HealthAuthority.name)
        found = db.session.execute(query).all()
        regions = [(code, name) for _id, code, name in found]
        mine = next((one for one, code, _name in found if code == asked.region), None)
    return Options(regions, _networks(mine) if mine else [], _categories())


def _networks(authority_id: int) -> list[tuple[str, str]]:
    query = select(Facility.network).where(Facility.authority_id == authority_id).distinct().order_by(Facility.network)
    return [(name or NONE, name) for name in db.session.scalars(query)]


def _categories() -> list[str]:
    """Of the targets, which name every category: eleven rows instead of nine thousand."""
    return list(db.session.scalars(select(CoverageTarget.category).order_by(CoverageTarget.category)))


def _rows(where: ColumnElement[bool], order: str, *what: Any) -> Select[*tuple[Any, ...]]:
    query = (select(*what).select_from(Facility).join(HealthAuthority, HealthAuthority.id == Facility.authority_id)
             .outerjoin(FacilityStanding, FacilityStanding.facility_id == Facility.id))
    return query.where(where).order_by(*_order(order), Facility.folded, Facility.id)


def _order(order: str) -> list[ColumnElement[Any]]:
    standing = FacilityStanding
    lacking = standing.target - standing.trained
    by: dict[str, list[Any]] = {
        "categoria": [Facility.category], "red": [Facility.network, Facility.micro_network],
        "capacitadas": [func.coalesce(standing.trained, 0).desc()], "falta": [func.coalesce(lacking, 1).desc()],
        "vence": [case((standing.uncovered_on.is_(None), 1), else_=0), standing.uncovered_on]}
    return by.get(order, [])


def _where(actor: User, asked: Filter) -> ColumnElement[bool]:
    """The condition of a filter, within what the actor may see."""
    found = [facilities_seen_by(actor), Facility.closed_on.is_(None)]
    if asked.region:
        found.append(Facility.authority_id.in_(_regions(actor, asked.region)))
    for column, value in ((Facility.network, asked.network), (Facility.micro_network, asked.micro_network),
                          (Facility.category, asked.category)):
        if value:
            found.append(column == ("" if value == NONE else value))
    if asked.state:
        not_covered = func.coalesce(FacilityStanding.state, NO_DATA) != COVERED
        found.append(not_covered if asked.state == TO_COVER else is_state(asked.state))
    if asked.ready:
        found.append(FacilityStanding.ready.is_(True) if asked.ready == "si"
                     else ~func.coalesce(FacilityStanding.ready, false()))
    if asked.soon:
        found.append(soon())
    return and_(*found, *_with_words(asked.words))


def _regions(actor: User, region: str) -> list[int]:
    """The health authorities that are meant; 404 when it is none, or another's."""
    column, value = ((HealthAuthority.department_code, region[4:]) if region.startswith("dep-")
                     else (HealthAuthority.code, region))
    mine = true() if actor.is_admin else HealthAuthority.id == actor.authority_id
    return list(db.session.scalars(select(HealthAuthority.id).where(column == value, mine))) or abort(404)


def _with_words(words: str) -> list[ColumnElement[bool]]:
    """Every word in the name; a number is a code, with or without its zeros."""
    if not words.strip():
        return []
    if words.strip().isdecimal() and words.strip().isascii() and len(words.strip()) <= 8:
        return [Facility.code == words.strip().zfill(8)]
    said = fold(words).split()
    return [Facility.folded.contains(word, autoescape=True) for word in said] or [false()]
