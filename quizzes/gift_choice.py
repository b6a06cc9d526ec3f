"""Reads the options of a single or multiple choice, and judges whether they make sense."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizzes.gift_items import NEEDS_FEEDBACK, Head, Item, items, plain
from quizzes.gift_text import Report, Span
from quizzes.questions import Choice, MultipleChoice, Option
from quizzes.shuffle import shuffled
from quizzes.weights import as_percent


def choice(body: Span, head: Head, report: Report) -> Choice | MultipleChoice:
    """A single choice when any answer begins with `=`, else a multiple choice."""
    found = items(body, head, report)
    single = any(item.sign == "=" for item in found)
    options = _options(found, head, report)
    if len(options) < 2:
        report.say(
            head.line, "La pregunta tiene una sola opción.", "Añada otras opciones que empiecen con ~."
        )
    if single:
        _judge_single(found, options, head, report)
        return Choice(**head.fields(), options=options)
    _judge_multiple(options, head, report)
    return MultipleChoice(**head.fields(), options=options)


def _options(found: Sequence[Item], head: Head, report: Report) -> tuple[Option, ...]:
    # The right answer is often written first: the number of an option comes from a shuffle of the places.
    numbers = shuffled(range(1, len(found) + 1), f"options of {head.id}")
    options: list[Option] = []
    for item, number in zip(found, numbers, strict=True):
        text = plain(item.text, head, report)
        weight = item.weight if item.weight is not None else Fraction(item.sign == "=")
        if not text:
            report.say(item.line, "Hay una opción sin texto.", "Escriba la opción, o escape el signo con \\.")
        if any(option.text == text for option in options):
            report.say(item.line, f"La opción «{text[:60]}» se repite.", "Deje una sola o cambie el texto.")
        if not item.feedback:
            report.say(item.line, f"La opción «{text[:60]}» no tiene retroalimentación.", NEEDS_FEEDBACK)
        options.append(Option(id=f"o{number}", text=text, feedback=item.feedback, weight=str(weight)))
    return tuple(options)


def _judge_single(found: Sequence[Item], options: Sequence[Option], head: Head, report: Report) -> None:
    pairs = zip(found, options, strict=True)
    best = sum(item.sign == "=" or option.share == 1 for item, option in pairs)
    if all(option.share != 1 for option in options):
        report.say(head.line, "Ninguna opción vale 100 %.", "Marque la correcta con = y sin peso.")
    if best > 1:
        report.say(
            head.line,
            "Hay dos respuestas correctas en una pregunta de opción única.",
            "Deje un solo =, o use ~%50% en cada correcta para opción múltiple.",
        )


def _judge_multiple(options: Sequence[Option], head: Head, report: Report) -> None:
    total = sum((option.share for option in options if option.right), Fraction(0))
    if total == 0:
        report.say(
            head.line, "No hay respuesta correcta.", "Marque la correcta con =, o con pesos como ~%50%."
        )
        return
    if total != 1:
        report.say(
            head.line,
            f"Los pesos de las correctas suman {as_percent(total)} %.",
            "Cámbielos para que sumen 100 %.",
        )
    if any(option.share == 0 for option in options):
        report.say(
            head.line,
            "Hay una opción equivocada que no resta: marcar todo daría el puntaje completo.",
            "Póngale un peso negativo, por ejemplo ~%-50%.",
        )
