"""Reads the pairs of a matching question: `=frase -> respuesta`, and extra answers `= -> respuesta`."""

from __future__ import annotations

from quizzes.gift_items import Head, Item, items, plain
from quizzes.gift_text import Report, Span
from quizzes.questions import MatchAnswer, Matching, Pair
from quizzes.shuffle import shuffled


def matching(body: Span, head: Head, report: Report) -> Matching:
    """The pairs in the order of the file; an answer that serves two pairs is kept once."""
    written = [pair for item in items(body, head, report) if (pair := _halves(item, head, report))]
    texts = _pairs_first(written)
    # Answer 1 must not betray that it belongs to pair 1: the numbers come from a shuffle of the places.
    numbers = shuffled(range(1, len(texts) + 1), f"answers of {head.id}")
    ids = {text: f"a{number}" for text, number in zip(texts, numbers, strict=True)}
    phrases = [(phrase, answer) for phrase, answer in written if phrase]
    pairs = tuple(
        Pair(id=f"p{place}", text=phrase, answer=ids[answer])
        for place, (phrase, answer) in enumerate(phrases, start=1)
    )
    _judge(pairs, texts, head, report)
    answers = tuple(MatchAnswer(id=ids[text], text=text) for text in texts)
    return Matching(**head.fields(), pairs=pairs, answers=answers)


def _pairs_first(written: list[tuple[str, str]]) -> list[str]:
    ordered = [answer for phrase, answer in written if phrase] + [
        answer for phrase, answer in written if not phrase
    ]
    return list(dict.fromkeys(ordered))


def _halves(item: Item, head: Head, report: Report) -> tuple[str, str] | None:
    """The phrase ("" for an extra answer) and its answer; None when the line cannot be read."""
    place = item.text.text.find("->")
    if item.sign != "=" or place < 0:
        report.say(item.line, "Una pareja está mal escrita.", "Escriba =frase -> respuesta.")
        return None
    if item.weight is not None:
        report.say(item.line, "Una pareja no lleva peso.", "Quite el %…%: cada pareja vale lo mismo.")
    if item.feedback:
        report.say(
            item.line,
            "Una pareja no lleva retroalimentación propia.",
            "Póngala al final, después de ####, o escape el signo como \\#.",
        )
    phrase = plain(item.text.cut(0, place), head, report)
    answer = plain(item.text.cut(place + 2), head, report)
    if not answer:
        report.say(item.line, "Una pareja no tiene respuesta.", "Escríbala después de ->.")
        return None
    return phrase, answer


def _judge(pairs: tuple[Pair, ...], texts: list[str], head: Head, report: Report) -> None:
    if len(pairs) < 2 or len(texts) < 2:
        report.say(
            head.line, "Hay menos de dos parejas distintas.", "Escriba al menos tres: =frase -> respuesta."
        )
    phrases = [pair.text for pair in pairs]
    for phrase in dict.fromkeys(text for text in phrases if phrases.count(text) > 1):
        report.say(
            head.line, f"La frase «{phrase[:60]}» se repite.", "Cada frase debe aparecer una sola vez."
        )
    if not head.feedback:
        report.say(
            head.line,
            "La pregunta de emparejar no tiene retroalimentación.",
            "Añada antes de } una línea como ####Por qué van juntas.",
        )
