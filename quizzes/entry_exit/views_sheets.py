"""One sheet that was keyed: look at it, correct it, or leave it without effect because it was somebody else's."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizzes import library
from quizzes.entry_exit import keying, queries
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.forms import UndoForm
from quizzes.entry_exit.grid import Row
from quizzes.entry_exit.models import ON_PHONE, TestSheet
from quizzes.entry_exit.routes import blueprint
from quizzes.entry_exit.sheets import Now, read_keys, write_keys
from quizzes.entry_exit.wording import slip_said
from training.access import current_actor, trainer
from training.cohorts.actions import must_be_open
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused
from training.workshops.queries import rule_of

Answer = str | Response | tuple[str, int]


@blueprint.get("/cohortes/<key>/pruebas/hojas/<sheet>")
@trainer
def sheet(key: str, sheet: str) -> str:
    """A sheet as it was keyed, what became of it, and both ways to put it right."""
    cohort, found, person = queries.sheet_for(current_actor(), key, sheet)
    return _page(cohort, found, person, UndoForm())


@blueprint.post("/cohortes/<key>/pruebas/hojas/<sheet>")
@trainer
def correct(key: str, sheet: str) -> Answer:
    """Put other answers on it. What it said before is kept; what changed meanwhile is shown."""
    actor = current_actor()
    cohort, found, person = queries.sheet_for(actor, key, sheet)
    must_be_open(cohort)
    places = len(library.quiz_of(found.quiz_digest).questions)
    keyed = read_keys(request.form.get("answers", "")[:400], found.form, places)
    if keyed.slip is not None or keyed.reached != places:
        said = slip_said(keyed, _row(found, person), places) if keyed.slip is not None or not keyed.reached else _(
            "Hay %(some)s respuestas y la hoja tiene %(places)s. Ponga un guion en cada una que quedó en blanco.",
            some=keyed.reached, places=places)
        return _page(cohort, found, person, UndoForm(), keys=request.form.get("answers", "")[:60], slip=said), 422
    filed = keying.correct(cohort, found, keyed.answers, seen=request.form.get("seen", "")[:40],
                           why=_("Corrección de lo ingresado"), share=rule_of(cohort).exit_test, by=actor)
    if filed.outcome is Now.CLASH:
        db.session.rollback()
        return _page(cohort, found, person, UndoForm(), keys=write_keys(keyed.answers, keyed.reached), changed=True), 409
    db.session.commit()
    flash(_("Hoja corregida: %(points)s de %(of)s. Lo que decía antes queda en su historia.", points=found.points,
            of=found.out_of), "good")
    return redirect(url_for(".sheet", key=key, sheet=sheet), 303)


@blueprint.post("/cohortes/<key>/pruebas/hojas/<sheet>/deshacer")
@trainer
def undo(key: str, sheet: str) -> Answer:
    """Leave it without effect, and give its answers to whoever it really is of."""
    actor = current_actor()
    cohort, found, person = queries.sheet_for(actor, key, sheet)
    must_be_open(cohort)
    form = UndoForm()
    if not form.validate_on_submit():
        return _page(cohort, found, person, form), 422
    done = _("La hoja quedó sin efecto y %(name)s vuelve a estar por ingresar.", name=_row(found, person).name)
    if form.to.data is None:
        keying.undo(cohort, found, why=form.why.data, by=actor)
    else:
        owner = queries.at_row(cohort, form.to.data)
        if owner is None:
            raise Refused(_("En esta cohorte nadie tiene la fila %(row)s. Vuelva atrás y revise el número.",
                            row=form.to.data), 422)
        test = queries.blueprint_in(cohort)
        keying.give_to(cohort, found, owner, test, why=form.why.data, share=rule_of(cohort).exit_test, by=actor)
        done = _("Las respuestas pasaron a la fila %(row)s, %(name)s.", row=owner.number, name=_row(found, owner).name)
    db.session.commit()
    flash(done, "good")
    return redirect(url_for(".keypad", key=key, moment=queries.WORD_OF[found.moment], hoja=person.number), 303)


def _row(sheet: TestSheet, person: Membership) -> Row:
    return Row(person, sheet.moment, [sheet])


def _page(cohort: Cohort, sheet: TestSheet, person: Membership, form: UndoForm, *, keys: str | None = None, slip: str = "",
          changed: bool = False) -> str:
    places = len(library.quiz_of(sheet.quiz_digest).questions)
    answers = load_answers(sheet.answers)
    return render_template(
        "entry_exit/sheet.html", cohort=cohort, sheet=sheet, row=_row(sheet, person), form=form, places=places, slip=slip,
        moment=queries.WORD_OF[sheet.moment], answers=answers, changed=changed, phone=ON_PHONE,
        keys=keys if keys is not None else write_keys(answers, places if sheet.handed_in_at else None),
        seen=keying.mark_of(sheet), changes=queries.changes_of(sheet), keyer=queries.keyer_of(sheet))
