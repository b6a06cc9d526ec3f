"""The answers between the braces of a question: sign, weight, text and feedback of each."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, NamedTuple

from quizzes.gift_text import Report, Span, styled
from quizzes.weights import listed

_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)%")
_ODD_WEIGHT = re.compile(r"\s*%[^%\s]{0,12}%")
NEEDS_FEEDBACK = "Explique después de # por qué esa respuesta es buena o no."


class Head(NamedTuple):
    """What is known of a question before its braces are read."""

    id: str
    name: str
    stem: str
    feedback: str
    critical: bool
    format: str
    line: int

    def fields(self) -> dict[str, Any]:
        """The arguments that the five kinds of question share."""
        return {field: value for field, value in self._asdict().items() if field != "line"}


class Item(NamedTuple):
    """One answer: its sign (`=` or `~`), its weight if written, its text and its feedback."""

    sign: str
    weight: Fraction | None
    text: Span
    feedback: str
    line: int


def split_feedback(span: Span, head: Head, report: Report) -> tuple[Span, str]:
    """What stands before the first `#`, and the feedback after it ("" when there is none)."""
    place = span.text.find("#")
    if place < 0:
        return span, ""
    return span.cut(0, place), plain(span.cut(place + 1), head, report)


def plain(span: Span, head: Head, report: Report) -> str:
    """The text of an answer or feedback, which must have the format of its question."""
    text, style = styled(span, report)
    if style is not None and style != head.format:
        report.say(
            span.line,
            f"El texto lleva [{style}] y su pregunta no.",
            f"Empiece el enunciado con [{style}] o quite la marca.",
        )
    return text


def weight_of(span: Span, report: Report) -> tuple[Fraction | None, Span]:
    """The weight written before an answer as an exact fraction, and the rest of the answer."""
    match = _WEIGHT.match(span.text)
    if match is None:
        if _ODD_WEIGHT.match(span.text):
            report.say(span.line, "El peso está mal escrito.", "Escríbalo como %50% o %-33.333%.")
        return None, span
    weight = listed(Fraction(match[1]))
    if weight is None:
        report.say(
            span.line,
            f"Moodle no conoce el peso %{match[1]}%.",
            "Use uno de su lista: 100, 90, 80, 75, 70, 66.667, 60, 50, 40, 33.333, 25, 20, 16.667, 10 o 5.",
        )
    return weight or Fraction(0), span.cut(match.end())


def items(body: Span, head: Head, report: Report) -> list[Item]:
    """The answers that begin with `=` or `~`, in the order of the file."""
    signs = [match.start() for match in re.finditer("[=~]", body.text)]
    before = body.cut(0, signs[0] if signs else None)
    if before.text.strip():
        report.say(
            before.trimmed().line, "Hay texto suelto antes de la primera respuesta.", "Empiécela con = o ~."
        )
    found = []
    for start, end in zip(signs, [*signs[1:], len(body.text)], strict=True):
        line = body.cut(start).line
        weight, rest = weight_of(body.cut(start + 1, end), report)
        text, feedback = split_feedback(rest, head, report)
        found.append(Item(body.text[start], weight, text, feedback, line))
    return found
