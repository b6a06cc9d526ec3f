"""The board of a cohort's practice and one person's page of one checklist."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from training.access import current_actor, trainer
from training.accounts.queries import names_of
from training.clock import in_lima, today
from training.cohorts.models import Cohort
from training.cohorts.queries import cohort_for
from training.db import db
from training.errors import Refused
from training.practice import actions, queries
from training.practice.agreement import FIRST
from training.practice.blueprint import blueprint
from training.practice.board import board, title
from training.practice.forms import AgreeForm, CoachedForm, FindForm
from training.practice.outcome import outcomes
from training.practice.queries import Place
from training.practice.tries import State
from training.practice.wording import try_name


@blueprint.get("/cohortes/<key>/practica")
@trainer
def index(key: str) -> str:
    """Who is observed next, who repeats, who needs coaching, and everybody in a table."""
    cohort = cohort_for(current_actor(), key)
    return _board(cohort, _find_form(cohort))


@blueprint.post("/cohortes/<key>/practica")
@trainer
def find(key: str) -> Response | tuple[str, int]:
    """To somebody's page, by her row number: two taps with forty people in the room."""
    cohort = cohort_for(current_actor(), key)
    form = _find_form(cohort)
    person = queries.numbered(cohort, form.number.data or 0) if form.validate_on_submit() else None
    if person is None:
        if not form.errors:
            form.number.errors = [_("Nadie de este grupo tiene ese número de fila. Revíselo en la lista.")]
        return _board(cohort, form), 422
    return redirect(url_for(".person", key=key, person=person, list=form.checklist.data), 303)


def _find_form(cohort: Cohort) -> FindForm:
    form = FindForm()
    form.checklist.choices = [SelectChoice(one.slug, title(one)) for one in queries.usable(cohort)]
    return form


def _board(cohort: Cohort, form: FindForm) -> str:
    return render_template("practice/index.html", cohort=cohort, form=form, first=FIRST, State=State,
                           read=lambda: board(cohort, current_actor().id))


@blueprint.get("/cohortes/<key>/practica/<person>/<list>")
@trainer
def person(key: str, person: str, list: str) -> str:
    """One person and one checklist: how her tries went, and what comes next."""
    return _person(queries.place_for(current_actor(), key, person, list))


def _person(at: Place, agree: AgreeForm | None = None, coached: CoachedForm | None = None) -> str:
    actor, way = current_actor(), at.way
    kept = queries.sheets_in_full(at.member.id, at.checklist.slug)
    names = names_of({one.observer_id for one in kept})
    last = way.last
    mine = last.of(actor.id) if last else None
    return render_template(
        "practice/person.html", at=at, following=queries.following(at) if last else None,
        cohort=at.cohort, member=at.member, title=title(at.checklist), State=State,
        outcomes=outcomes(way, kept, names, at.rule.practice), mine=mine, try_name=try_name(way.next_number, way.allowed),
        may_join=last is not None and mine is None and way.objection(last.number, actor.id) is None,
        agree=agree or AgreeForm(formdata=None), coached=coached or CoachedForm(formdata=None, data={"on": today()}))


@blueprint.post("/cohortes/<key>/practica/<person>/<list>")
@trainer
def begin(key: str, person: str, list: str) -> Response:
    """Begin the try that the button names, or go on with one's own sheet of it."""
    actor = current_actor()
    at = queries.place_for(actor, key, person, list)
    sheet = actions.begin(at, _number(), actor)
    db.session.commit()
    return redirect(url_for(".sheet", key=key, seen=sheet.key), 303)


def _number() -> int:
    """The try that the button names."""
    text = request.form.get("number", "")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 4):
        raise Refused(_("No pudimos leer qué intento es. Vuelva a la página de la práctica y empiece desde ahí."), 400)
    return int(text)


@blueprint.post("/cohortes/<key>/practica/<person>/<list>/acompanamiento")
@trainer
def coaching(key: str, person: str, list: str) -> Response | tuple[str, int]:
    """Agree the day of a coaching, or note that it was done."""
    actor = current_actor()
    at = queries.place_for(actor, key, person, list)
    done = request.form.get("do") == "done"
    form = _coached(at) if done else AgreeForm()
    if not form.validate_on_submit():
        return _person(at, **{"coached" if done else "agree": form}), 422
    (actions.coach if done else actions.agree_coaching)(at, form.on.data, actor)
    db.session.commit()
    flash(_("Acompañamiento anotado: ya se puede observar otra vez.") if done else _("Acompañamiento acordado."), "good")
    return redirect(url_for(".person", key=key, person=person, list=list), 303)


def _coached(at: Place) -> CoachedForm:
    form, last = CoachedForm(), at.way.last
    if last and last.settled_at:
        form.since = in_lima(last.settled_at).date()
    return form
