"""The learner's pages of a quiz: the rule, the paper, the result. A GET writes nothing."""

from fractions import Fraction

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from modules.manual import Manual
from quizzes import actions, drafts, library, queries
from quizzes.answers import Answer, normalise
from quizzes.cards import cards, outcomes, shape
from quizzes.erasing import NOTHING
from quizzes.grading import grade
from quizzes.models import Attempt
from quizzes.wording import percent_of, receipt
from training.access import current_actor
from training.clock import now
from training.cohorts.models import Membership
from training.cohorts.queries import my_membership
from training.db import db
from training.errors import Refused
from training.learning.path import Path, Step, path
from training.manuals.queries import manual, manual_here
from training.progress.queries import facts_of
from training.progress.rules import State

blueprint = Blueprint("quizzes", __name__)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@blueprint.get("/curso/<key>/<slug>/prueba")
def start(key: str, slug: str) -> str | Response:
    """Before she starts: the rule in words and what she did so far. An open attempt goes on where it was."""
    membership = my_membership(current_actor(), key)
    now_called = manual(membership.cohort.manual_digest).known_as(slug)
    if now_called and now_called.slug != slug:
        return redirect(url_for(".start", key=key, slug=now_called.slug), 301)
    edition, way, step = _place(membership, slug)
    if step.state is State.LOCKED:
        return redirect(url_for("learning.module", key=key, slug=slug), 303)
    paper = library.paper_of(step.module)
    attempts = queries.attempts_of(membership.id, slug)
    if attempts and attempts[-1].submitted_at is None:
        return redirect(url_for(".paper", key=key, slug=slug, attempt=attempts[-1].key), 303)
    return render_template("quizzes/start.html", membership=membership, manual=edition, step=step, attempts=attempts,
                           shape=shape(paper.quiz) if paper else None, percent_of=_percent)


@blueprint.post("/curso/<key>/<slug>/prueba")
def begin(key: str, slug: str) -> Response:
    """Begin, or go on with the attempt that is open."""
    membership = my_membership(current_actor(), key)
    _edition, _way, step = _place(membership, slug)
    if step.state is State.LOCKED:
        raise Refused(_("Este módulo todavía está cerrado: complete antes los que pide."), 409)
    attempt = actions.open_attempt(membership, step.module)
    db.session.commit()
    return redirect(url_for(".paper", key=key, slug=attempt.module, attempt=attempt.key), 303)


@blueprint.get("/curso/<key>/<slug>/prueba/<attempt>")
def paper(key: str, slug: str, attempt: str) -> str | Response:
    """The quiz itself, all on one page, with what is saved so far."""
    membership, mine = _mine(key, slug, attempt)
    if mine.submitted_at is not None:
        return redirect(url_for(".result", key=key, slug=slug, attempt=attempt), 303)
    return _paper(membership, mine, drafts.load_answers(mine.answers), {})


@blueprint.post("/curso/<key>/<slug>/prueba/<attempt>")
def answer(key: str, slug: str, attempt: str) -> str | Response | tuple[str, int]:
    """Send the answers, or save them for later. What is missing is asked for, and nothing is lost."""
    membership, mine = _mine(key, slug, attempt)
    answers, errors = _posted(mine)
    later = "later" in request.form
    if later or (errors and mine.submitted_at is None):
        actions.save(mine, answers)
    else:
        actions.submit(mine, answers, drafts.fingerprint(answers))
    db.session.commit()
    if later:
        flash(_("Guardado. Puede seguir cuando quiera, en este o en otro teléfono."), "good")
        return redirect(url_for("learning.module", key=key, slug=slug, _anchor="leido"), 303)
    if errors and mine.submitted_at is None:
        return _paper(membership, mine, answers, errors), 422
    return redirect(url_for(".result", key=key, slug=slug, attempt=attempt), 303)


@blueprint.post("/curso/<key>/<slug>/prueba/<attempt>/guardar")
def save(key: str, slug: str, attempt: str) -> Response:
    """Save the draft while she goes on (see quiz.js)."""
    _membership, mine = _mine(key, slug, attempt)
    answers, _errors = _posted(mine)
    actions.save(mine, answers)
    db.session.commit()
    at = now()
    return jsonify(saved_at=at.isoformat(), said=_("Guardado %(hour)s", hour=format_time(at, "HH:mm")))


@blueprint.get("/curso/<key>/<slug>/resultado/<attempt>")
def result(key: str, slug: str, attempt: str) -> str | Response:
    """What a submitted attempt came to: every option with its explanation, and the way on."""
    membership, mine = _mine(key, slug, attempt)
    if mine.submitted_at is None:
        return redirect(url_for(".paper", key=key, slug=slug, attempt=attempt), 303)
    quiz = library.quiz_of(mine.quiz_digest)
    graded = grade(quiz, drafts.load_answers(mine.answers))
    edition = manual_here(membership.cohort.manual_digest)
    way = path(edition, membership.cohort.course, facts_of(membership.id))
    return render_template(
        "quizzes/result.html", membership=membership, manual=edition, way=way, step=way.step(slug), attempt=mine,
        attempts=[one for one in queries.attempts_of(membership.id, slug) if one.submitted_at], graded=graded,
        outcomes=outcomes(quiz, mine.seed, graded), forgotten=mine.answers == NOTHING, receipt=receipt(mine.key),
        percent_of=_percent, language=_language(membership, mine))


def _percent(attempt: Attempt) -> int:
    return percent_of(Fraction(attempt.points, attempt.out_of))


def _place(membership: Membership, slug: str) -> tuple[Manual, Path, Step]:
    """Where the module stands on her way; 404 when it is not published or has no quiz."""
    edition = manual_here(membership.cohort.manual_digest)
    way = path(edition, membership.cohort.course, facts_of(membership.id))
    step = way.step(slug)
    if step is None or not step.module.ready or not step.module.quiz:
        abort(404)
    return edition, way, step


def _mine(key: str, slug: str, attempt: str) -> tuple[Membership, Attempt]:
    membership = my_membership(current_actor(), key)
    return membership, queries.my_attempt(membership, slug, attempt)


def _posted(attempt: Attempt) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers in the posted form, and what is missing. Refuses a body that is no form: it would empty the draft."""
    if request.mimetype not in FORMS:
        raise Refused(_("No pudimos leer sus respuestas: no llegaron como un formulario."), 415)
    return normalise(library.quiz_of(attempt.quiz_digest), drafts.tidy_fields(request.form.lists()))


def _paper(membership: Membership, attempt: Attempt, answers: dict[str, Answer], errors: dict[str, str]) -> str:
    quiz = library.quiz_of(attempt.quiz_digest)
    return render_template("quizzes/paper.html", membership=membership, attempt=attempt, shape=shape(quiz),
                           cards=cards(quiz, attempt.seed, answers, errors), answered=len(answers),
                           language=_language(membership, attempt))


def _language(membership: Membership, attempt: Attempt) -> str:
    """The language in which the attempt was begun: it goes on in it, whatever the page speaks."""
    return library.language_of(manual(membership.cohort.manual_digest), attempt.module, attempt.quiz_digest)
