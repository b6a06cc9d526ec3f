"""From the bytes of a file to a plan: what was read, packed while it waits, and compared with the database as it is now."""

import json
import zlib
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from training.db import db
from training.places.areas import Areas
from training.places.comparing import Known, Plan, compare
from training.places.models import Facility, HealthAuthority
from training.places.models_register import UBIGEO, AuthorityArea, FacilityChange
from training.places.register import Entry, Reading
from training.places.troubles import Trouble, Why

_KNOWN = (Facility.id, Facility.code, Facility.name, Facility.category, Facility.institution, Facility.district,
          Facility.ubigeo, Facility.network, Facility.micro_network, Facility.authority_id, Facility.closed_on,
          Facility.is_demo)


def areas() -> Areas:
    """The list of health authorities, with what belongs to each. Two queries."""
    rows = db.session.execute(select(HealthAuthority.id, HealthAuthority.name, HealthAuthority.department_code)).all()
    found: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for kind, value, authority in db.session.execute(
            select(AuthorityArea.kind, AuthorityArea.value, AuthorityArea.authority_id)):
        found[kind == UBIGEO][value] = authority
    return Areas(found[True], found[False], {id_: name for id_, name, _ in rows}, {id_: code for id_, _, code in rows})


def base() -> int:
    """The last change of the register: a plan holds as long as it stays the last."""
    return db.session.scalar(select(func.max(FacilityChange.id))) or 0


def plan(reading: Reading, accepted: Collection[str], *, complete: bool) -> Plan:
    """What this file would do now. Three queries."""
    known = [Known(*row[:10], closed=row[10] is not None, is_demo=row[11])
             for row in db.session.execute(select(*_KNOWN)).all()]
    return compare(reading, known, areas(), accepted=accepted, complete=complete)


def pack(reading: Reading) -> bytes:
    """What was read, without the cells that nobody asked for (telephones, directors' names)."""
    return zlib.compress(json.dumps(asdict(reading), ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes) -> Reading:
    """What ``pack`` was given."""
    found: dict[str, list[dict[str, Any]]] = json.loads(zlib.decompress(packed))
    return Reading([Entry(**one) for one in found["entries"]], list(map(_trouble, found["refused"])),
                   list(map(_trouble, found["notes"])))


def _trouble(found: dict[str, Any]) -> Trouble:
    return Trouble(found["line"], Why(found["why"]), found["code"], found["name"], tuple(found["told"]))
