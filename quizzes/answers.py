"""Turns posted fields into answers, and says in a sentence what is still missing.

Field names: `q-<question id>`, and for a pair to match `q-<question id>-<pair id>`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizzes.numbers import LONGEST_TYPED, typed
from quizzes.ordering import FALSE, TRUE
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question, Quiz

Answer = str | list[str] | dict[str, str]


def N_(sentence: str) -> str:
    """Mark a sentence for the collector of translations; the page translates it when it is shown."""
    return sentence


CHOOSE_ONE = N_("Falta esta respuesta: elija una opción.")
CHOOSE_ONLY_ONE = N_("Elija una sola opción.")
MARK_SOME = N_("Falta esta respuesta: marque al menos una opción.")
MATCH_ALL = N_("Faltan parejas: elija una respuesta para cada frase.")
WRITE_NUMBER = N_("Falta esta respuesta: escriba un número.")
ONLY_NUMBER = N_("Escriba solo el número, con cifras; por ejemplo 72 o 72,5.")
UNKNOWN = N_("Esa respuesta no está en la lista: elija de nuevo.")


def field_name(question_id: str, pair_id: str | None = None) -> str:
    """The name of the form field of a question, or of one of its pairs."""
    return f"q-{question_id}" if pair_id is None else f"q-{question_id}-{pair_id}"


def normalise(quiz: Quiz, form: Mapping[str, Sequence[str]]) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers in a posted form (every field with the list of its values), and the errors.

    Both are by question id. `answers` keeps only what can be kept: known ids, and a number as it was typed
    so that it can be corrected. `errors` has one Spanish sentence for each question that is not
    fully answered. Fields of no question are left aside.
    """
    answers: dict[str, Answer] = {}
    errors: dict[str, str] = {}
    for question in quiz.questions:
        answer, error = _read(question, form)
        if answer:
            answers[question.id] = answer
        if error:
            errors[question.id] = error
    return answers, errors


def _values(form: Mapping[str, Sequence[str]], name: str) -> list[str]:
    """The distinct values of a field that are not blank, in the order they came."""
    values = form.get(name, ())
    given = [values] if isinstance(values, str) else list(values)
    return list(dict.fromkeys(value.strip() for value in given if isinstance(value, str) and value.strip()))


def _read(question: Question, form: Mapping[str, Sequence[str]]) -> tuple[Answer | None, str | None]:
    values = _values(form, field_name(question.id))
    match question:
        case Choice(options=options):
            return _one(values, {option.id for option in options})
        case MultipleChoice(options=options):
            return _several(values, {option.id for option in options})
        case Matching():
            return _pairs(question, form)
        case Numerical():
            return _number(values)
    return _one(values, {TRUE, FALSE})


def _one(values: list[str], known: set[str]) -> tuple[str | None, str | None]:
    if not values:
        return None, CHOOSE_ONE
    if len(values) > 1:
        return None, CHOOSE_ONLY_ONE
    return (values[0], None) if values[0] in known else (None, UNKNOWN)


def _several(values: list[str], known: set[str]) -> tuple[list[str] | None, str | None]:
    if not values:
        return None, MARK_SOME
    kept = sorted(value for value in values if value in known)
    return kept, None if len(kept) == len(values) else UNKNOWN


def _number(values: list[str]) -> tuple[str | None, str | None]:
    if not values:
        return None, WRITE_NUMBER
    text = values[0][:LONGEST_TYPED]
    return text, ONLY_NUMBER if len(values) > 1 or typed(values[0]) is None else None


def _pairs(question: Matching, form: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], str | None]:
    known = {answer.id for answer in question.answers}
    kept: dict[str, str] = {}
    error: str | None = None
    for pair in question.pairs:
        answer, wrong = _one(_values(form, field_name(question.id, pair.id)), known)
        if answer:
            kept[pair.id] = answer
        if wrong:
            error = UNKNOWN if UNKNOWN in (wrong, error) else MATCH_ALL
    return kept, error
