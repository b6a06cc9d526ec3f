"""The demonstration's attempts: the invented people get real ones, in place of the scores that stood for them."""

from datetime import timedelta

from sqlalchemy import select

from modules.manual import Module
from quizzes import actions, drafts, library
from quizzes.answers import Answer
from quizzes.ordering import FALSE, TRUE
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question, Quiz
from training.accounts.models import User
from training.clock import frozen, now
from training.cohorts.models import Membership
from training.db import db
from training.manuals.queries import manual
from training.progress.models import Standing


def load() -> None:
    """Retell each standing of the demonstration as attempts that were really graded, and commit them."""
    query = (select(Standing, Membership).join(Membership, Membership.id == Standing.membership_id)
             .join(User, User.id == Membership.user_id).where(User.is_demo, Standing.attempts > 0)
             .order_by(Standing.membership_id, Standing.module))
    for standing, membership in db.session.execute(query).all():
        module = manual(membership.cohort.manual_digest).module(standing.module)
        paper = library.paper_of(module) if module else None
        if module and paper:
            _retell(standing, membership, module, paper.quiz)
    db.session.commit()


def _retell(standing: Standing, membership: Membership, module: Module, quiz: Quiz) -> None:
    tries, last_at = standing.attempts, standing.last_attempt_at or now()
    standing.attempts, standing.best_score = 0, None
    db.session.flush()
    for left in reversed(range(tries)):
        good = standing.passed_at is not None and left == 0
        wrong = _to_miss(quiz, membership.id + left, 1 if good else len(quiz.questions) * 2 // 5)
        answers = {one.id: wrong_answer(one) if one.id in wrong else right_answer(one) for one in quiz.questions}
        with frozen(last_at - timedelta(hours=3 * left)):
            actions.submit(actions.open_attempt(membership, module), answers, drafts.fingerprint(answers))


def _to_miss(quiz: Quiz, turn: int, count: int) -> set[str]:
    """Some questions that are not critical; the last two of the file more often, so that the cohort has hard ones."""
    plain = [question.id for question in quiz.questions if not question.critical]
    if count == 1:
        return {plain[-1 - turn % 2]} if turn % 3 else set()
    return set(plain[-2:]) | {plain[(turn + step) % len(plain)] for step in range(count)}


def right_answer(question: Question) -> Answer:
    """What is fully right."""
    match question:
        case Choice(options=options):
            return next(option.id for option in options if option.share == 1)
        case MultipleChoice(options=options):
            return sorted(option.id for option in options if option.right)
        case Matching(pairs=pairs):
            return {pair.id: pair.answer for pair in pairs}
        case Numerical(answers=answers):
            best = next(answer for answer in answers if answer.share == 1)
            return best.value or best.low
    return TRUE if question.answer else FALSE


def wrong_answer(question: Question) -> Answer:
    """What is not."""
    match question:
        case Choice(options=options):
            return next(option.id for option in options if option.share <= 0)
        case MultipleChoice(options=options):
            return sorted([next(option.id for option in options if option.right),
                           next(option.id for option in options if not option.right)])
        case Matching(pairs=pairs):
            turned = [*pairs[1:], pairs[0]]
            return {pair.id: other.answer for pair, other in zip(pairs, turned, strict=True)}
        case Numerical(answers=answers):
            taken = {answer.value or answer.low for answer in answers}
            return next(text for text in ("10", "20", "40") if text not in taken)
    return FALSE if question.answer else TRUE
