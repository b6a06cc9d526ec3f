"""Reading lists of facilities: a page of a filter, how many, which options it offers. Each a constant number of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from training.db import db
from training.places.filters import ALL, CATEGORIES, CLOSED, NO_CATEGORY, OPEN, Filter
from training.places.folding import fold
from training.places.models import Facility, HealthAuthority
from training.places.queries import Actor, facilities_seen_by

PAGE = 50
MOST_EXPORTED = 40_000
_RANK = case({category: rank for rank, category in enumerate(CATEGORIES)}, value=Facility.category, else_=len(CATEGORIES))
_ORDERS = {"nombre": (Facility.folded,), "codigo": (Facility.code,), "categoria": (_RANK, Facility.folded),
           "red": (Facility.network, Facility.micro_network, Facility.folded),
           "distrito": (Facility.district, Facility.folded)}


@dataclass(frozen=True)
class Page:
    """Fifty facilities of a filter; ``counts``: how many are open and closed with it; ``authorities``: id → name."""

    facilities: Sequence[Facility]
    authorities: dict[int, str]
    counts: dict[str, int]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Options:
    """What the filter may be set to, as (value, label)."""

    authorities: list[tuple[str, str]]
    networks: list[str]
    micro_networks: list[str]


def _where(actor: Actor, asked: Filter, *, any_state: bool = False) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [facilities_seen_by(actor)]
    if asked.authority:
        found.append(Facility.authority_id.in_(select(HealthAuthority.id).where(HealthAuthority.code == asked.authority)))
    if asked.network:
        found.append(Facility.network == asked.network)
    if asked.micro_network:
        found.append(Facility.micro_network == asked.micro_network)
    if asked.category:
        found.append(Facility.category == ("" if asked.category == NO_CATEGORY else asked.category))
    if not any_state and asked.state != ALL:
        found.append(Facility.closed_on.is_not(None) if asked.state == CLOSED else Facility.closed_on.is_(None))
    return found + _with_words(asked.words)


def _with_words(words: str) -> list[ColumnElement[bool]]:
    """Every word in the name; digits alone are a code, with or without its zeros."""
    said = fold(words).split()
    if not words:
        return []
    if len(said) == 1 and said[0].isascii() and said[0].isdigit():
        return [or_(Facility.code == said[0].zfill(8), Facility.folded.contains(said[0], autoescape=True))]
    return [Facility.folded.contains(word, autoescape=True) for word in said] or [false()]


def page(actor: Actor, asked: Filter, number: int) -> Page:
    """A page of fifty. Three queries."""
    closed = func.coalesce(func.sum(case((Facility.closed_on.is_not(None), 1), else_=0)), 0)
    everyone, shut = db.session.execute(select(func.count(), closed).where(*_where(actor, asked, any_state=True))).one()
    counts = {OPEN: int(everyone) - int(shut), CLOSED: int(shut), ALL: int(everyone)}
    pages = max(1, -(-counts[asked.state] // PAGE))
    number = min(max(number, 1), pages)
    query = select(Facility).where(*_where(actor, asked)).order_by(*_ORDERS[asked.order], Facility.id)
    found = db.session.scalars(query.limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(found, _names(), counts, counts[asked.state], number, pages)


def _names() -> dict[int, str]:
    return {id_: name for id_, name in db.session.execute(select(HealthAuthority.id, HealthAuthority.name))}


def options(actor: Actor, asked: Filter) -> Options:
    """The choices of the filter's form: networks once an authority is known, micro-networks once a network is."""
    authorities = []
    if actor.is_admin:
        rows = db.session.execute(select(HealthAuthority.code, HealthAuthority.name).order_by(HealthAuthority.name))
        authorities = [(code, name) for code, name in rows]
    if actor.is_admin and not asked.authority:
        return Options(authorities, [], [])
    where = _where(actor, Filter(authority=asked.authority, state=ALL))
    networks = _distinct(Facility.network, where)
    micro = _distinct(Facility.micro_network, [*where, Facility.network == asked.network]) if asked.network else []
    return Options(authorities, networks, micro)


def _distinct(column: "InstrumentedAttribute[str]", where: list[ColumnElement[bool]]) -> list[str]:
    return list(db.session.scalars(select(column).where(*where, column != "").distinct().order_by(column)))


HEADER = ("code", "name", "category", "institution", "authority", "network", "micro_network", "district", "ubigeo", "state")


def exported(actor: Actor, asked: Filter) -> Iterator[tuple[str, ...]]:
    """Every facility of a filter, in the order of HEADER; the last is the day on which it closed, or "". One query."""
    query = (select(Facility.code, Facility.name, Facility.category, Facility.institution, HealthAuthority.name,
                    Facility.network, Facility.micro_network, Facility.district, Facility.ubigeo, Facility.closed_on)
             .join(HealthAuthority, HealthAuthority.id == Facility.authority_id)
             .where(*_where(actor, asked)).order_by(*_ORDERS[asked.order], Facility.id).limit(MOST_EXPORTED))
    for row in db.session.execute(query).all():
        yield (*row[:9], row[9].isoformat() if row[9] else "")
