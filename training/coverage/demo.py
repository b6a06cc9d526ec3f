"""The demonstration's facilities, counted, and an invented year before today, so that the line has a past."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from training.clock import today
from training.coverage import actions, daily, queries
from training.coverage.models import CoverageMonth, FacilityStanding
from training.coverage.rules import first_of_month
from training.coverage.tally import Tally
from training.db import db
from training.places.models import Facility

MONTHS = 12


def load() -> None:
    """Count every facility, and write the year before for the regions where somebody works. Commits."""
    daily.recount_everything()
    counted = queries.by_authority()
    for one in _where_somebody_works():
        for month, then in _year_before(counted[one].total):
            db.session.merge(CoverageMonth(
                month=month, authority_id=one, covered=then.covered, partly=then.partly, lapsed=then.lapsed,
                no_data=then.no_data, ready=then.ready, trained=then.trained))
    actions.note_month()
    db.session.commit()


def _where_somebody_works() -> list[int]:
    query = (select(Facility.authority_id).join(FacilityStanding, FacilityStanding.facility_id == Facility.id)
             .where(Facility.is_demo).group_by(Facility.authority_id).having(func.sum(FacilityStanding.staff) > 0))
    return list(db.session.scalars(query))


def _year_before(facilities: int) -> Iterator[tuple[date, Tally]]:
    """Twelve months from nothing to a little less than what the demonstration's certificates make of today."""
    for back in range(MONTHS, 0, -1):
        gone = MONTHS - back
        covered, partly = min(facilities, int(gone >= 5)), min(max(0, facilities - 1), int(gone >= 2) + int(gone >= 8))
        trained = covered + partly
        yield first_of_month(today(), back), Tally(covered, partly, 0, facilities - covered - partly, trained=trained)
