"""A problem in the manual's files, said so that an author can repair it: where, what, and what to do."""

import difflib
from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """`path` inside the folder, `line` from 1 (0: the whole file), `what` and `fix` without final stop."""

    path: str
    line: int
    what: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {stopped(self.what)} {stopped(self.fix)}".rstrip()

    def under(self, folder: str) -> "Problem":
        """The same problem with its path shown below `folder` (as the author types it in a terminal)."""
        prefix = folder.rstrip("/")
        return Problem(f"{prefix}/{self.path}" if prefix else self.path, self.line, self.what, self.fix)


def stopped(sentence: str) -> str:
    """The sentence with a final stop, unless it ends in a mark of its own."""
    return sentence if not sentence or sentence[-1] in ".?!" else sentence + "."


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str = "", mark: str = "") -> str:
    """«¿Quiso decir «x»?» with the nearest known word (shown after `mark`), or the sentence `otherwise`."""
    words = sorted(set(known))
    near = difflib.get_close_matches(wrong, words, n=1, cutoff=0.6)
    if not near and len(wrong) >= 4:
        near = [word for word in words if word.startswith(wrong)][:1]
    return f"¿Quiso decir «{mark}{near[0]}»?" if near else otherwise


def line_of(text: str, needle: str, start: int = 1) -> int:
    """The first line (from 1) at or after `start` that holds `needle`; `start` when none does."""
    for number, line in enumerate(text.split("\n"), 1):
        if number >= start and needle in line:
            return number
    return start
