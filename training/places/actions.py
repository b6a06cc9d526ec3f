"""Writing the register of facilities. Nothing here commits."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from training.db import db
from training.places.folding import fold
from training.places.models import Facility
from training.places.register import Entry


def keep(entries: Sequence[Entry], authority: Mapping[tuple[str, str], int]) -> tuple[int, int, list[Entry]]:
    """Add the facilities, or bring them up to date by their code: (new, changed, those of no health authority we know).

    ``authority``: (folded department, Lima's part) → id of the health authority.
    """
    known = {one.code: one for one in db.session.scalars(
        select(Facility).where(Facility.code.in_([entry.code for entry in entries])))}
    new = changed = 0
    homeless = []
    for entry in entries:
        place = authority.get((fold(entry.department), entry.lima)) or authority.get((fold(entry.department), ""))
        if place is None:
            homeless.append(entry)
            continue
        facility = known.get(entry.code)
        if facility is None:
            facility = Facility(code=entry.code)
            db.session.add(facility)
            new += 1
        _write(facility, entry, place)
        changed += facility.id is not None and db.session.is_modified(facility)
    db.session.flush()
    return new, changed, homeless


def _write(facility: Facility, entry: Entry, authority_id: int) -> None:
    values = {"name": entry.name, "category": entry.category, "authority_id": authority_id, "district": entry.district,
              "ubigeo": entry.ubigeo, "network": entry.network, "micro_network": entry.micro_network,
              "folded": fold(entry.name)[:120], "is_demo": False}
    for name, value in values.items():
        if getattr(facility, name) != value:
            setattr(facility, name, value)
