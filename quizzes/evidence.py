"""What the quizzes tell of a certificate: the attempt that passed each module, question by question as she saw it.

The other attempts are told by number, day and score. The right answers are not told: what is kept with a paper is shown
to more people than the key is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select

from quizzes.cards import Outcome, outcomes
from quizzes.drafts import load_answers
from quizzes.grading import grade
from quizzes.library import quizzes_of
from quizzes.models import Attempt
from quizzes.ordering import TRUE
from quizzes.questions import Matching, Quiz
from quizzes.wording import percent_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.evidence import Section, Told, Witness, moment
from training.manuals.queries import manual

COLUMNS = ("N.º", "Pregunta", "Opciones en el orden en que se mostraron", "Su respuesta", "Resultado")
RESULTS = {"right": "Correcta", "partly": "En parte", "wrong": "Incorrecta", "blank": "Sin responder"}
SAID = {True: "Verdadero", False: "Falso"}


class Tried(NamedTuple):
    """A submitted attempt, as far as it is told."""

    membership_id: int
    module: str
    number: int
    quiz_digest: str
    seed: str
    answers: str
    submitted_at: datetime | None
    points: int
    out_of: int
    passed: bool


def ask(cohort: Cohort, members: Sequence[Membership]) -> Told:
    """The submitted attempts of these members. Two queries, one when the questions are in memory."""
    modules = {one.slug: one.title for one in manual(cohort.manual_digest).published(cohort.course)}
    found = _attempts(cohort, [one.id for one in members])
    quizzes = quizzes_of(tried.quiz_digest for cases in found.values() for tries in cases.values() for tried in tries)

    def told(member: int) -> Sequence[Section]:
        hers = found.get(member, {})
        return [_section(slug, title, counts, hers[slug], quizzes[counts.quiz_digest]) for slug, title in modules.items()
                if (counts := next((one for one in hers.get(slug, ()) if one.passed), None)) is not None]

    return told


def _attempts(cohort: Cohort, ids: Sequence[int]) -> dict[int, dict[str, list[Tried]]]:
    """Membership id → module → attempts, the first one first. One query."""
    query = select(*(getattr(Attempt, name) for name in Tried._fields)).where(Attempt.submitted_at.is_not(None))
    if len(ids) == 1:
        query = query.where(Attempt.membership_id == ids[0])
    else:
        query = query.join(Membership, Membership.id == Attempt.membership_id).where(Membership.cohort_id == cohort.id)
    found: dict[int, dict[str, list[Tried]]] = {}
    for row in db.session.execute(query.order_by(Attempt.membership_id, Attempt.module, Attempt.number)):
        tried = Tried._make(row)
        found.setdefault(tried.membership_id, {}).setdefault(tried.module, []).append(tried)
    return found


def _section(slug: str, title: str, counts: Tried, tries: Iterable[Tried], quiz: Quiz) -> Section:
    result = grade(quiz, load_answers(counts.answers))
    rows = tuple(_row(one, quiz) for one in outcomes(quiz, counts.seed, result))
    others = tuple(f"Otro intento: {_said(one)}." for one in tries if one is not counts)
    return Section(f"Prueba del módulo {slug.upper()}. {title}", COLUMNS, rows,
                   (f"Cuenta este: {_said(counts)}. Preguntas: huella {counts.quiz_digest}.", *others))


def _said(one: Tried) -> str:
    verdict = "aprobado" if one.passed else "no aprobado"
    share = Fraction(one.points, one.out_of or 1)
    return f"intento {one.number}, {moment(one.submitted_at)}, {percent_of(share)} %, {verdict}"


def _row(one: Outcome, quiz: Quiz) -> tuple[str, ...]:
    critical = " (crítica)" if one.sheet.critical else ""
    shown, answer = _shown_and_answered(one, quiz)
    return str(one.number), one.sheet.stem + critical, shown, answer or "—", RESULTS[one.result.state]


def _shown_and_answered(one: Outcome, quiz: Quiz) -> tuple[str, str]:
    """What stood below the question, and what she answered."""
    result = one.result
    if result.kind == "numerical":
        return "Un número", result.typed
    if result.kind == "truefalse":
        chosen = [SAID[option.id == TRUE] for option in one.options if option.chosen]
        return "Verdadero, Falso", "".join(chosen)
    if result.pairs:
        return _matching(one, quiz)
    texts = [(option.text, option.chosen) for option in one.options]
    return _lines(text for text, _chosen in texts), _lines(text for text, chosen in texts if chosen)


def _matching(one: Outcome, quiz: Quiz) -> tuple[str, str]:
    question = quiz.question(one.sheet.id)
    texts: Mapping[str, str] = {each.id: each.text for each in question.answers} if isinstance(question, Matching) else {}
    taken = {pair.id: pair for pair in one.result.pairs}
    shown = [f"{line.text} → ?" for line in one.sheet.pairs]
    shown += [f"• {texts.get(line.id, line.text)}" for line in one.sheet.options]
    answered = [f"{line.text} → {taken[line.id].chosen or '—'}" for line in one.sheet.pairs if line.id in taken]
    return "\n".join(shown), "\n".join(answered)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(f"• {text}" for text in texts)


WITNESS = Witness(ask, order=15)
