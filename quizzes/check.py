"""What the content loader asks of a quiz before a manual may be published."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from modules.problems import Problem
from quizzes.gift import parse
from quizzes.questions import Choice, Matching, MultipleChoice, Question

FEWEST_QUESTIONS = 10
FEWEST_PAIRS = 3
BANK = "prueba-"  # the banks of the entry and exit tests are answered on paper: one letter an answer
OPTIONS_ON_PAPER = 4
_SAYS_SEVERAL = re.compile(r"\bmarque tod[ao]s\b|\bmark all\b", re.IGNORECASE)


def check(text: str, path: str) -> list[Problem]:
    """Every problem of a GIFT file, in the order of its lines; an empty list means it may be published."""
    quiz, problems = parse(text, path)
    found = list(problems)
    if len(quiz.questions) < FEWEST_QUESTIONS:
        found.append(
            Problem(
                path,
                0,
                f"La prueba tiene {len(quiz.questions)} preguntas que se pueden leer",
                f"Escriba al menos {FEWEST_QUESTIONS}",
            )
        )
    for question in quiz.questions:
        found += _habits(question, path, _line_of(question.id, text))
        if PurePosixPath(path).name.startswith(BANK):
            found += _on_paper(question, path, _line_of(question.id, text))
    return sorted(found, key=lambda problem: problem.line)


def count(text: str) -> int:
    """How many questions of a GIFT text can be read."""
    return len(parse(text, "")[0].questions)


def _habits(question: Question, path: str, line: int) -> list[Problem]:
    """What GIFT allows and this house does not."""
    if isinstance(question, MultipleChoice) and not _SAYS_SEVERAL.search(question.stem):
        what = "El enunciado no dice que hay varias respuestas correctas"
        return [Problem(path, line, what, "Termínelo con «Marque todas las que correspondan.»")]
    if isinstance(question, Matching) and len(question.pairs) < FEWEST_PAIRS:
        what = f"La pregunta de emparejar tiene {len(question.pairs)} parejas"
        return [Problem(path, line, what, f"Escriba al menos {FEWEST_PAIRS}")]
    return []


def _on_paper(question: Question, path: str, line: int) -> list[Problem]:
    """What the answer grid of a paper test can take."""
    options = question.options if isinstance(question, Choice) else ()
    if len(options) == OPTIONS_ON_PAPER and sum(option.right for option in options) == 1:
        return []
    what = "La pregunta no es de cuatro opciones con una sola correcta"
    return [Problem(path, line, what, "La prueba en papel solo tiene las letras A, B, C y D")]


def _line_of(question_id: str, text: str) -> int:
    """The line of the comment that carries the id (1 when it is written in some unusual way)."""
    mark = f"[id:{question_id}]"
    return next((number for number, line in enumerate(text.splitlines(), start=1) if mark in line), 1)
