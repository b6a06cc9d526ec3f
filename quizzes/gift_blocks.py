"""Cuts a GIFT file into blocks, one for each question, with the comment that carries its id."""

from __future__ import annotations

import re
from typing import NamedTuple

from quizzes.gift_text import Report, Span, protect

_ID = re.compile(r"\[id:\s*([^\]]*?)\s*\]", re.IGNORECASE)
_TAGS = re.compile(r"\[([^\]]*)\]")
_GOOD_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_PAIR_LIKE = re.compile(r"-p[0-9]+$")
_CRITICAL = ("critica", "crítica")


class Mark(NamedTuple):
    """What the comment before a question says."""

    id: str
    critical: bool
    line: int


class Block(NamedTuple):
    """The protected text of one question, and its mark if it has one."""

    span: Span
    mark: Mark | None


def read_mark(line_text: str, line: int, report: Report) -> Mark | None:
    """The mark in a comment line, or None for a common comment or an id that cannot be used."""
    found = _ID.findall(line_text)
    tags = [tag.strip() for tag in _TAGS.findall(line_text) if not tag.lower().lstrip().startswith("id:")]
    critical = any(tag.lower() in _CRITICAL for tag in tags)
    if not found:
        if critical:
            report.say(line, "La marca [critica] está sin [id:…].", "Escriba ambas en la misma línea.")
        return None
    for tag in tags:
        if tag.lower() not in _CRITICAL and not tag.lower().startswith("tag:"):
            report.say(line, f"No conozco la marca [{tag[:40]}].", "Las marcas son [id:…] y [critica].")
    if len(found) > 1:
        report.say(line, "Hay dos identificadores en una línea.", "Deje un solo [id:…] para cada pregunta.")
    if not _GOOD_ID.fullmatch(found[0]) or _PAIR_LIKE.search(found[0]):
        report.say(
            line,
            f"El identificador «{found[0][:70]}» no se puede usar.",
            "Use minúsculas sin tilde, cifras y guiones, por ejemplo a3-q01 (sin terminar en -p1).",
        )
    return Mark(found[0], critical, line)


class _Cutter:
    """Walks through the lines and closes a block where one ends."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.blocks: list[Block] = []
        self.mark: Mark | None = None
        self.lines: list[str] = []
        self.start = 0

    def close(self) -> None:
        if any(line.strip() for line in self.lines):
            self.blocks.append(Block(Span("\n".join(self.lines), self.start), self.mark))
            self.mark = None
        self.lines = []

    def comment(self, text: str, line: int) -> None:
        mark = read_mark(text, line, self.report)
        if mark is not None:
            if self.lines:
                self.report.say(
                    line, "Falta una línea en blanco entre dos preguntas.", "Añádala antes del [id:…]."
                )
                self.close()
            self._lost_mark()
            self.mark = mark
        elif self.lines:
            self.lines.append(" ")  # keeps the count of lines and, as in Moodle, does not end the question

    def add(self, text: str, line: int) -> None:
        if not self.lines:
            self.start = line
        self.lines.append(text)

    def end(self) -> None:
        self.close()
        self._lost_mark()

    def _lost_mark(self) -> None:
        if self.mark is not None:
            where, name = self.mark.line, self.mark.id[:70]
            self.report.say(
                where, f"El identificador «{name}» no tiene pregunta.", "Escriba la pregunta o bórrelo."
            )
            self.mark = None


def _open(text: str) -> bool:
    return text.rfind("{") > text.rfind("}")


def _closes(text: str) -> bool:
    """True when the text goes on with the inside of a brace: `}` comes before any `{`."""
    close, opening = text.find("}"), text.find("{")
    return close >= 0 and (opening < 0 or close < opening)


def _joined(blocks: list[Block], report: Report) -> list[Block]:
    """Put together the halves of a question that has a blank line between its braces."""
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if last and block.mark is None and _open(last.span.text) and _closes(block.span.text):
            between = block.span.line - last.span.line - last.span.text.count("\n")
            report.say(
                block.span.line - 1,
                "Hay una línea en blanco dentro de una pregunta.",
                "Bórrela: en GIFT la línea en blanco separa preguntas.",
            )
            span = Span(last.span.text + "\n" * between + block.span.text, last.span.line)
            whole[-1] = Block(span, last.mark)
        else:
            whole.append(block)
    return whole


def cut(text: str, report: Report) -> list[Block]:
    """All the blocks of a file whose line ends are `\\n`."""
    cutter = _Cutter(report)
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if not bare:
            cutter.close()
        elif bare.startswith("//"):
            cutter.comment(bare, number)
        elif bare.startswith("$CATEGORY:"):
            cutter.close()
        else:
            cutter.add(protect(line), number)
    cutter.end()
    return _joined(cutter.blocks, report)
