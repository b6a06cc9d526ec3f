"""The sheet itself: seeing it on a phone, saving half-way, finishing, stopping without a mark, voiding."""

from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from modules.reference import ChecklistStep, said
from training.access import current_actor, trainer
from training.accounts.queries import names_of
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused
from training.manuals.queries import manual
from training.pages import spoken
from training.practice import actions, filling, queries
from training.practice.blueprint import blueprint
from training.practice.board import title
from training.practice.filling import Filling
from training.practice.forms import VoidForm
from training.practice.models import Observation
from training.practice.wording import try_name
from training.workshops.queries import rule_of

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class Asked:
    """A step as the sheet asks it."""

    number: int
    step: ChecklistStep
    field: str
    text: str
    look: str
    mark: int | None
    missing: bool


@blueprint.get("/cohortes/<key>/practica/hoja/<seen>")
@trainer
def sheet(key: str, seen: str) -> str | Response:
    """One's own open sheet. A finished one, or another observer's, is on the person's page."""
    actor = current_actor()
    cohort, member, found = queries.sheet_for(actor, key, seen)
    if found.finished_at is not None or found.observer_id != actor.id:
        return _to_person(key, member, found)
    return _sheet(cohort, member, found, Filling(filling.load(found.scores), (), found.comment))


@blueprint.post("/cohortes/<key>/practica/hoja/<seen>")
@trainer
def fill(key: str, seen: str) -> Response | tuple[str, int]:
    """Finish the sheet, or save it for later. What is missing is asked for, and nothing that was marked is lost."""
    actor = current_actor()
    cohort, member, found = queries.sheet_for(actor, key, seen)
    posted = _posted(found)
    later, stands = "later" in request.form, posted.comment_stands
    complete = stands and not posted.missing
    if found.finished_at is None and (later or not complete):
        actions.save(found, posted, actor)
    else:
        actions.finish(cohort, member, found, posted, actor)
    db.session.commit()
    if found.finished_at is None and not complete and not (later and stands):
        return _sheet(cohort, member, found, posted, later=later), 422
    if later:
        flash(_("Guardado. Puede seguir cuando quiera, en este o en otro teléfono."), "good")
        return redirect(url_for(".index", key=key), 303)
    return _to_person(key, member, found)


@blueprint.post("/cohortes/<key>/practica/hoja/<seen>/guardar")
@trainer
def save(key: str, seen: str) -> Response:
    """Save while she marks (see quiz.js). A comment with a long number waits until it is put right."""
    actor = current_actor()
    _cohort, _member, found = queries.sheet_for(actor, key, seen)
    posted = _posted(found)
    actions.save(found, posted, actor)
    db.session.commit()
    at = now()
    hour = format_time(at, "HH:mm")
    return jsonify(saved_at=at.isoformat(), said=_("Guardado %(hour)s", hour=hour) if posted.comment_stands
                   else _("Guardado %(hour)s, menos el comentario: quite el número largo o acórtelo.", hour=hour))


@blueprint.post("/cohortes/<key>/practica/hoja/<seen>/parar")
@trainer
def stop(key: str, seen: str) -> Response:
    """Stop the practice without a mark: nothing of it stays."""
    actor = current_actor()
    cohort, member, found = queries.sheet_for(actor, key, seen)
    actions.drop(cohort, member, found, actor)
    db.session.commit()
    flash(_("Práctica detenida sin nota. No quedó nada anotado."), "calm")
    return redirect(url_for(".index", key=key), 303)


@blueprint.route("/cohortes/<key>/practica/hoja/<seen>/anular", methods=["GET", "POST"])
@trainer
def void(key: str, seen: str) -> str | Response | tuple[str, int]:
    """A finished sheet that is wrong stops counting; it is kept with who said so and why."""
    actor = current_actor()
    cohort, member, found = queries.sheet_for(actor, key, seen)
    if found.finished_at is None:
        return _to_person(key, member, found)
    form = VoidForm()
    if not form.validate_on_submit():
        return render_template(
            "practice/void.html", form=form, cohort=cohort, member=member, sheet=found, title=title(queries.words_of(found)),
            observer=names_of({found.observer_id}).get(found.observer_id, "")), 422 if form.is_submitted() else 200
    actions.void(cohort, member, found, form.reason.data, actor)
    db.session.commit()
    flash(_("Hoja anulada: ya no cuenta. Puede observar otra vez."), "good")
    return _to_person(key, member, found)


def _to_person(key: str, member: Membership, found: Observation) -> Response:
    return redirect(url_for(".person", key=key, person=member.key, list=found.checklist), 303)


def _posted(found: Observation) -> Filling:
    """What the form holds. Refuses a body that is no form: it would empty the sheet."""
    if request.mimetype not in FORMS:
        raise Refused(_("No pudimos leer la hoja: no llegó como un formulario."), 415)
    return filling.read(request.form, queries.words_of(found).steps)


def _sheet(cohort: Cohort, member: Membership, found: Observation, filled: Filling, *, later: bool = False) -> str:
    checklist, rule = queries.words_of(found), rule_of(cohort, manual(found.manual_digest))
    language, ask = spoken(), not later and bool(filled.missing)
    steps = [Asked(number, step, filling.field_of(step.id), said(step, "text", language), said(step, "look", language),
                   filled.marks.get(step.id), ask and step.id in filled.missing)
             for number, step in enumerate(checklist.steps, 1)]
    return render_template(
        "practice/sheet.html", cohort=cohort, member=member, sheet=found, steps=steps, filled=filled, rule=rule,
        title=title(checklist), try_name=try_name(found.number, rule.tries), beside=_beside(found),
        longest=filling.LONGEST_COMMENT)


def _beside(found: Observation) -> list[str]:
    """Who else observes this try: names only, never marks."""
    others = [one.observer_id for one in queries.sheets_in_full(found.membership_id, found.checklist)
              if one.number == found.number and one.id != found.id]
    return sorted(names_of(others).values())
