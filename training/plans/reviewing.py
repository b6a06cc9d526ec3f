"""Writing what came of a review, what was seen in a facility, and a supervision form. Nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select, update

from modules.supervision import DIRECTORY, KIT, ROOM, ROUTE
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.db import db, inserting
from training.errors import Refused
from training.house import facilities_changed
from training.places.models import Facility
from training.plans.filling import Answer, Look, dump, load
from training.plans.models import (
    DONE,
    OPEN,
    SKIPPED,
    FacilityCheck,
    Plan,
    PlanAnswer,
    PlanLine,
    PlanReview,
    Readiness,
    SupervisionFigure,
    SupervisionSheet,
)
from training.plans.rules import Seen, readiness

COLUMNS = {KIT: "kit_until", ROOM: "room_until", DIRECTORY: "directory_until", ROUTE: "route_until"}


@dataclass(frozen=True)
class Made:
    """A review as it was made."""

    on: date
    how: str
    note: str
    answers: Mapping[str, Answer]
    looks: Sequence[Look]


def answer(review: PlanReview, lines: Sequence[PlanLine], said: Mapping[str, Answer]) -> None:
    """Keep the answers of an open review; another answer to a line takes the place of the first."""
    if review.state != OPEN:
        raise Refused(made_already(), 409)
    ids = {line.key: line.id for line in lines}
    rows = [
        {"review_id": review.id, "line_id": ids[key], "state": one.state, "note": one.note}
        for key, one in said.items()
        if key in ids and one.state
    ]
    if rows:
        write = inserting(PlanAnswer).values(rows)
        db.session.execute(
            write.on_conflict_do_update(
                index_elements=["review_id", "line_id"], set_={"state": write.excluded.state, "note": write.excluded.note}
            )
        )
    db.session.flush()


def finish(review: PlanReview, plan: Plan, lines: Sequence[PlanLine], made: Made, by: User) -> None:
    """Close a review, once: earlier ones that were not made are skipped, and what was seen counts from now on.

    The same form again changes nothing; another one is refused.
    """
    if review.state == DONE and _kept(review, plan, lines, made):
        return
    answer(review, lines, made.answers)
    # In one statement: from then on the database lets nobody change it.
    values = {"state": DONE, "done_on": made.on, "how": made.how, "note": made.note, "by_id": by.id}
    db.session.execute(update(PlanReview).where(PlanReview.id == review.id).values(**values, at=now()))
    earlier = (PlanReview.plan_id == plan.id, PlanReview.days < review.days, PlanReview.state == OPEN)
    db.session.execute(update(PlanReview).where(*earlier).values(state=SKIPPED))
    if plan.facility_id is not None:
        see(plan.facility_id, made.looks, made.on, made.how, _sent_key(review), by)
    record("review plan", f"plan:{plan.id}", by.id, f"{review.days} {made.how}")


def _kept(review: PlanReview, plan: Plan, lines: Sequence[PlanLine], made: Made) -> bool:
    """Whether a review says what the form says: then the form came twice."""
    known = answered(review.id)
    told = {line.key: known[line.id] for line in lines if line.id in known}
    query = select(FacilityCheck.thing, FacilityCheck.until).where(
        FacilityCheck.facility_id == plan.facility_id, FacilityCheck.sent_key == _sent_key(review)
    )
    seen = {(thing, until) for thing, until in db.session.execute(query)}
    return (
        (review.done_on, review.how, review.note) == (made.on, made.how, made.note)
        and all(told.get(key) == one for key, one in made.answers.items())
        and all((one.thing, one.until) in seen for one in made.looks)
    )


def _sent_key(review: PlanReview) -> str:
    """What was seen at a review is written once, as the review is."""
    return f"review-{review.key}"


def made_already() -> str:
    """Somebody else made the review meanwhile."""
    return _(
        "Esta revisión ya se anotó, y así se conserva. Véala en la página del plan; lo de este formulario no se guardó."
    )


def visit(facility: Facility, looks: Sequence[Look], on: date, how: str, sent_key: str, by: User) -> None:
    """Write down what was seen of a facility outside any review."""
    if see(facility.id, looks, on, how, sent_key, by):
        record("note visit", f"facility:{facility.id}", by.id, " ".join(one.thing for one in looks))


def see(facility_id: int, looks: Sequence[Look], on: date, how: str, sent_key: str, by: User | None) -> bool:
    """Add what was seen and count anew until when the facility is ready. A form that comes twice is written once."""
    rows = [
        {
            "facility_id": facility_id,
            "thing": one.thing,
            "in_order": one.in_order,
            "until": one.until,
            "seen_on": on,
            "how": how,
            "sent_key": sent_key,
            "by_id": by.id if by else None,
            "at": now(),
        }
        for one in looks
    ]
    if not rows:
        return False
    _hold(facility_id)
    added = db.session.scalars(
        inserting(FacilityCheck).values(rows).on_conflict_do_nothing().returning(FacilityCheck.id)
    ).all()
    if added:
        recount(facility_id)
    return bool(added)


def _hold(facility_id: int) -> None:
    """Who writes of this facility now comes after whoever did before."""
    db.session.execute(select(Facility.id).where(Facility.id == facility_id).with_for_update(key_share=True)).all()


def recount(facility_id: int) -> None:
    """Derive the readiness of a facility from what was seen of it, and tell the house when it changed."""
    query = select(FacilityCheck.thing, FacilityCheck.until, FacilityCheck.seen_on, FacilityCheck.id).where(
        FacilityCheck.facility_id == facility_id
    )
    found = readiness(Seen(*row) for row in db.session.execute(query))
    values = {COLUMNS[thing]: until for thing, until in found.items()}
    write = inserting(Readiness).values(facility_id=facility_id, **values)
    db.session.execute(write.on_conflict_do_update(index_elements=["facility_id"], set_=values))
    db.session.flush()
    facilities_changed([facility_id])


def supervise(
    facility: Facility, figures: Mapping[str, tuple[int, int]], on: date, digest: str, sent_key: str, by: User
) -> None:
    """Keep a supervision form; its figures take the place of older ones of the same indicators.

    The same form again changes nothing; another body with its key is refused.
    """
    _hold(facility.id)
    body = dump({"on": on.isoformat(), **{name: list(pair) for name, pair in figures.items()}})
    query = select(SupervisionSheet).where(
        SupervisionSheet.facility_id == facility.id, SupervisionSheet.sent_key == sent_key
    )
    before = db.session.scalars(query).first()
    if before is not None:
        if before.figures != body:
            raise Refused(_("Esta hoja ya se guardó con otros números. Abra una nueva para corregirlos."), 409)
        return
    db.session.add(
        SupervisionSheet(
            facility_id=facility.id, held_on=on, figures=body, manual_digest=digest, sent_key=sent_key, by_id=by.id, at=now()
        )
    )
    rows = [
        {"facility_id": facility.id, "indicator": name, "part": part, "whole": whole, "held_on": on}
        for name, (part, whole) in figures.items()
    ]
    write = inserting(SupervisionFigure).values(rows)
    db.session.execute(
        write.on_conflict_do_update(
            index_elements=["facility_id", "indicator"],
            where=SupervisionFigure.held_on <= write.excluded.held_on,
            set_={"part": write.excluded.part, "whole": write.excluded.whole, "held_on": write.excluded.held_on},
        )
    )
    db.session.flush()
    record("note supervision", f"facility:{facility.id}", by.id, on.isoformat())


def answered(review_id: int) -> dict[int, Answer]:
    """Line id → what was answered of it at a review."""
    query = select(PlanAnswer).where(PlanAnswer.review_id == review_id)
    return {one.line_id: Answer(one.state, one.note) for one in db.session.scalars(query)}


def cells_of(line: PlanLine) -> dict[str, str]:
    """What a line says."""
    return load(line.cells)
