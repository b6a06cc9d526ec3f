"""The learner's pages of the entry and exit test. A GET writes nothing; what is missing is asked for, nothing is lost."""

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizzes import library
from quizzes.answers import normalise
from quizzes.drafts import tidy_fields
from quizzes.entry_exit import actions, queries
from quizzes.entry_exit.models import EXIT, ON_PHONE, TestSheet
from quizzes.entry_exit.result import result_of, sheet_cards
from quizzes.entry_exit.routes import MOMENTS, blueprint
from quizzes.entry_exit.sheets import letters_of
from quizzes.entry_exit.windows import When, Window
from training.access import current_actor
from training.clock import now
from training.cohorts.models import Membership
from training.cohorts.queries import my_membership
from training.db import db
from training.errors import Refused
from training.manuals.queries import manual_here
from training.workshops.queries import rule_of

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@blueprint.get(f"/curso/<key>/taller/{MOMENTS}")
def test(key: str, moment: str) -> str | Response:
    """Where she stands: not open yet, to begin, under way (then there), handed in, closed."""
    membership, window = _place(key, moment)
    sheets = queries.sheets_of_person(membership.id, queries.MOMENT_OF[moment])
    waiting = next((sheet for sheet in sheets if sheet.handed_in_at is None), None)
    when = window.when(now())
    if waiting is not None and waiting.source == ON_PHONE and when is When.OPEN:
        return redirect(url_for(".paper", key=key, moment=moment, sheet=waiting.key), 303)
    done = [sheet for sheet in sheets if sheet.handed_in_at is not None]
    edition = manual_here(membership.cohort.manual_digest)
    test_here = queries.blueprint_in(membership.cohort, spoken=True)
    voided = queries.voided_ids(membership.cohort_id) if done else frozenset()
    return render_template(
        "entry_exit/test.html", membership=membership, moment=moment, window=window, when=when, waiting=waiting, done=done,
        exit=moment == "salida", rule=rule_of(membership.cohort, edition), blueprint=test_here, manual=edition,
        result=result_of(done[-1], test_here, edition, voided) if done else None)


@blueprint.post(f"/curso/<key>/taller/{MOMENTS}")
def begin(key: str, moment: str) -> Response:
    """Begin, or go on with the sheet that is open."""
    membership, window = _place(key, moment)
    test_here = queries.blueprint_in(membership.cohort, spoken=True)
    sheet = actions.begin(membership, queries.MOMENT_OF[moment], test_here, window)
    db.session.commit()
    return redirect(url_for(".paper", key=key, moment=moment, sheet=sheet.key), 303)


@blueprint.get(f"/curso/<key>/taller/{MOMENTS}/<sheet>")
def paper(key: str, moment: str, sheet: str) -> str | Response:
    """The twenty questions on one page, in the printed order, with what is saved so far."""
    membership, mine = _mine(key, moment, sheet)
    if mine.handed_in_at is not None or mine.undone_at is not None:
        return redirect(url_for(".test", key=key, moment=moment), 303)
    return _paper(membership, moment, mine, False)


@blueprint.post(f"/curso/<key>/taller/{MOMENTS}/<sheet>")
def answer(key: str, moment: str, sheet: str) -> str | Response | tuple[str, int]:
    """Hand in, or save for later. Blanks are asked about once; with «así» they are handed in as blanks."""
    membership, mine = _mine(key, moment, sheet)
    letters = _posted(mine)
    later, open_still = "later" in request.form, mine.handed_in_at is None
    missing = open_still and len(letters) < len(library.quiz_of(mine.quiz_digest).questions) and "blanks" not in request.form
    if later or missing:
        actions.save(mine, letters)
    else:
        window = queries.window_of(queries.workshop_or_404(membership.cohort), queries.MOMENT_OF[moment])
        actions.hand_in(membership, mine, letters, window, rule_of(membership.cohort).exit_test)
    db.session.commit()
    if later:
        flash(_("Guardado. Siga cuando quiera, mientras la prueba esté abierta."), "good")
        return redirect(url_for("learning.course", key=key), 303)
    if missing:
        return _paper(membership, moment, mine, True), 422
    return redirect(url_for(".test", key=key, moment=moment), 303)


@blueprint.post(f"/curso/<key>/taller/{MOMENTS}/<sheet>/guardar")
def save(key: str, moment: str, sheet: str) -> Response:
    """Save the draft while she goes on (see quiz.js)."""
    _membership, mine = _mine(key, moment, sheet)
    actions.save(mine, _posted(mine))
    db.session.commit()
    at = now()
    return jsonify(saved_at=at.isoformat(), said=_("Guardado %(hour)s", hour=format_time(at, "HH:mm")))


def _place(key: str, moment: str) -> tuple[Membership, Window]:
    membership = my_membership(current_actor(), key, whole=True)
    workshop = queries.workshop_or_404(membership.cohort)
    if not queries.has_test(membership.cohort):
        abort(404)
    return membership, queries.window_of(workshop, queries.MOMENT_OF[moment])


def _mine(key: str, moment: str, sheet: str) -> tuple[Membership, TestSheet]:
    membership = my_membership(current_actor(), key)
    found = queries.my_sheet(membership, queries.MOMENT_OF[moment], sheet)
    if found.source != ON_PHONE:
        abort(404)
    return membership, found


def _posted(sheet: TestSheet) -> dict[int, str]:
    """The letters in the posted form. Refuses a body that is no form: it would empty the draft."""
    if request.mimetype not in FORMS:
        raise Refused(_("No pudimos leer sus respuestas: no llegaron como un formulario."), 415)
    quiz = library.quiz_of(sheet.quiz_digest)
    answers, _errors = normalise(quiz, tidy_fields(request.form.lists()))
    return letters_of(quiz, sheet.form, answers)


def _paper(membership: Membership, moment: str, sheet: TestSheet, asked: bool) -> str:
    quiz = library.quiz_of(sheet.quiz_digest)
    letters = actions.load_answers(sheet.answers)
    edition = manual_here(membership.cohort.manual_digest)
    return render_template("entry_exit/paper.html", membership=membership, moment=moment, sheet=sheet,
                           cards=sheet_cards(quiz, sheet.form, letters, asked), answered=len(letters),
                           exit=sheet.moment == EXIT, rule=rule_of(membership.cohort, edition))
