"""Reads numerical answers: `72`, `72:2`, `70..75`, several with weights, and `~#` for any other number."""

from __future__ import annotations

from fractions import Fraction

from quizzes.gift_items import NEEDS_FEEDBACK, Head, Item, items, split_feedback, weight_of
from quizzes.gift_text import Report, Span
from quizzes.numbers import decimal, written
from quizzes.questions import Numerical, NumericalAnswer

_HOW = "Escriba 72, 72:2 (con margen) o 70..75, con punto decimal."


def numerical(body: Span, head: Head, report: Report) -> Numerical:
    """The answers after the first `#` of the braces."""
    inside = body.trimmed().cut(1)
    found = (
        items(inside, head, report)
        if inside.text.strip()[:1] in ("=", "~")
        else _first_bare(inside, head, report)
    )
    others = [item for item in found if item.sign == "~"]
    read = [answer for item in found if item.sign == "=" and (answer := _answer(item, report))]
    otherwise = _otherwise(others, report)
    if not otherwise and not head.feedback:
        report.say(
            head.line,
            "No hay retroalimentación para los demás números.",
            "Añada antes de } una línea ~#texto, o una general con ####.",
        )
    _judge(read, head, report)
    return Numerical(**head.fields(), answers=tuple(read), otherwise=otherwise)


def _first_bare(inside: Span, head: Head, report: Report) -> list[Item]:
    """`{#72:2#texto ~#otro}`: the first answer without its sign."""
    end = min((place for sign in "=~" if (place := inside.text.find(sign)) >= 0), default=len(inside.text))
    weight, rest = weight_of(inside.cut(0, end), report)
    text, feedback = split_feedback(rest, head, report)
    first = Item("=", weight, text, feedback, text.trimmed().line)
    return [first, *(items(inside.cut(end), head, report) if end < len(inside.text) else [])]


def _otherwise(others: list[Item], report: Report) -> str:
    for item in others:
        if item.text.text.strip() or item.weight is not None:
            report.say(
                item.line,
                "Una respuesta numérica empieza con ~.",
                "Use =%0%número#texto, o ~#texto para el resto.",
            )
    for item in others[1:]:
        report.say(
            item.line, "Hay dos ~ en una pregunta numérica.", "Deje uno: vale para todos los demás números."
        )
    return others[0].feedback if others else ""


def _answer(item: Item, report: Report) -> NumericalAnswer | None:
    line = item.line
    weight = item.weight if item.weight is not None else Fraction(1)
    if weight < 0:
        report.say(line, "Una respuesta numérica no puede restar.", "Use %0% para una equivocación típica.")
    if not item.feedback:
        report.say(line, "Una respuesta numérica no tiene retroalimentación.", NEEDS_FEEDBACK)
    ends = _ends(item.text.text.strip(), line, report)
    if ends is None:
        return None
    low, high, value = ends
    return NumericalAnswer(
        low=decimal(low),
        high=decimal(high),
        value=None if value is None else decimal(value),
        weight=str(weight),
        feedback=item.feedback,
    )


def _ends(text: str, line: int, report: Report) -> tuple[Fraction, Fraction, Fraction | None] | None:
    """Both ends, and the middle when the file gives a value (with or without a margin)."""
    range_form = ".." in text
    left, sign, right = text.partition(".." if range_form else ":")
    first = written(left.strip())
    second = written(right.strip()) if sign else Fraction(0)
    if first is None or second is None:
        report.say(line, f"«{text[:40]}» no es un número que se pueda leer.", _HOW)
        return None
    if range_form and first > second:
        report.say(line, f"El rango «{text[:40]}» está al revés.", "Escriba primero el número menor.")
        return None
    if not range_form and second < 0:
        report.say(line, f"El margen de «{text[:40]}» es negativo.", "Escriba un margen de 0 o más.")
        return None
    return (first, second, None) if range_form else (first - second, first + second, first)


def _judge(read: list[NumericalAnswer], head: Head, report: Report) -> None:
    if not any(answer.share == 1 for answer in read):
        report.say(head.line, "Ningún número vale 100 %.", "Escriba el correcto como =72:2, sin peso.")
    for place, answer in enumerate(read):
        low, high = Fraction(answer.low), Fraction(answer.high)
        if any(earlier.holds(low) and earlier.holds(high) for earlier in read[:place]):
            report.say(
                head.line,
                f"La respuesta {place + 1} nunca se alcanza: otra anterior ya incluye esos números.",
                "Ponga antes la más estrecha, o bórrela.",
            )
