"""Attendance: marks are kept some years and then go, with the photos of the signed sheets. An erasure leaves the minutes of
a place without a name; a photo of a sheet shows the others too, and stays until its time."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import and_, delete, or_, select

from training import store
from training.attendance.models import Mark, MarkChange, SheetPhoto
from training.attendance.photo import ENDING
from training.cohorts.erasing import places_of
from training.cohorts.models import Cohort
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house
from training.workshops.models import HalfDay


def export(user_id: int) -> dict[str, Any]:
    """Each half-day with what was marked of her."""
    query = (select(Mark, HalfDay, Cohort.name).join(HalfDay, HalfDay.id == Mark.half_day_id)
             .join(Cohort, Cohort.id == HalfDay.cohort_id).where(Mark.membership_id.in_(places_of(user_id))))
    return {"attendance": [{"cohort": name, "on": half_day.on, "from": half_day.starts, "state": mark.state,
                            "arrived": mark.arrived, "left": mark.left, "minutes": mark.minutes}
                           for mark, half_day, name in db.session.execute(query.order_by(HalfDay.on, HalfDay.starts))]}


def tidy() -> dict[str, int]:
    """Marks, their changes and photos of half-days that were long ago (KEEP_ATTENDANCE)."""
    limit = until("attendance")
    old = select(HalfDay.id).where(HalfDay.on < limit.date())
    photos = select(SheetPhoto).where(SheetPhoto.half_day_id.in_(old))
    gone = in_pieces(lambda most: db.session.scalars(photos.limit(most)).all(), _drop_photos)
    changes = select(MarkChange.id).where(MarkChange.half_day_id.in_(old))
    noted = in_pieces(lambda most: db.session.scalars(changes.limit(most)).all(),
                      lambda ids: db.session.execute(delete(MarkChange).where(MarkChange.id.in_(ids))))
    marks = select(Mark.half_day_id, Mark.membership_id).where(Mark.half_day_id.in_(old))
    marked = in_pieces(lambda most: db.session.execute(marks.limit(most)).all(), _drop_marks)
    return {"attendance": marked + noted, "photos": gone}


def _drop_photos(photos: Sequence[SheetPhoto]) -> None:
    """The same photo may have been kept for another half-day too: then the file stays."""
    for photo in photos:
        db.session.delete(photo)
    db.session.flush()
    for sha256 in {photo.sha256 for photo in photos}:
        if db.session.scalar(select(SheetPhoto.id).where(SheetPhoto.sha256 == sha256).limit(1)) is None:
            store.remove_later(sha256, ENDING)


def _drop_marks(keys: Sequence[Any]) -> None:
    each = [and_(Mark.half_day_id == half_day, Mark.membership_id == member) for half_day, member in keys]
    db.session.execute(delete(Mark).where(or_(*each)))


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts.append(SheetPhoto.why)
