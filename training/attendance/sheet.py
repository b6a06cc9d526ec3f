"""Reading the roll that a browser sends: one line per person, and row numbers typed from the signed sheet. Pure.

A form brings back, for each person, what it showed. Only the lines that differ from it were touched by whoever sends
it, so that two trainers with the same page open do not undo each other.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from training.attendance.presence import (
    ABSENT,
    EXCUSED,
    LATE,
    LEFT,
    PRESENT,
    Presence,
    Why,
    Window,
    WrongHours,
    from_token,
    hour_of,
    settle,
)

MOST_NUMBERS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One person's line as it was sent. ``base``: the revision that the page showed, 0 when nothing was marked."""

    person: str
    said: Presence
    shown: Presence | None
    base: int
    arrived: str = ""
    left: str = ""
    why: Why | None = None

    @property
    def is_touched(self) -> bool:
        """Whether the sender changed it, or it cannot be told what her page showed."""
        return self.why is not None or self.said != self.shown


class Numbers(ValueError):
    """Row numbers that are none: ``wrong`` holds the words."""

    def __init__(self, wrong: Sequence[str]) -> None:
        super().__init__(", ".join(wrong))
        self.wrong = tuple(wrong)


def numbers(text: str, known: Collection[int]) -> set[int]:
    """«5 18, 20» as row numbers. Raises Numbers with every word that is no row of the sheet."""
    words = re.split(r"[\s,;.]+", text.strip()[:4000])[:MOST_NUMBERS]
    found, wrong = set(), []
    for word in filter(None, words):
        number = int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else None
        if number is not None and number in known:
            found.add(number)
        else:
            wrong.append(word[:12])
    if wrong:
        raise Numbers(wrong)
    return found


def read(form: Mapping[str, str], ticked: Collection[str], people: Mapping[str, int | None], picked: Collection[int],
         window: Window, *, default_away: bool) -> list[Line]:
    """The lines of a form. ``ticked``: the keys of those marked present; ``people``: key → row number; ``picked``: row
    numbers typed, who are the exception (absent; in a make-up session, those who came). Somebody whom the form did not
    show (a walk-in since then) has no line."""
    lines = []
    for key, number in people.items():
        shown_word = form.get(f"b-{key}")
        if shown_word is None:
            continue
        line = _line(form, key, key in ticked, shown_word, window)
        if number in picked and line.said.is_away is default_away:
            line = replace(line, said=Presence(PRESENT if default_away else ABSENT), why=None)
        lines.append(line)
    return lines


def _line(form: Mapping[str, str], key: str, is_ticked: bool, shown_word: str, window: Window) -> Line:
    arrived, left = form.get(f"a-{key}", "").strip()[:8], form.get(f"s-{key}", "").strip()[:8]
    revision, _, token = shown_word[:60].partition(" ")
    shown = from_token(token)
    base = int(revision) if revision.isascii() and revision.isdigit() and len(revision) <= 6 else 0
    if f"j-{key}" in form:
        return Line(key, Presence(EXCUSED), shown, base, arrived, left)
    if not is_ticked:
        return Line(key, Presence(ABSENT), shown, base, arrived, left)
    try:
        said = _present(arrived, left)
        return Line(key, settle(said, window)[0], shown, base, arrived, left)
    except WrongHours as error:
        return Line(key, Presence(PRESENT), shown, base, arrived, left, error.why)
    except ValueError:
        return Line(key, Presence(PRESENT), shown, base, arrived, left, Why.NO_HOUR)


def _present(arrived: str, left: str) -> Presence:
    """Present, with the hours that were written. Raises ValueError."""
    came, went = hour_of(arrived) if arrived else None, hour_of(left) if left else None
    return Presence(LATE if came else LEFT if went else PRESENT, came, went)
