"""What goes by itself: imports that nobody applied, after a day; the lines of applied ones, after three months.

The history of each facility and the counts of each import stay.
"""

from datetime import timedelta

from sqlalchemy import delete, select

from training.clock import now
from training.db import db
from training.forgetting import in_pieces
from training.places.models_register import APPLIED, WAITING, FacilityImport, ImportLine

WAITS, SHOWN = timedelta(days=1), timedelta(days=90)


def tidy() -> dict[str, int]:
    """Waiting imports and old lines."""
    old = select(FacilityImport.id).where(FacilityImport.state == WAITING, FacilityImport.at < now() - WAITS)
    shown = select(FacilityImport.id).where(FacilityImport.state == APPLIED, FacilityImport.applied_at < now() - SHOWN)
    gone = db.session.scalars(old).all()
    for import_id in (*gone, *db.session.scalars(shown)):
        _drop_lines(import_id)
    db.session.execute(delete(FacilityImport).where(FacilityImport.id.in_(gone)))
    return {"imports": len(gone)}


def _drop_lines(import_id: int) -> None:
    lines = select(ImportLine.position).where(ImportLine.import_id == import_id)
    in_pieces(lambda most: db.session.scalars(lines.limit(most)).all(),
              lambda some: db.session.execute(delete(ImportLine).where(ImportLine.import_id == import_id,
                                                                       ImportLine.position.in_(some))))
