"""Scores a paper with exact fractions. Whatever the answers are, grading never fails and never guesses."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from quizzes.answers import Answer, field_name, normalise
from quizzes.numbers import LONGEST_TYPED, typed
from quizzes.ordering import FALSE, TRUE
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Option, Question, Quiz, TrueFalse
from quizzes.results import OptionResult, PairResult, QuestionResult, Result

__all__ = [
    "PASS_SHARE",
    "Answer",
    "OptionResult",
    "PairResult",
    "QuestionResult",
    "Result",
    "field_name",
    "grade",
    "normalise",
]

PASS_SHARE = Fraction(4, 5)
NOTHING, WHOLE = Fraction(0), Fraction(1)


def grade(quiz: Quiz, answers: Mapping[str, object]) -> Result:
    """Score the answers (by question id: an option id, a list, pair id → answer id, or a number typed).

    An answer of another shape, with an unknown id or that is no number counts as not answered. Passed means
    a share of at least 4/5, not rounded, and every critical question fully right. Results stand in the order
    of the file.
    """
    results = tuple(_question(question, answers.get(question.id)) for question in quiz.questions)
    points = sum((result.points for result in results), NOTHING)
    share = points / len(results) if results else NOTHING
    missed = tuple(result.id for result in results if result.critical and not result.right)
    return Result(
        questions=results,
        points=points,
        share=share,
        passed=share >= PASS_SHARE and not missed,
        missed_critical=missed,
    )


def _question(question: Question, answer: object) -> QuestionResult:
    match question:
        case Choice():
            return _choice(question, answer)
        case MultipleChoice():
            return _multiple(question, answer)
        case TrueFalse():
            return _true_false(question, answer)
        case Matching():
            return _matching(question, answer)
        case Numerical():
            return _numerical(question, answer)


def _result(question: Question, answered: bool, points: Fraction, **more: Any) -> QuestionResult:
    """The common part of every result; points are kept between 0 and 1."""
    points = min(max(points, NOTHING), WHOLE)
    more.setdefault("right", points == WHOLE)
    return QuestionResult(
        id=question.id,
        kind=question.kind,
        critical=question.critical,
        answered=answered,
        points=points,
        general=question.feedback,
        **more,
    )


def _single(answer: object) -> str | None:
    """The one id of an answer given as text or as a list of one."""
    if isinstance(answer, list | tuple) and len(answer) == 1:
        answer = answer[0]
    return answer if isinstance(answer, str) else None


def _chosen(answer: object, known: set[str]) -> set[str]:
    """The ids chosen; none at all when any of them is unknown, for then the rest is not to be trusted."""
    given = [answer] if isinstance(answer, str) else answer
    if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
        return set()
    chosen = set(given)
    return chosen if chosen <= known else set()


def _option(option: Option, chosen: bool, right: bool) -> OptionResult:
    return OptionResult(
        id=option.id,
        text=option.text,
        feedback=option.feedback,
        chosen=chosen,
        right=right,
        weight=option.share,
    )


def _choice(question: Choice, answer: object) -> QuestionResult:
    chosen = _single(answer)
    points = next((option.share for option in question.options if option.id == chosen), None)
    options = tuple(_option(option, option.id == chosen, option.share == 1) for option in question.options)
    return _result(question, points is not None, points or NOTHING, options=options)


def _multiple(question: MultipleChoice, answer: object) -> QuestionResult:
    chosen = _chosen(answer, {option.id for option in question.options})
    points = sum((option.share for option in question.options if option.id in chosen), NOTHING)
    right = {option.id for option in question.options if option.right} == chosen
    options = tuple(_option(option, option.id in chosen, option.right) for option in question.options)
    return _result(question, bool(chosen), points, right=right, options=options)


def _true_false(question: TrueFalse, answer: object) -> QuestionResult:
    chosen = _single(answer)
    answered = chosen in (TRUE, FALSE)
    right = TRUE if question.answer else FALSE
    earned = question.when_right if chosen == right else question.when_wrong
    options = tuple(
        OptionResult(
            id=name,
            text="",
            feedback=question.when_right if name == right else question.when_wrong,
            chosen=name == chosen,
            right=name == right,
            weight=Fraction(name == right),
        )
        for name in (TRUE, FALSE)
    )
    points = Fraction(chosen == right)
    return _result(question, answered, points, feedback=earned if answered else "", options=options)


def _matching(question: Matching, answer: object) -> QuestionResult:
    texts = {item.id: item.text for item in question.answers}
    given = answer if isinstance(answer, Mapping) else {}
    taken = {
        pair.id: value
        for pair in question.pairs
        if isinstance(value := given.get(pair.id), str) and value in texts
    }
    pairs = tuple(
        PairResult(
            id=pair.id,
            text=pair.text,
            chosen=texts[taken[pair.id]] if pair.id in taken else "",
            answer=texts[pair.answer],
            right=taken.get(pair.id) == pair.answer,
        )
        for pair in question.pairs
    )
    points = Fraction(sum(pair.right for pair in pairs), len(pairs) or 1)
    return _result(question, bool(taken), points, pairs=pairs)


def _numerical(question: Numerical, answer: object) -> QuestionResult:
    text = _single(answer)
    number = typed(text) if text is not None else None
    accepted = tuple((item.low, item.high) for item in question.answers if item.share == 1)
    shown = text[:LONGEST_TYPED] if text is not None else ""
    if number is None:
        return _result(question, False, NOTHING, typed=shown, accepted=accepted)
    met = next((item for item in question.answers if item.holds(number)), None)
    points = met.share if met else NOTHING
    feedback = met.feedback if met else question.otherwise
    return _result(question, True, points, feedback=feedback, typed=shown, accepted=accepted)
