"""The order of one paper: which question comes first, which option stands where; and the paper itself.

The seed is kept with the attempt, and the order too, so what a person saw can be laid out again exactly.
A paper holds no weight, no feedback and no right answer: it is all that may leave the server beforehand.
"""

from __future__ import annotations

import msgspec

from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question, Quiz
from quizzes.shuffle import shuffled

TRUE, FALSE = "true", "false"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Question ids, and for each question with something to lay out its option ids and its pair ids."""

    questions: tuple[str, ...]
    options: dict[str, tuple[str, ...]]
    pairs: dict[str, tuple[str, ...]]


class Line(msgspec.Struct, frozen=True):
    """An option, an answer of a list or a phrase to match: its id and what is read."""

    id: str
    text: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One question as it is shown; true/false has its two ids and no texts (the page has the words)."""

    id: str
    kind: str
    format: str
    stem: str
    critical: bool
    options: tuple[Line, ...] = ()
    pairs: tuple[Line, ...] = ()


def paper_order(quiz: Quiz, seed: str | int) -> Order:
    """The order that a seed gives, the same for ever; true/false is not shuffled and a number has none."""
    questions = shuffled([question.id for question in quiz.questions], f"{seed}|questions")
    options: dict[str, tuple[str, ...]] = {}
    pairs: dict[str, tuple[str, ...]] = {}
    for question in quiz.questions:
        ids = tuple(line.id for line in _options(question))
        if isinstance(question, Choice | MultipleChoice | Matching):
            # Sorted first, so that the order depends on the seed and the ids and not on the file.
            ids = shuffled(sorted(ids), f"{seed}|options|{question.id}")
        if ids:
            options[question.id] = ids
        if isinstance(question, Matching):
            pairs[question.id] = shuffled([pair.id for pair in question.pairs], f"{seed}|pairs|{question.id}")
    return Order(questions=questions, options=options, pairs=pairs)


def dump_order(order: Order) -> bytes:
    """The order as canonical JSON."""
    return msgspec.json.encode(order, order="sorted")


def load_order(data: bytes) -> Order:
    """The order in those bytes; ValueError when they are not one."""
    try:
        return msgspec.json.decode(data, type=Order)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(f"not a stored order: {error}") from error


def paper(quiz: Quiz, order: Order) -> tuple[Sheet, ...]:
    """The quiz laid out in that order, without its key. ValueError when the order is of another quiz."""
    questions = {question.id: question for question in quiz.questions}
    if sorted(order.questions) != sorted(questions):
        raise ValueError("the order does not name the questions of this quiz")
    return tuple(_sheet(questions[question_id], order) for question_id in order.questions)


def _sheet(question: Question, order: Order) -> Sheet:
    pairs = [Line(pair.id, pair.text) for pair in question.pairs] if isinstance(question, Matching) else []
    return Sheet(
        id=question.id,
        kind=question.kind,
        format=question.format,
        stem=question.stem,
        critical=question.critical,
        options=_laid_out(_options(question), order.options.get(question.id, ())),
        pairs=_laid_out(pairs, order.pairs.get(question.id, ())),
    )


def _options(question: Question) -> list[Line]:
    match question:
        case Choice(options=options) | MultipleChoice(options=options):
            return [Line(option.id, option.text) for option in options]
        case Matching(answers=answers):
            return [Line(answer.id, answer.text) for answer in answers]
        case Numerical():
            return []
    return [Line(TRUE, ""), Line(FALSE, "")]


def _laid_out(lines: list[Line], ids: tuple[str, ...]) -> tuple[Line, ...]:
    by_id = {line.id: line for line in lines}
    if sorted(ids) != sorted(by_id):
        raise ValueError("the order does not name the options of this quiz")
    return tuple(by_id[line_id] for line_id in ids)
