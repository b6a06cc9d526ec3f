"""A review of ten minutes by phone, one line at a time, or of a visit, all on one page; and a visit without a review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from modules.supervision import Thing
from training.access import current_actor, trainer
from training.clock import today
from training.db import db, new_key
from training.plans import figures, filling, page, queries, reviewing
from training.plans.blueprint import blueprint
from training.plans.desk import Written, address, in_order, written
from training.plans.filling import Answer, Look
from training.plans.forms import ReviewForm, SeenForm
from training.plans.models import OPEN, PHONE, Plan, PlanLine, PlanReview
from training.plans.reviewing import Made


@dataclass(frozen=True)
class Asked:
    """A line as the review asks about it. ``fault``: what is wrong with its answer, or ""."""

    key: str
    line: Written
    answer: Answer
    fault: str = ""


@blueprint.get("/planes/revisiones/<review>")
@trainer
def review(review: str) -> str | Response:
    """Ask about the plan: one line at a time (``paso``), or everything on one page."""
    found, plan = queries.review_for(current_actor(), review)
    if found.state != OPEN:
        return redirect(url_for(".show", key=plan.key), 303)
    said = reviewing.answered(found.id)
    lines = _lines(plan)
    form = ReviewForm(on=today(), how=PHONE if _step(len(lines)) else None)
    return _review(found, plan, lines, form, {line.key: said[line.id] for line in lines if line.id in said}, [])


@blueprint.post("/planes/revisiones/<review>")
@trainer
def make(review: str) -> Response | tuple[str, int]:
    """Keep the answer to one line and go on to the next, or finish."""
    actor = current_actor()
    found, plan = queries.review_for(actor, review)
    lines, form = _lines(plan), ReviewForm()
    form.not_before = plan.starts_on
    said = filling.answers(request.form, [line.key for line in lines])
    at = _step(len(lines))
    if at and at <= len(lines):
        return _one_line(found, plan, lines, form, said, at)
    before = reviewing.answered(found.id) if at else {}
    kept = {line.key: before[line.id] for line in lines if line.id in before}
    looks = filling.looks(request.form, _things(plan), form.on.data or today())
    stands = form.validate_on_submit()
    if not stands or _faults(said) or any(one.fault for one in looks) or not (kept | said):
        return _review(found, plan, lines, form, kept | said, looks, tried=True), 422
    reviewing.finish(found, plan, lines, Made(form.on.data, form.how.data, form.note.data or "", kept | said, looks), actor)
    db.session.commit()
    flash(_("Revisión guardada."), "good")
    return redirect(url_for(".show", key=plan.key), 303)


def _one_line(
    found: PlanReview, plan: Plan, lines: Sequence[PlanLine], form: ReviewForm, said: Mapping[str, Answer], at: int
) -> Response | tuple[str, int]:
    """One step: what was answered is kept at once, so that a call may break off."""
    only = {key: one for key, one in said.items() if key == lines[at - 1].key}
    if _faults(only):
        return _review(found, plan, lines, form, only, [], tried=True), 422
    reviewing.answer(found, lines, only)
    db.session.commit()
    return redirect(url_for(".review", review=found.key, paso=at + 1), 303)


def _lines(plan: Plan) -> list[PlanLine]:
    return in_order(queries.sheet_of(plan), queries.lines_of(plan))


def _step(lines: int) -> int:
    """Which step the address asks for: 0 for everything on one page, one more than the lines for the end."""
    text = request.args.get("paso", "")
    return min(int(text), lines + 1) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _faults(said: Mapping[str, Answer]) -> dict[str, str]:
    """Line key → what is wrong with its answer."""
    wrong = {key: _("Marque cómo está esta línea.") for key, one in said.items() if not one.state}
    return wrong | {
        key: _("Escriba como máximo %(limit)s caracteres.", limit=filling.LONGEST_NOTE)
        for key, one in said.items()
        if one.too_long
    }


def _things(plan: Plan) -> Sequence[Thing]:
    """What is looked at: in a facility, and when the manual says how."""
    found = figures.form()
    return found[0].things if found and plan.facility_id else ()


def _review(
    found: PlanReview,
    plan: Plan,
    lines: Sequence[PlanLine],
    form: ReviewForm,
    said: Mapping[str, Answer],
    looks: Sequence[Look],
    *,
    tried: bool = False,
) -> str:
    sheet, at, faults = queries.sheet_of(plan), _step(len(lines)), _faults(said) if tried else {}
    asked = [
        Asked(line.key, one, said.get(line.key, Answer("", "")), faults.get(line.key, ""))
        for line, one in zip(lines, written(sheet, lines, ()), strict=True)
    ]
    at_line = lines[at - 1].key if 0 < at <= len(lines) else ""
    return render_template(
        "plans/review.html",
        review=found,
        plan=plan,
        place=queries.place_of(plan),
        sheet=sheet,
        form=form,
        asked=asked,
        columns=page.columns(sheet),
        step=at,
        steps=len(lines),
        only=[one for one in asked if one.key == at_line],
        things=_things(plan),
        looks={one.thing: one for one in looks},
        today=today(),
        tried=tried,
        nothing=tried and not said,
        home=address(queries.place_of(plan), hoja=plan.sheet),
    )


@blueprint.route("/establecimientos/<code>/visita", methods=["GET", "POST"])
@trainer
def visit(code: str) -> str | Response | tuple[str, int]:
    """What was seen of shelf, room, directory and night route, outside any review."""
    actor = current_actor()
    place = queries.staff_place(actor, code)
    known, form = figures.form(), SeenForm(on=today(), sent_key=new_key())
    things = known[0].things if known else ()
    looks = filling.looks(request.form, things, form.on.data or today()) if form.is_submitted() else []
    stands = form.validate_on_submit() and bool(looks) and not any(one.fault for one in looks)
    if not stands or place.facility is None:
        return render_template(
            "plans/visit.html", place=place, form=form, things=things, today=today(), looks={one.thing: one for one in looks}
        ), 422 if form.is_submitted() else 200
    place.open()
    reviewing.visit(place.facility, looks, form.on.data, form.how.data, form.key, actor)
    db.session.commit()
    flash(_("Guardado: lo que se vio ya cuenta para saber si el establecimiento está listo."), "good")
    return redirect(url_for(".facility", code=code), 303)
