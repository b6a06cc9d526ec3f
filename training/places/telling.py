"""Telling the other rooms what an import changed: in pieces, each in a transaction of its own, after the import's commit.

What a power cut leaves untold is told by the daily work.
"""

from sqlalchemy import select

from training.clock import now
from training.db import db
from training.house import facilities_changed
from training.places.comparing import ADDED, AUTHORITY, CLOSED, REOPENED
from training.places.models_register import APPLIED, FacilityChange, FacilityImport

PIECE = 500
_TELLING = (ADDED, CLOSED, REOPENED, AUTHORITY, "category", "network", "micro_network")


def tell(import_id: int) -> None:
    """Every facility of this import of which something changed that others reckon with. Commits."""
    after = 0
    query = (select(FacilityChange.facility_id).distinct().order_by(FacilityChange.facility_id).limit(PIECE)
             .where(FacilityChange.import_id == import_id, FacilityChange.field.in_(_TELLING)))
    while some := db.session.scalars(query.where(FacilityChange.facility_id > after)).all():
        facilities_changed(some)
        db.session.commit()
        after = some[-1]
    db.session.get_one(FacilityImport, import_id, populate_existing=True).told_at = now()
    db.session.commit()


def tell_the_rest() -> None:
    """Imports that were cut off between their commit and the end of the telling."""
    untold = db.session.scalars(select(FacilityImport.id).where(FacilityImport.state == APPLIED,
                                                                FacilityImport.told_at.is_(None))).all()
    for import_id in untold:
        tell(import_id)
