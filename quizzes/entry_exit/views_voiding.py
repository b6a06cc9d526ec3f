"""Voiding a question: what it asks, how it was answered, what voiding would change, and the reason."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from quizzes.entry_exit import queries, voiding
from quizzes.entry_exit.blueprint import Blueprint, Place
from quizzes.entry_exit.forms import VoidForm
from quizzes.entry_exit.routes import blueprint
from training.access import current_actor, trainer
from training.accounts.models import User
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort
from training.cohorts.queries import is_only_a_member
from training.db import db
from training.errors import Refused
from training.workshops.queries import rule_of


@blueprint.get("/cohortes/<key>/pruebas/anular/<question>")
@trainer
def ask_void(key: str, question: str) -> str:
    """The question with its answers, and what would change. Nothing changes yet."""
    actor = current_actor()
    cohort, _workshop, test = queries.tests_for(actor, key)
    _must_not_learn_here(actor, cohort)
    return _page(cohort, *_asked(test, question), VoidForm())


@blueprint.post("/cohortes/<key>/pruebas/anular/<question>")
@trainer
def void(key: str, question: str) -> Response | tuple[str, int]:
    """Void it for the whole cohort and score everything again."""
    actor = current_actor()
    cohort, _workshop, test = queries.tests_for(actor, key)
    _must_not_learn_here(actor, cohort)
    form_letter, place = _asked(test, question)
    must_be_open(cohort)
    form = VoidForm()
    if not form.validate_on_submit():
        return _page(cohort, form_letter, place, form), 422
    effect = voiding.void(cohort, question, reason=form.reason.data, share=rule_of(cohort).exit_test, by=actor)
    db.session.commit()
    flash(said(effect), "bad" if effect.no_longer else "good")
    return redirect(url_for(".ask_void", key=key, question=question), 303)


def _must_not_learn_here(actor: User, cohort: Cohort) -> None:
    """The page shows the right answer, and voiding changes who passes."""
    if is_only_a_member(actor, cohort):
        raise Refused(_("Usted toma este curso: las respuestas de sus pruebas las ve solo quien lo facilita."), 403)


def said(effect: voiding.Effect) -> str:
    """What voiding did, in sentences."""
    parts = [ngettext("Pregunta anulada: se calificó de nuevo %(num)s hoja.",
                      "Pregunta anulada: se calificaron de nuevo %(num)s hojas.", effect.sheets)]
    if effect.pass_now:
        parts.append(ngettext("%(num)s persona pasa a aprobar.", "%(num)s personas pasan a aprobar.", len(effect.pass_now)))
    if effect.no_longer:
        parts.append(ngettext("%(num)s persona deja de aprobar: si ya tiene certificado, no se retira solo.",
                              "%(num)s personas dejan de aprobar: si ya tienen certificado, no se retira solo.",
                              len(effect.no_longer)))
    if not effect.pass_now and not effect.no_longer:
        parts.append(_("Nadie cambia de aprobar a no aprobar."))
    return " ".join(parts)


def _asked(test: Blueprint, question: str) -> tuple[str, Place]:
    found = test.questions.get(question)
    if found is None:
        abort(404)
    return found


def _page(cohort: Cohort, letter: str, place: Place, form: VoidForm) -> str:
    question = place.question.id
    voided = next(((one, by) for one, by in queries.voided_in(cohort) if one.question == question), None)
    people = {person.id: person for person in queries.people(cohort)}
    effect = None if voided else voiding.effect_of(cohort, question, rule_of(cohort).exit_test)
    return render_template(
        "entry_exit/void.html", cohort=cohort, place=place, letter=letter, form=form, voided=voided, effect=effect,
        counts=voiding.answers_to(cohort, place, letter), people=people,
        fallen=queries.fell_by_voiding(cohort) if voided else [])
