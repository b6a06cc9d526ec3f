"""The place of a workshop: a facility of the register, or a venue as it was written."""

import re

from sqlalchemy import select

from training.cohorts.models import Cohort
from training.db import db
from training.places.models import Facility
from training.places.queries import by_code, register_for

_CODE = re.compile(r"\b\d{8}\b")
MOST = 60  # suggestions that a page carries; whoever looks for another writes its name or its code


def facility_of(written: str, authority_id: int) -> tuple[str, int | None]:
    """What was written as it will be shown, and the open facility that it names: by its code, or by its name."""
    code = _CODE.search(written)
    if code is None:
        named = register_for(authority_id).named(written)
        return (named.name, named.id) if named is not None else (written, None)
    found = by_code(code.group())
    return (found.name, found.id) if found is not None and found.closed_on is None else (written, None)


def known_places(authority_id: int | None) -> list[str]:
    """Places to offer: where the region held its last workshops, then its larger facilities."""
    if authority_id is None:
        return []
    used = select(Cohort.place).where(Cohort.authority_id == authority_id).order_by(Cohort.id.desc()).limit(MOST // 3)
    larger = (select(Facility).where(Facility.authority_id == authority_id, Facility.closed_on.is_(None),
                                     ~Facility.category.in_(("I-1", "I-2", "")))
              .order_by(Facility.name).limit(MOST))
    named = [facility.label for facility in db.session.scalars(larger)]
    return list(dict.fromkeys([*db.session.scalars(used), *named]))[:MOST]
