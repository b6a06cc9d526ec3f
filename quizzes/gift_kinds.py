"""Decides of which kind a question is by what stands between its braces, as Moodle does."""

from __future__ import annotations

import re

from quizzes.gift_choice import choice
from quizzes.gift_items import NEEDS_FEEDBACK, Head, plain
from quizzes.gift_matching import matching
from quizzes.gift_numerical import numerical
from quizzes.gift_text import Report, Span
from quizzes.questions import Question, TrueFalse

_TRUE_FALSE = re.compile(r"\s*(TRUE|T|FALSE|F)\s*(?:#|$)", re.IGNORECASE)
_KINDS = "Use opción única, opción múltiple, verdadero o falso, emparejar o numérica."


def split_general(body: Span) -> tuple[Span, Span | None]:
    """The answers, and the general feedback after `####` if there is one."""
    place = body.text.rfind("####")
    return (body, None) if place < 0 else (body.cut(0, place), body.cut(place + 4))


def read_answers(body: Span, head: Head, report: Report) -> Question | None:
    """The question; None when its kind is unknown or not supported (which is reported)."""
    text = body.text.strip()
    if not text:
        report.say(head.line, "Es una pregunta de ensayo, que aquí no se admite.", _KINDS)
    elif text.startswith("#"):
        return numerical(body, head, report)
    elif _TRUE_FALSE.match(text):
        return _true_false(body, head, report)
    elif "~" in text:
        return choice(body, head, report)
    elif "=" in text and "->" in text:
        return matching(body, head, report)
    elif "=" in text:
        report.say(
            head.line,
            "Es una pregunta de respuesta corta, que aquí no se admite (o tiene una sola opción).",
            "Si es de opción única, escriba las otras opciones con ~.",
        )
    else:
        report.say(head.line, "No reconozco lo que hay entre las llaves.", _KINDS)
    return None


def _true_false(body: Span, head: Head, report: Report) -> TrueFalse:
    """`TRUE#for the wrong decision#for the right one`: Moodle's order, wrong first."""
    parts, start = [], 0
    for match in re.finditer("#", body.text):
        parts.append(body.cut(start, match.start()))
        start = match.end()
    parts.append(body.cut(start))
    told = [plain(part, head, report) for part in parts[1:]]
    if len(told) > 2:
        report.say(
            head.line, "Hay más de dos retroalimentaciones.", "Si el signo # es del texto, escríbalo \\#."
        )
    wrong, right = [*told, "", ""][:2]
    if not wrong:
        report.say(head.line, "Falta la retroalimentación para quien se equivoca.", NEEDS_FEEDBACK)
    if not right:
        report.say(
            head.line,
            "Falta la retroalimentación para quien acierta.",
            "Escriba {TRUE#si se equivoca#si acierta}.",
        )
    answer = parts[0].text.strip().upper().startswith("T")
    return TrueFalse(**head.fields(), answer=answer, when_right=right, when_wrong=wrong)
