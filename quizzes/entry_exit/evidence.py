"""What the entry and exit tests tell of a certificate: her sheets as printed or shown, on the phone or keyed from paper.

Of the exit tests the one that counts is told question by question, the others by number, day and score.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from quizzes import library
from quizzes.entry_exit import queries
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.blueprint import LETTERS
from quizzes.entry_exit.models import ENTRY, EXIT, ON_PAPER, SheetChange, TestSheet, VoidedQuestion
from quizzes.entry_exit.sheets import Answers, marks
from quizzes.questions import Choice, Quiz
from training.accounts.models import User
from training.accounts.queries import names_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.evidence import Section, Told, Witness, moment
from training.workshops.queries import rule_of, workshop_of

COLUMNS = ("N.º", "Pregunta", "Opciones en el orden en que se mostraron", "Su respuesta", "Resultado")
TITLES = {ENTRY: "Prueba de entrada", EXIT: "Prueba de salida"}
CHANGES = {"corrected": "corregida", "undone": "deshecha", "rescored": "calificada otra vez"}
RESULTS = {True: "Correcta", False: "Incorrecta", None: "Anulada: no cuenta"}


def ask(cohort: Cohort, members: Sequence[Membership]) -> Told:
    """The tests of a workshop. Five queries at most; none of a cohort without a workshop but that which says so."""
    if workshop_of(cohort) is None:
        return lambda member: ()
    sheets = queries.by_person([one for one in queries.sheets_of(cohort) if one.handed_in_at is not None])
    voided, changes = _voided(cohort), _changes(cohort)
    quizzes = library.quizzes_of(one.quiz_digest for own in sheets.values() for one in own)
    names = names_of({one.keyed_by_id for own in sheets.values() for one in own if one.keyed_by_id})
    share = rule_of(cohort).exit_test

    def told(member: int) -> Sequence[Section]:
        found = []
        for moment_of in (ENTRY, EXIT):
            own = [one for one in sheets.get(member, ()) if one.moment == moment_of]
            if own:
                counts = max(own, key=lambda one: (bool(one.passed), one.points / max(one.out_of, 1), -one.number))
                others = tuple(f"Otro intento: {_said(one, names)}." for one in own if one is not counts)
                asked = (f"Se aprueba con {share} % o más.",) if moment_of == EXIT else ("No tiene nota mínima.",)
                found.append(Section(TITLES[moment_of], COLUMNS, _rows(counts, quizzes[counts.quiz_digest], voided), (
                    f"Cuenta esta hoja: {_said(counts, names)}. Preguntas: huella {counts.quiz_digest}.", *asked,
                    *changes.get(counts.id, ()), *others)))
        return found

    return told


def _said(one: TestSheet, names: Mapping[int, str]) -> str:
    keyed = f", digitada por {names.get(one.keyed_by_id or 0, '—')}" if one.source == ON_PAPER else ""
    verdict = {True: ", aprobada", False: ", no aprobada", None: ""}[one.passed]
    return (f"intento {one.number}, forma {one.form}, {'en papel' if one.source == ON_PAPER else 'en el teléfono'}{keyed}, "
            f"entregada el {moment(one.handed_in_at)}, {one.points} de {one.out_of} puntos{verdict}")


def _rows(sheet: TestSheet, quiz: Quiz, voided: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    answers: Answers = load_answers(sheet.answers)
    right = marks(quiz, sheet.form, answers, voided)
    rows = []
    for place, question in enumerate(quiz.questions, start=1):
        if isinstance(question, Choice):
            options = {letter: option.text for letter, option in zip(LETTERS[sheet.form], question.options, strict=False)}
            given = answers.get(place, "")
            why = f" ({voided[question.id]})" if question.id in voided else ""
            rows.append((str(place), question.stem, "\n".join(f"{letter}) {text}" for letter, text in options.items()),
                         f"{given}) {options[given]}" if given in options else "—", RESULTS[right[question.id]] + why))
    return tuple(rows)


def _voided(cohort: Cohort) -> dict[str, str]:
    """Question → why it counts for nobody. One query."""
    query = select(VoidedQuestion.question, VoidedQuestion.reason).where(VoidedQuestion.cohort_id == cohort.id)
    return {question: reason for question, reason in db.session.execute(query)}


def _changes(cohort: Cohort) -> dict[int, tuple[str, ...]]:
    """Sheet id → what became of it after it was handed in. One query."""
    query = (select(SheetChange.sheet_id, SheetChange.kind, SheetChange.why, SheetChange.at, User.given_names, User.surnames)
             .join(TestSheet, TestSheet.id == SheetChange.sheet_id).join(User, User.id == SheetChange.by_id)
             .join(Membership, Membership.id == TestSheet.membership_id).where(Membership.cohort_id == cohort.id)
             .order_by(SheetChange.id))
    found: dict[int, tuple[str, ...]] = {}
    for sheet, kind, why, at, given, surnames in db.session.execute(query):
        note = f"La hoja fue {CHANGES.get(kind, kind)} el {moment(at)} por {given} {surnames}: «{why}»."
        found[sheet] = (*found.get(sheet, ()), note)
    return found


WITNESS = Witness(ask, order=20)
