"""The sheet with which a colleague observes a trainer: on a phone, saved half-way, finished, stopped, voided."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from modules.ladder import PASS
from modules.reference import said
from training.access import current_actor, trainer
from training.accounts.models import User
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db
from training.errors import Refused
from training.licences import watching
from training.licences.blueprint import blueprint
from training.licences.models import FacilitatorObservation
from training.pages import spoken
from training.practice import filling
from training.practice.filling import Filling
from training.practice.forms import VoidForm
from training.practice.views_sheet import FORMS, Asked


@blueprint.get("/formadores/observacion/<watched>")
@trainer
def sheet(watched: str) -> str | Response:
    """One's own open sheet; a finished one, or another's, is on the person's page."""
    found, person = watching.sheet_of(current_actor(), watched)
    if found.finished_at is not None or found.observer_id != current_actor().id:
        return _to(person)
    return _sheet(found, person, Filling(filling.load(found.scores), (), found.comment), found.again)


@blueprint.post("/formadores/observacion/<watched>")
@trainer
def fill(watched: str) -> Response | tuple[str, int]:
    """Finish the sheet, or save it for later. What is missing is asked for, and nothing that was marked is lost."""
    actor = current_actor()
    found, person = watching.sheet_of(actor, watched)
    posted, again = _posted(found), _again()
    later, stands = "later" in request.form, posted.comment_stands
    complete = stands and not posted.missing
    if found.finished_at is None and (later or not complete):
        watching.save(found, posted, again, actor)
    else:
        watching.finish(found, posted, again, actor)
    db.session.commit()
    if found.finished_at is None and not complete and not (later and stands):
        return _sheet(found, person, posted, again, later=later), 422
    if later:
        flash(_("Guardado. Puede seguir cuando quiera, en este o en otro teléfono."), "good")
    return _to(person)


@blueprint.post("/formadores/observacion/<watched>/guardar")
@trainer
def save(watched: str) -> Response:
    """Save while she marks (see quiz.js). A comment with a long number waits until it is put right."""
    actor = current_actor()
    found, _person = watching.sheet_of(actor, watched)
    posted = _posted(found)
    watching.save(found, posted, _again(), actor)
    db.session.commit()
    at = now()
    hour = format_time(at, "HH:mm")
    return jsonify(saved_at=at.isoformat(), said=_("Guardado %(hour)s", hour=hour) if posted.comment_stands
                   else _("Guardado %(hour)s, menos el comentario: quite el número largo o acórtelo.", hour=hour))


@blueprint.post("/formadores/observacion/<watched>/parar")
@trainer
def stop(watched: str) -> Response:
    """Stop the observation without a mark: nothing of it stays."""
    found, person = watching.sheet_of(current_actor(), watched)
    watching.drop(found, current_actor())
    db.session.commit()
    flash(_("Observación detenida sin nota. No quedó nada anotado."), "calm")
    return _to(person)


@blueprint.route("/formadores/observacion/<watched>/anular", methods=["GET", "POST"])
@trainer
def void(watched: str) -> str | Response | tuple[str, int]:
    """A finished sheet that is wrong stops counting; it is kept with who said so and why."""
    found, person = watching.sheet_of(current_actor(), watched)
    if found.finished_at is None:
        return _to(person)
    form = VoidForm()
    if not form.validate_on_submit():
        return render_template("licences/void.html", form=form, person=person, sheet=found, title=_title(found)), (
            422 if form.is_submitted() else 200)
    watching.void(found, form.reason.data, current_actor())
    db.session.commit()
    flash(_("Hoja anulada: ya no cuenta. Puede observar otra vez."), "good")
    return _to(person)


def _to(person: User) -> Response:
    return redirect(url_for(".person", key=person.key), 303)


def _title(found: FacilitatorObservation) -> str:
    return said(watching.words_of(found), "title", spoken())


def _again() -> bool:
    return request.form.get("again") == "1"


def _posted(found: FacilitatorObservation) -> Filling:
    """What the form holds. Refuses a body that is no form: it would empty the sheet."""
    if request.mimetype not in FORMS:
        raise Refused(_("No pudimos leer la hoja: no llegó como un formulario."), 415)
    return filling.read(request.form, watching.words_of(found).steps)


def _sheet(found: FacilitatorObservation, person: User, filled: Filling, again: bool, *, later: bool = False) -> str:
    language, ask = spoken(), not later and bool(filled.missing)
    steps = [Asked(number, step, filling.field_of(step.id), said(step, "text", language), said(step, "look", language),
                   filled.marks.get(step.id), ask and step.id in filled.missing)
             for number, step in enumerate(watching.words_of(found).steps, 1)]
    cohort = db.session.get_one(Cohort, found.cohort_id)
    return render_template("licences/sheet.html", person=person, sheet=found, cohort=cohort, steps=steps, filled=filled,
                           again=again, title=_title(found), share=PASS, longest=filling.LONGEST_COMMENT)
