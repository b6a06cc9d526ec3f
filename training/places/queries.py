"""Reading places."""

from collections.abc import Collection, Iterable

from sqlalchemy import Select, or_, select

from training.db import db
from training.places.folding import fold
from training.places.matching import Place, Register, understood
from training.places.models import Department, Facility, HealthAuthority

_ELSEWHERE = 300  # candidates of other regions that are compared
_COLUMNS = (Facility.id, Facility.code, Facility.name, Facility.category, Facility.district)


def authorities() -> list[HealthAuthority]:
    """Every health authority, by name."""
    return list(db.session.scalars(select(HealthAuthority).order_by(HealthAuthority.name)))


def authority_by_place() -> dict[tuple[str, str], int]:
    """(folded department, "" or the part of Lima: norte, sur, este, centro) → id of its health authority."""
    query = select(HealthAuthority.id, HealthAuthority.code, Department.name).join(
        Department, Department.code == HealthAuthority.department_code)
    return {(fold(department), code.removeprefix("diris-") if code.startswith("diris-") else ""): found
            for found, code, department in db.session.execute(query)}


def register_for(authority_id: int, written: Collection[str] = (), codes: Collection[str] = ()) -> Register:
    """The facilities of a region; those of others that may be meant by what none of the region bears, or with ``codes``.

    At most two queries. A region whose facilities were never imported has an empty register.
    """
    mine = _places(select(*_COLUMNS).where(Facility.authority_id == authority_id), near=True)
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
    return (select(*_COLUMNS).where(Facility.authority_id != authority_id, or_(Facility.code.in_(codes), *like))
            .order_by(Facility.id).limit(_ELSEWHERE))


def by_code(code: str) -> Facility | None:
    """The facility with this code of the register."""
    return db.session.scalar(select(Facility).where(Facility.code == code))
