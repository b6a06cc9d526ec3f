"""Reports of a workshop that may name a person are taken back when her data are erased, and can be drawn again without her;
notes of what came of a visit go after their time."""

from typing import Any

from flask import Flask
from sqlalchemy import select, update

from training import store
from training.closing.models import ClosingAct, FollowUp, Report
from training.cohorts.erasing import cohorts_of
from training.cohorts.models import Cohort
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """The reports of every workshop in which she took part, which she facilitated, or which she closed."""
    query = select(Report).join(ClosingAct, ClosingAct.id == Report.act_id).where(
        ClosingAct.cohort_id.in_(cohorts_of(user_id)) | (ClosingAct.by_id == user_id))
    reports = db.session.scalars(query).all()
    for report in reports:
        store.remove_later(report.sha256)
        db.session.delete(report)
    db.session.flush()
    return {"reports": len(reports)}


def tidy() -> dict[str, int]:
    """Notes of follow-ups that were made, and whose cohort was closed, before the limit (KEEP_TEXT)."""
    limit = until("text")
    old = (select(FollowUp.id).join(Cohort, Cohort.id == FollowUp.cohort_id)
           .where(FollowUp.note != "", Cohort.closed_at < limit, (FollowUp.done_at < limit) | FollowUp.done_at.is_(None),
                  FollowUp.due_on < limit.date()))
    return {"notes": in_pieces(
        lambda most: db.session.scalars(old.limit(most)).all(),
        lambda ids: db.session.execute(update(FollowUp).where(FollowUp.id.in_(ids)).values(note="")))}


def export(user_id: int) -> dict[str, Any]:
    """The workshops that she closed."""
    query = (select(Cohort.name, ClosingAct.at).join(Cohort, Cohort.id == ClosingAct.cohort_id)
             .where(ClosingAct.by_id == user_id).order_by(ClosingAct.id))
    return {"closed_workshops": [{"cohort": name, "at": at} for name, at in db.session.execute(query)]}


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts.append(FollowUp.note)
