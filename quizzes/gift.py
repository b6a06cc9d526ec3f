"""GIFT, Moodle's plain text format for quizzes: the subset that this house documents, read and written.

The reader is stricter than Moodle's, because its problems are for authors: every option explains itself,
every question has an id, and what Moodle would guess is asked for in words.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from modules.problems import Problem
from quizzes.gift_blocks import Block, cut
from quizzes.gift_items import Head, plain
from quizzes.gift_kinds import read_answers, split_general
from quizzes.gift_text import UNUSABLE, Report, Span, reveal, styled
from quizzes.gift_write import write
from quizzes.questions import Question, Quiz
from quizzes.repetition import report_repetition

__all__ = ["Parsed", "parse", "parse_bytes", "write"]

LONGEST = 500_000
# Spanish letters of UTF-8 read as Latin-1 («Ã¡», «Â¿»); no Spanish text has them.
_MISREAD = re.compile("[ÃÂ][\u0080-\u00bf]")
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)


class Parsed(NamedTuple):
    """The questions that could be read, and every problem; use the quiz only when there is no problem."""

    quiz: Quiz
    problems: list[Problem]


def parse_bytes(data: bytes, path: str) -> Parsed:
    """Like `parse`, for a file as it came: what is not UTF-8 is reported by its line."""
    return parse(data.decode("utf-8", "replace"), path)


def parse(text: str, path: str) -> Parsed:
    """Read a GIFT file; `path` names it in the problems, and its stem is the id of the quiz."""
    report = Report(path)
    name = PurePosixPath(path).stem
    if len(text) > LONGEST:
        report.say(
            0, "El archivo es demasiado grande para una prueba.", "Divídalo: el máximo es 500 000 letras."
        )
        return Parsed(Quiz(id=name, title=name, questions=()), report.problems)
    text = _cleaned(text, report)
    questions: list[Question] = []
    lines: dict[str, int] = {}
    for block in cut(text, report):
        known = _identified(block, lines, report)
        question = _question(block, report)
        if question is not None and known:
            questions.append(question)
    report_repetition(questions, lines, report)
    quiz = Quiz(id=name, title=_title(text) or name, questions=tuple(questions))
    return Parsed(quiz, sorted(report.problems, key=lambda problem: problem.line))


def _cleaned(text: str, report: Report) -> str:
    """The text with `\\n` line ends and without letters that no text may have, which are reported."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\ufffd" in line or _MISREAD.search(line):
            report.say(
                number, "Hay letras dañadas: el archivo no está en UTF-8.", "Guárdelo de nuevo como UTF-8."
            )
        elif UNUSABLE.search(line):
            report.say(
                number, "Hay un carácter de control que no se ve.", "Borre la línea y escríbala de nuevo."
            )
    return UNUSABLE.sub("\ufffd", text)


def _title(text: str) -> str:
    """The first comment of the file, unless it carries an id."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return (
        " ".join(first.lstrip("/").split()) if first.startswith("//") and "[id:" not in first.lower() else ""
    )


def _identified(block: Block, lines: dict[str, int], report: Report) -> bool:
    """Every question needs an id of its own; remembers the line of each."""
    line = block.span.line
    if block.mark is None or not block.mark.id:
        # Loose text is no question: it is reported as what it is, when its braces are missed.
        if block.mark is None and "{" in block.span.text:
            report.say(line, "La pregunta no tiene identificador.", "Escriba antes // [id:a3-q01].")
        return False
    name = block.mark.id
    if name in lines:
        what = f"El identificador «{name[:70]}» ya está en la línea {lines[name]}."
        report.say(line, what, "Dé a cada pregunta el suyo.")
        return False
    lines[name] = line
    return True


def _question(block: Block, report: Report) -> Question | None:
    """One block read: name, stem, and between braces the answers."""
    span = block.span
    braces = _braces(span, report)
    if braces is None:
        return None
    opening, closing = braces
    named = _NAME.match(span.text[:opening])
    stem, style = styled(span.cut(named.end() if named else 0, opening), report)
    if not stem:
        report.say(span.line, "La pregunta no tiene enunciado.", "Escríbalo antes de la llave {.")
    body, general = split_general(span.cut(opening + 1, closing))
    mark = block.mark
    name = reveal(named[1]) if named else ""
    head = Head(
        id=mark.id if mark else "",
        name=name or (mark.id if mark else ""),
        stem=stem,
        feedback="",
        critical=bool(mark and mark.critical),
        format=style or "plain",
        line=span.line,
    )
    if general is not None:
        head = head._replace(feedback=plain(general, head, report))
    return read_answers(body, head, report)


def _braces(span: Span, report: Report) -> tuple[int, int] | None:
    """Where the braces of the question open and close; None, and a problem, when they do not fit."""
    opening, closing = span.text.find("{"), span.text.find("}")
    line = span.cut(max(opening, 0)).line
    if opening < 0 and closing < 0:
        report.say(
            span.line, "Hay texto suelto que no es una pregunta.", "Añada { respuestas } o póngalo tras //."
        )
    elif opening < 0 or 0 <= closing < opening:
        report.say(
            span.cut(closing).line, "Hay una llave } que nadie abrió.", "Si es del texto, escríbala \\}."
        )
    elif closing < 0:
        report.say(line, "La llave { no se cierra.", "Escriba } al final de la pregunta.")
    elif "{" in span.text[opening + 1 : closing]:
        report.say(
            line, "Hay otra llave { antes de cerrar la primera.", "Escriba } al final, o \\{ si es del texto."
        )
    elif span.text[closing + 1 :].strip():
        where = span.cut(closing + 1).trimmed().line
        report.say(
            where,
            "Hay texto después de la llave } (una pregunta con hueco, que aquí no se admite).",
            "Ponga todo el enunciado antes de {, y una línea en blanco entre preguntas.",
        )
    else:
        return opening, closing
    return None
