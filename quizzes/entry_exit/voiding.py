"""Voiding a question: it counts for nobody in the cohort, everything is scored again, nothing is withdrawn."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext as _

from quizzes import library
from quizzes.entry_exit import queries
from quizzes.entry_exit.actions import hold_cohort, load_answers, rescore
from quizzes.entry_exit.blueprint import ENTRY, Place
from quizzes.entry_exit.keying import note
from quizzes.entry_exit.models import EXIT, RESCORED, TestSheet, VoidedQuestion
from quizzes.entry_exit.sheets import score
from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db
from training.errors import Refused


@dataclass(frozen=True, slots=True)
class Effect:
    """What voiding does: how many sheets hold the question, and whose exit test turns (ids of memberships)."""

    sheets: int
    pass_now: tuple[int, ...]
    no_longer: tuple[int, ...]


def effect_of(cohort: Cohort, question: str, share: int) -> Effect:
    """What voiding the question would do now. Changes nothing."""
    voided = queries.voided_ids(cohort.id) | {question}
    before: set[int] = set()
    after: set[int] = set()
    sheets = [sheet for sheet in queries.sheets_of(cohort) if sheet.handed_in_at is not None]
    quizzes = library.quizzes_of(sheet.quiz_digest for sheet in sheets)
    for sheet in sheets:
        found = score(quizzes[sheet.quiz_digest], sheet.form, load_answers(sheet.answers), voided)
        if sheet.moment == EXIT:
            before |= {sheet.membership_id} if sheet.passed else set()
            after |= {sheet.membership_id} if found.reaches(share) else set()
    asked = sum(quizzes[sheet.quiz_digest].question(question) is not None for sheet in sheets)
    return Effect(asked, tuple(sorted(after - before)), tuple(sorted(before - after)))


def void(cohort: Cohort, question: str, *, reason: str, share: int, by: User) -> Effect:
    """Void the question for the whole cohort, for ever, and score every sheet again. Raises Refused when it was already."""
    hold_cohort(cohort.id, alone=True)
    if question in queries.voided_ids(cohort.id):
        raise Refused(_("Esta pregunta ya está anulada en esta cohorte: no cuenta para nadie."))
    effect = effect_of(cohort, question, share)
    db.session.add(VoidedQuestion(cohort_id=cohort.id, question=question, reason=reason, by_id=by.id, at=now()))
    db.session.flush()
    voided = queries.voided_ids(cohort.id)
    asked = [sheet for sheet in queries.sheets_of(cohort) if sheet.handed_in_at is not None and _holds(sheet, question)]
    note(RESCORED, reason, by.id, *asked)
    for sheet in asked:
        rescore(sheet, voided, share)
    record("void question", f"cohort:{cohort.id}", by.id, question)
    return effect


def _holds(sheet: TestSheet, question: str) -> bool:
    return library.quiz_of(sheet.quiz_digest).question(question) is not None


def answers_to(cohort: Cohort, place: Place, form: str) -> dict[str, Counter[str]]:
    """Moment → how often each letter was given to a question ("" for blank), over all the sheets that asked it."""
    found: dict[str, Counter[str]] = {ENTRY: Counter(), EXIT: Counter()}
    for sheet in queries.sheets_of(cohort):
        if sheet.handed_in_at is not None and sheet.form == form and _holds(sheet, place.question.id):
            found[sheet.moment][load_answers(sheet.answers).get(place.number, "")] += 1
    return found
