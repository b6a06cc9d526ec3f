"""Finds feedback said twice in a file: a copied explanation explains nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzes.gift_text import Report
from quizzes.questions import Choice, MultipleChoice, Numerical, Question, TrueFalse


def feedback_texts(question: Question) -> Iterator[str]:
    """Every feedback of a question that is not empty."""
    match question:
        case Choice(options=options) | MultipleChoice(options=options):
            told = [option.feedback for option in options]
        case TrueFalse():
            told = [question.when_wrong, question.when_right]
        case Numerical(answers=answers):
            told = [*(answer.feedback for answer in answers), question.otherwise]
        case _:
            told = []
    yield from (text for text in [*told, question.feedback] if text)


def report_repetition(questions: Sequence[Question], lines: dict[str, int], report: Report) -> None:
    """Report each feedback that an earlier one says already; capitals and spaces make no difference."""
    seen: dict[str, int] = {}
    for question in questions:
        for text in feedback_texts(question):
            key = " ".join(text.casefold().split())
            line = lines[question.id]
            if key in seen:
                report.say(
                    line,
                    f"La retroalimentación «{text[:60]}» repite la de la pregunta de la línea {seen[key]}.",
                    "Explique el porqué de esta respuesta con sus propias palabras.",
                )
            seen.setdefault(key, line)
