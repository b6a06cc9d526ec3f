"""Writes a quiz as a GIFT file that Moodle reads, and that our parser reads back as the same quiz."""

from __future__ import annotations

from fractions import Fraction

from quizzes.gift_text import escape, prefixed
from quizzes.numbers import decimal
from quizzes.questions import (
    Choice,
    Matching,
    MultipleChoice,
    Numerical,
    NumericalAnswer,
    Option,
    Question,
    Quiz,
    TrueFalse,
)
from quizzes.weights import as_percent


def write(quiz: Quiz) -> str:
    """The file's text. ValueError when a phrase to match contains `->`, which GIFT cannot escape."""
    title = " ".join(quiz.title.split())
    return "\n\n".join([f"// {title}", *(_question(question) for question in quiz.questions)]) + "\n"


def _question(question: Question) -> str:
    mark = f"// [id:{question.id}]" + (" [critica]" if question.critical else "")
    # As in Moodle, the texts of the answers have the format of the stem.
    pen = _Pen(question.format)
    stem = prefixed(question.stem, question.format)
    lines = [mark, f"::{escape(question.name)}::{stem} {{{pen.opening(question)}", *pen.answers(question)]
    if question.feedback:
        lines.append("####" + pen.text(question.feedback))
    return "\n".join([*lines, "}"])


class _Pen:
    """Writes the answers of one question."""

    def __init__(self, style: str) -> None:
        self.style = style

    def text(self, text: str) -> str:
        # After the prefix of a format, nothing is read as another prefix or as a weight.
        return f"[{self.style}]{escape(text)}" if text.startswith(("[", "%")) else escape(text)

    def feedback(self, feedback: str) -> str:
        return f" #{self.text(feedback)}" if feedback else ""

    def opening(self, question: Question) -> str:
        if isinstance(question, TrueFalse):
            answer = "TRUE" if question.answer else "FALSE"
            return f"{answer}#{self.text(question.when_wrong)}#{self.text(question.when_right)}"
        return "#" if isinstance(question, Numerical) else ""

    def answers(self, question: Question) -> list[str]:
        match question:
            case Choice(options=options):
                return [self.single(option) for option in options]
            case MultipleChoice(options=options):
                return [
                    f"~%{as_percent(o.share)}%{self.text(o.text)}{self.feedback(o.feedback)}" for o in options
                ]
            case Matching():
                return self.matching(question)
            case Numerical(answers=answers, otherwise=otherwise):
                rest = [f"~#{self.text(otherwise)}"] if otherwise else []
                return [*map(self.number, answers), *rest]
        return []

    def single(self, option: Option) -> str:
        sign = "=" if option.share == 1 else "~"
        weight = "" if option.share in (0, 1) else f"%{as_percent(option.share)}%"
        return f"{sign}{weight}{self.text(option.text)}{self.feedback(option.feedback)}"

    def matching(self, question: Matching) -> list[str]:
        texts = {answer.id: answer.text for answer in question.answers}
        if any("->" in pair.text for pair in question.pairs):
            raise ValueError(f"{question.id}: a phrase to match cannot contain ->")
        used = {pair.answer for pair in question.pairs}
        pairs = [(self.text(pair.text), texts[pair.answer]) for pair in question.pairs]
        extra = [("", answer.text) for answer in question.answers if answer.id not in used]
        return [f"={phrase} -> {self.text(answer)}" for phrase, answer in pairs + extra]

    def number(self, answer: NumericalAnswer) -> str:
        weight = "" if answer.share == 1 else f"%{as_percent(answer.share)}%"
        if answer.value is None:
            span = f"{answer.low}..{answer.high}"
        else:
            span = f"{answer.value}:{decimal(Fraction(answer.high) - Fraction(answer.value))}"
        return f"={weight}{span}{self.feedback(answer.feedback)}"
