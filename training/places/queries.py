"""Reading places."""

from collections.abc import Collection, Iterable
from typing import Protocol

from flask import abort
from sqlalchemy import ColumnElement, Select, or_, select, true

from training.db import db
from training.places.matching import Place, Register, understood
from training.places.models import Facility, HealthAuthority

_ELSEWHERE = 300  # candidates of other regions that are compared
_COLUMNS = (Facility.id, Facility.code, Facility.name, Facility.category, Facility.district)


def authorities() -> list[HealthAuthority]:
    """Every health authority, by name."""
    return list(db.session.scalars(select(HealthAuthority).order_by(HealthAuthority.name)))


def authority_of(facility: Facility) -> HealthAuthority:
    """The health authority that it belongs to."""
    return db.session.get_one(HealthAuthority, facility.authority_id)


def register_for(authority_id: int, written: Collection[str] = (), codes: Collection[str] = ()) -> Register:
    """The open facilities of a region; those of others that may be meant by what none of it bears, or with ``codes``.

    At most two queries. A region whose facilities were never imported has an empty register.
    """
    mine = _places(select(*_COLUMNS).where(Facility.authority_id == authority_id, Facility.closed_on.is_(None)), near=True)
    register = Register(mine)
    unknown = {text for text in (*written, *codes) if text and mine and register.named(text) is None}
    if not unknown:
        return register
    return Register([*mine, *_places(_elsewhere(authority_id, unknown), near=False)])


def _places(query: Select[int, str, str, str, str], *, near: bool) -> list[Place]:
    return [Place(found, code, name, category, district, near)
            for found, code, name, category, district in db.session.execute(query)]


def _elsewhere(authority_id: int, unknown: Iterable[str]) -> Select[int, str, str, str, str]:
    """By the longest word of each name, which tells most; and by code."""
    words = {max(understood(text).words, key=len, default="")[:40] for text in unknown}
    like = [Facility.folded.contains(word, autoescape=True) for word in sorted(words) if len(word) > 3][:60]
    codes = [text.strip().zfill(8) for text in unknown if text.strip().isdigit()]
    return (select(*_COLUMNS).where(Facility.authority_id != authority_id, Facility.closed_on.is_(None),
                                    or_(Facility.code.in_(codes), *like))
            .order_by(Facility.id).limit(_ELSEWHERE))


def by_code(code: str) -> Facility | None:
    """The facility with this code of the register, also a closed one."""
    return db.session.scalar(select(Facility).where(Facility.code == code))


class Actor(Protocol):
    """Whoever asks: somebody who administers sees the country, a trainer the facilities of her health authority."""

    is_admin: bool
    authority_id: int | None


def facilities_seen_by(actor: Actor) -> ColumnElement[bool]:
    """The condition on facilities whose detail the actor may see; of the others she sees medians only."""
    return true() if actor.is_admin else Facility.authority_id == actor.authority_id


def facility_for(actor: Actor, code: str) -> Facility:
    """The facility with this code, in detail; 404 when it is none, or another region's."""
    found = db.session.scalar(select(Facility).where(Facility.code == code, facilities_seen_by(actor)))
    if found is None:
        abort(404)
    return found
