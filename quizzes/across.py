"""What can only be seen with all quizzes at hand: nothing explained twice, and both languages asking the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from modules.problems import Problem
from quizzes.gift import parse
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question, TrueFalse
from quizzes.repetition import feedback_texts

SPANISH = "es"
_SPACE = re.compile(r"\s+")


class _Asked(NamedTuple):
    """A question and where it stands."""

    path: str
    line: int
    question: Question


def check_across(texts: Mapping[str, str]) -> list[Problem]:
    """Problems between GIFT files; `texts` are all of a folder's texts by path, others are left alone."""
    files = {path: _read(path, text) for path, text in texts.items() if path.endswith(".gift")}
    return sorted([*_told_twice(files), *_ids_twice(files), *_unlike(files)])


def _read(path: str, text: str) -> list[_Asked]:
    quiz, _ = parse(text, path)  # what is wrong inside one file is said by its own check
    lines = text.split("\n")
    where = {question.id: next((number for number, line in enumerate(lines, 1) if f"[id:{question.id}]" in line), 1)
             for question in quiz.questions}
    return [_Asked(path, where[question.id], question) for question in quiz.questions]


def _language(path: str) -> str:
    return PurePosixPath(path).parts[0]


def _told_twice(files: Mapping[str, list[_Asked]]) -> Iterator[Problem]:
    """A feedback that another file of the same language has already used."""
    seen: dict[tuple[str, str], _Asked] = {}
    for path in sorted(files):
        for asked in files[path]:
            for told in feedback_texts(asked.question):
                key = (_language(path), _SPACE.sub(" ", told.casefold()).strip(" .!¡¿?"))
                first = seen.setdefault(key, asked)
                if first.path != path:
                    yield Problem(path, asked.line, f"la explicación «{told[:60]}» ya está en {first.path}:{first.line}",
                                  "Explique el porqué de esta respuesta con sus propias palabras")


def _ids_twice(files: Mapping[str, list[_Asked]]) -> Iterator[Problem]:
    """An id that two files of one language use: answers are kept under it."""
    seen: dict[tuple[str, str], _Asked] = {}
    for path in sorted(files):
        for asked in files[path]:
            first = seen.setdefault((_language(path), asked.question.id), asked)
            if first.path != path:
                yield Problem(path, asked.line, f"la pregunta «{asked.question.id}» ya está en {first.path}:{first.line}",
                              "Dé a cada pregunta su propio nombre")


def _unlike(files: Mapping[str, list[_Asked]]) -> Iterator[Problem]:
    """Where a translation asks something else than the Spanish."""
    for path in sorted(files):
        original = f"{SPANISH}/{PurePosixPath(path).name}"
        if _language(path) == SPANISH or original not in files:
            continue
        here, there = files[path], files[original]
        yield from _missing(path, here, original, there)
        by_id = {asked.question.id: asked for asked in there}
        for asked in here:
            other = by_id.get(asked.question.id)
            if other and (difference := _difference(asked.question, other.question)):
                yield Problem(path, asked.line, f"«{asked.question.id}» no es igual que en castellano: {difference}",
                              f"Compare con {original}:{other.line}")


def _missing(path: str, here: list[_Asked], original: str, there: list[_Asked]) -> Iterator[Problem]:
    ours, theirs = [a.question.id for a in here], [a.question.id for a in there]
    for asked in there:
        if asked.question.id not in ours:
            yield Problem(path, 0, f"falta la pregunta «{asked.question.id}»", f"Tradúzcala de {original}:{asked.line}")
    for asked in here:
        if asked.question.id not in theirs:
            yield Problem(path, asked.line, f"la pregunta «{asked.question.id}» no está en castellano",
                          f"Quítela o escríbala en {original}")
    if sorted(ours) == sorted(theirs) and ours != theirs:
        yield Problem(path, 0, "las preguntas están en otro orden que en castellano", f"Use el orden de {original}")


def _difference(one: Question, other: Question) -> str:
    """In words, the first thing in which two versions of a question differ; '' when they ask the same."""
    if one.kind != other.kind:
        return "es de otro tipo"
    if one.critical != other.critical:
        return "solo una de las dos es crítica"
    return "" if _shape(one) == _shape(other) else _WHAT[one.kind]


_WHAT = {
    "choice": "cambian las opciones, su orden o la correcta",
    "multiple": "cambian las opciones, su orden o sus pesos",
    "truefalse": "una dice verdadero y la otra falso",
    "matching": "cambian las parejas",
    "numerical": "cambian los números",
}


def _shape(question: Question) -> object:
    """What must be equal in both languages: ids (they come from the places in the file), weights, numbers, truth."""
    match question:
        case Choice(options=options) | MultipleChoice(options=options):
            return [(option.id, option.weight, bool(option.feedback)) for option in options]
        case TrueFalse():
            return question.answer
        case Matching():
            return [(pair.id, pair.answer) for pair in question.pairs], len(question.answers)
        case Numerical():
            return [(answer.low, answer.high, answer.weight) for answer in question.answers]
        case _:
            return None
