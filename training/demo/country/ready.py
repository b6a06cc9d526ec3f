"""Whether facilities are ready, and how coverage grew in the months before."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from training.coverage.models import COVERED, LAPSED, NO_DATA, PARTLY, CoverageMonth, FacilityStanding
from training.db import db
from training.demo.country.dice import bits
from training.demo.country.plan import Country
from training.places.models import Facility

MONTHS = 12
COLUMNS = {"facility_readiness": "facility_id kit_until room_until directory_until route_until"}
Rows = dict[str, list[tuple[Any, ...]]]


def readiness(country: Country) -> Rows:
    """What was found in order at six facilities of ten; of some it is out of date by now."""
    found = []
    for at in range(len(country.places)):
        chance = bits(country.seed, "ready", at, 5)
        if chance[0] < 154:
            days = [None if one < 20 else country.today + timedelta(days=one - 60) for one in chance[1:]]
            found.append((country.id("facility", at), *days))
    return {"facility_readiness": found}


def months(country: Country) -> None:
    """The last twelve months, from how facilities stand now back to less and less; nothing where nobody counted them yet."""
    state = FacilityStanding.state
    counted = [func.count().filter(state == one) for one in (COVERED, PARTLY, LAPSED, NO_DATA)]
    query = (select(Facility.authority_id, *counted, func.count().filter(FacilityStanding.ready),
                    func.sum(FacilityStanding.trained))
             .join(Facility, Facility.id == FacilityStanding.facility_id).where(Facility.closed_on.is_(None))
             .group_by(Facility.authority_id).order_by(Facility.authority_id))
    rows = [_month(country.today, back, authority, [int(one or 0) for one in figures])
            for authority, *figures in db.session.execute(query) for back in range(MONTHS)]
    there = {(month, one) for month, one in db.session.execute(select(CoverageMonth.month, CoverageMonth.authority_id))}
    if rows := [one for one in rows if (one["month"], one["authority_id"]) not in there]:
        db.session.execute(insert(CoverageMonth), rows)
    db.session.commit()


def _month(today: date, back: int, authority: int, now: list[int]) -> dict[str, Any]:
    covered, partly, lapsed, no_data, ready, trained = now
    share = 1.0 - 0.05 * back
    then = int(covered * share), int(partly * share), int(lapsed * share)
    first = date(today.year - (today.month <= back % 12 and 1) - back // 12, (today.month - 1 - back) % 12 + 1, 1)
    return {"month": first, "authority_id": authority, "covered": then[0], "partly": then[1], "lapsed": then[2],
            "no_data": no_data + covered + partly + lapsed - sum(then), "ready": int(ready * share * share),
            "trained": int(trained * share)}
