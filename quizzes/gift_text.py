"""The letters of GIFT: what stands between its signs, its escapes, its format prefixes, its places."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from modules.problems import Problem

# Escaped signs travel as code points that Unicode keeps for internal use, so that every sign still
# visible in a protected text is syntax.
_ESCAPED = {sign: chr(0xFDD0 + place) for place, sign in enumerate("~=#{}:\\n")}
_MEANT = {hidden: "\n" if sign == "n" else sign for sign, hidden in _ESCAPED.items()}
_REVEAL = str.maketrans(_MEANT)
_HIDE = str.maketrans({**{sign: "\\" + sign for sign in "~=#{}:\\"}, "\n": "\\n"})
UNUSABLE = re.compile("[\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_TAG = re.compile(r"</?[a-zA-Z!]")


class Span(NamedTuple):
    """A piece of protected text and the line of the file where it begins."""

    text: str
    line: int

    def cut(self, start: int, end: int | None = None) -> Span:
        """The part from start to end, which knows its own line."""
        return Span(self.text[start:end], self.line + self.text.count("\n", 0, start))

    def trimmed(self) -> Span:
        """Without the space around it; the line is that of its first letter."""
        return self.cut(len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()) or None)


class Report:
    """Collects the problems of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def say(self, line: int, what: str, fix: str) -> None:
        """Note one problem: what is wrong at that line, and what the author should do."""
        self.problems.append(Problem(self.path, line, what.removesuffix("."), fix.removesuffix(".")))


def protect(text: str) -> str:
    r"""Hide the escaped signs (`\~ \= \# \{ \} \: \\ \n`), so that the visible ones are syntax."""
    return re.sub(r"\\([~=#{}:n\\])", lambda match: _ESCAPED[match[1]], text)


def reveal(text: str) -> str:
    r"""The text as read by people: line ends of the file become spaces, `\n` a line end."""
    lines = (line.strip() for line in text.split("\n"))
    return " ".join(line for line in lines if line).translate(_REVEAL).strip()


def escape(text: str) -> str:
    """The text as it must stand in a GIFT file, on one line."""
    return text.translate(_HIDE)


def prefixed(text: str, style: str) -> str:
    """Escaped text with the prefix of its format where it is needed to read the same text back."""
    needed = style != "plain" or _FORMAT.match(text)
    return (f"[{style}]" if needed else "") + escape(text)


def styled(span: Span, report: Report) -> tuple[str, str | None]:
    """The text of a span, and the format that it announces: "plain", "markdown" or None."""
    match = _FORMAT.match(span.text)
    if match is None:
        return reveal(span.text), None
    text = reveal(span.text[match.end() :])
    if match[1] == "html":
        if _TAG.search(text):
            report.say(span.line, "Hay etiquetas HTML en el texto.", "Escriba texto simple o use [markdown].")
        return html.unescape(text).strip(), "plain"
    return text, "markdown" if match[1] == "markdown" else "plain"
