"""Plans and a person's data: her copy has what she wrote, her name leaves the texts, old texts go after their time."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, func, or_, select, tuple_, update

from training.db import db
from training.forgetting import in_pieces, until
from training.house import house
from training.places.models import Facility
from training.plans.filling import load
from training.plans.models import (
    DRAFT,
    FacilityCheck,
    Plan,
    PlanAnswer,
    PlanEdit,
    PlanLine,
    PlanReview,
    SupervisionSheet,
)

EMPTY = "{}"


def export(user_id: int) -> dict[str, Any]:
    """What she wrote in plans, the reviews that she made, what she saw and counted."""
    edits = (
        select(PlanEdit, Plan.sheet, Facility.code)
        .join(Plan, Plan.id == PlanEdit.plan_id)
        .outerjoin(Facility, Facility.id == Plan.facility_id)
        .where(PlanEdit.by_id == user_id)
        .order_by(PlanEdit.id)
    )
    reviews = (
        select(PlanReview, Facility.code)
        .join(Plan, Plan.id == PlanReview.plan_id)
        .outerjoin(Facility, Facility.id == Plan.facility_id)
        .where(PlanReview.by_id == user_id)
        .order_by(PlanReview.id)
    )
    checks = _of_facilities(FacilityCheck, user_id)
    sheets = _of_facilities(SupervisionSheet, user_id)
    return {
        "plan_lines": [
            {"facility": code, "sheet": sheet, "cells": load(one.cells), "removed": one.removed, "at": one.at}
            for one, sheet, code in db.session.execute(edits)
        ],
        "plan_reviews": [
            {"facility": code, "days": one.days, "on": one.done_on, "how": one.how, "note": one.note}
            for one, code in db.session.execute(reviews)
        ],
        "facility_visits": [
            {"facility": code, "thing": one.thing, "in_order": one.in_order, "until": one.until, "on": one.seen_on}
            for one, code in db.session.execute(checks)
        ],
        "supervisions": [
            {"facility": code, "on": one.held_on, "figures": one.figures} for one, code in db.session.execute(sheets)
        ],
    }


def _of_facilities(model: Any, user_id: int) -> Any:
    return (
        select(model, Facility.code)
        .join(Facility, Facility.id == model.facility_id)
        .where(model.by_id == user_id)
        .order_by(model.id)
    )


def tidy() -> dict[str, int]:
    """Texts of plans that stopped, or of drafts that nobody touched, before the limit (KEEP_RECORD): topics, states, dates
    and counts stay."""
    limit = until("record")
    old = select(Plan.id).where(or_(Plan.stopped_at < limit, (Plan.state == DRAFT) & (Plan.saved_at < limit)))
    reviews = select(PlanReview.id).where(PlanReview.plan_id.in_(old))
    return {
        "plan texts": sum(
            (
                _emptied(PlanLine, PlanLine.plan_id.in_(old), PlanLine.cells, EMPTY),
                _emptied(PlanEdit, PlanEdit.plan_id.in_(old), PlanEdit.cells, EMPTY),
                _emptied(PlanReview, PlanReview.id.in_(reviews), PlanReview.note, ""),
                _answers(PlanAnswer.review_id.in_(reviews)),
            )
        )
    }


def _emptied(model: Any, where: ColumnElement[bool], column: Any, empty: str) -> int:
    query = select(model.id).where(where, column != empty).order_by(model.id)

    def let_go(ids: Sequence[int]) -> None:
        db.session.execute(update(model).where(model.id.in_(ids)).values({column.key: empty}))

    return in_pieces(lambda most: db.session.scalars(query.limit(most)).all(), let_go)


def _answers(where: ColumnElement[bool]) -> int:
    pair = tuple_(PlanAnswer.review_id, PlanAnswer.line_id)
    query = select(PlanAnswer.review_id, PlanAnswer.line_id).where(where, PlanAnswer.note != "")

    def let_go(pairs: Sequence[Any]) -> None:
        db.session.execute(update(PlanAnswer).where(pair.in_([tuple(one) for one in pairs])).values(note=""))

    return in_pieces(lambda most: db.session.execute(query.limit(most)).all(), let_go)


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """What she wrote is the facility's; her name goes out of every text (``free_texts``). Marks by which a body could be
    guessed go where she made the review."""
    written = db.session.scalar(select(func.count()).select_from(PlanEdit).where(PlanEdit.by_id == user_id)) or 0
    return {"plan lines kept without her name": written} if written else {}


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.erasers.append(erase)
    mine.free_texts.extend([PlanLine.cells, PlanEdit.cells, PlanReview.note, PlanAnswer.note])
