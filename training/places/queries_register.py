"""Reading imports of the register and the history of a facility; and the list of health authorities."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import exists, func, literal, select, union_all

from training.db import Base, db
from training.house import house
from training.places.models import Department, Facility, HealthAuthority
from training.places.models_register import AuthorityArea, FacilityChange, FacilityImport, ImportLine

PAGE = 50
HISTORY = 100


@dataclass(frozen=True)
class Lines:
    """A page of one kind of an import's lines."""

    lines: Sequence[ImportLine]
    page: int
    pages: int


@dataclass(frozen=True)
class Listed:
    """A health authority with what belongs to it. ``facilities``: open ones."""

    authority: HealthAuthority
    department: str
    ubigeos: list[str]
    disas: list[str]
    facilities: int


def imports() -> Sequence[FacilityImport]:
    """The newest twenty imports, waiting or applied."""
    return db.session.scalars(select(FacilityImport).order_by(FacilityImport.id.desc()).limit(20)).all()


def import_by(key: str, *, packed: bool = False) -> FacilityImport:
    """The import with this key; 404 when it is none (any longer)."""
    query = select(FacilityImport).where(FacilityImport.key == key)
    found = db.session.scalar(query.execution_options(populate_existing=True) if packed else query)
    if found is None:
        abort(404)
    return found


def counts_of(found: FacilityImport) -> dict[str, int]:
    """Kind → how many."""
    told: dict[str, int] = json.loads(found.counts)
    return told


def lines_of(found: FacilityImport, kind: str, number: int) -> Lines:
    """Fifty lines of a kind. Two queries."""
    where = (ImportLine.import_id == found.id, ImportLine.kind == kind)
    total = db.session.scalar(select(func.count()).select_from(ImportLine).where(*where)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    query = select(ImportLine).where(*where).order_by(ImportLine.position).limit(PAGE).offset((number - 1) * PAGE)
    return Lines(db.session.scalars(query).all(), number, pages)


def names_of(ids: Sequence[int | None]) -> dict[int, str]:
    """Who they are, as the accounts' room tells it."""
    wanted = {one for one in ids if one is not None}
    tell = house().names.get("user")
    return tell(wanted) if tell and wanted else {}


def history_of(facility: Facility) -> Sequence[FacilityChange]:
    """The newest hundred facts of a facility."""
    return db.session.scalars(select(FacilityChange).where(FacilityChange.facility_id == facility.id)
                              .order_by(FacilityChange.id.desc()).limit(HISTORY)).all()


def authority_list() -> list[Listed]:
    """Every health authority by name, with its areas. Three queries."""
    areas: dict[int, list[AuthorityArea]] = {}
    for area in db.session.scalars(select(AuthorityArea).order_by(AuthorityArea.value)):
        areas.setdefault(area.authority_id, []).append(area)
    facilities = {id_: count for id_, count in db.session.execute(
        select(Facility.authority_id, func.count()).where(Facility.closed_on.is_(None)).group_by(Facility.authority_id))}
    query = (select(HealthAuthority, Department.name).join(Department, Department.code == HealthAuthority.department_code)
             .order_by(HealthAuthority.name))
    return [Listed(one, department, [a.value for a in areas.get(one.id, ()) if a.kind == "ubigeo"],
                   [a.value for a in areas.get(one.id, ()) if a.kind == "disa"], facilities.get(one.id, 0))
            for one, department in db.session.execute(query)]


def authority_by(code: str) -> Listed:
    """One of them; 404 when there is none."""
    found = next((one for one in authority_list() if one.authority.code == code), None)
    if found is None:
        abort(404)
    return found


def departments() -> list[tuple[str, str]]:
    """(INEI code, name), by name."""
    query = select(Department.code, Department.name).order_by(Department.name)
    return [(code, name) for code, name in db.session.execute(query)]


def who_uses(authority: HealthAuthority) -> list[str]:
    """The tables that speak of a health authority, whichever room they belong to. One query."""
    asked = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if table.name != AuthorityArea.__tablename__ and any(
                    key.column.table.name == HealthAuthority.__tablename__ for key in column.foreign_keys):
                asked.append(select(literal(table.name).label("name")).where(exists().where(column == authority.id)))
    return sorted(set(db.session.scalars(union_all(*asked)))) if asked else []
