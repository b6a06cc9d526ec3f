"""The corrected list of names: what was keyed in, beside what stands. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from training.cohorts.flaws import Field, Flaw
from training.cohorts.roster import check_name
from training.cohorts.text import tidy_name


class Problem(StrEnum):
    """Why a row of the list was not kept, beyond what a name cannot hold."""

    NONE = ""
    CHANGED = "changed"  # somebody else wrote this row since the page was opened
    UNSIGNED = "unsigned"  # a name that its owner confirmed changes only with her signature


@dataclass(frozen=True)
class Stood:
    """A person's row as it stands: the name that counts, and who said so (how: "" while nobody has)."""

    membership_id: int
    key: str
    number: int
    given_names: str
    surnames: str
    how: str = ""
    confirmation_id: int = 0

    @property
    def seen(self) -> str:
        """What a page says that it was drawn from."""
        return f"{_digest(self.given_names, self.surnames)}.{self.confirmation_id}"


@dataclass(frozen=True)
class Line:
    """One row as keyed in."""

    stood: Stood
    given_names: str
    surnames: str
    signed: bool = False
    flaws: tuple[Flaw, ...] = ()
    problem: Problem = Problem.NONE

    @property
    def renamed(self) -> bool:
        return (self.given_names, self.surnames) != (self.stood.given_names, self.stood.surnames)

    @property
    def confirms(self) -> bool:
        """Whether something new is signed: a name that stands signed already is not signed twice."""
        return self.signed and (self.renamed or not self.stood.how)

    @property
    def wrong(self) -> bool:
        return bool(self.flaws or self.problem)

    def said_of(self, field: str) -> list[Flaw]:
        return [flaw for flaw in self.flaws if flaw.field == field]


def as_it_stands(stood: Sequence[Stood]) -> list[Line]:
    """The list before anything was keyed in."""
    return [Line(one, one.given_names, one.surnames) for one in stood]


def read(stood: Sequence[Stood], form: Mapping[str, str]) -> list[Line]:
    """Every row with what the form says about it; ``everybody`` signs for each row that nobody confirmed yet."""
    return [_line(one, form) if f"{one.key}-given_names" in form else Line(one, one.given_names, one.surnames)
            for one in stood]


def _line(stood: Stood, form: Mapping[str, str]) -> Line:
    given, surnames = (tidy_name(form.get(f"{stood.key}-{part}", "")[:200]) for part in ("given_names", "surnames"))
    signed = f"{stood.key}-signed" in form or ("everybody" in form and not stood.how)
    seen = form.get(f"{stood.key}-seen", "")
    if not signed and _digest(given, surnames) == seen.partition(".")[0]:
        return Line(stood, stood.given_names, stood.surnames)  # she left this row as she saw it
    line = Line(stood, given, surnames, signed)
    flaws = (*check_name(Field.GIVEN_NAMES, given), *check_name(Field.SURNAMES, surnames)) if line.renamed else ()
    return Line(stood, given, surnames, signed, tuple(flaws), _problem(line, seen))


def _problem(line: Line, seen: str) -> Problem:
    if line.renamed and seen != line.stood.seen:
        return Problem.CHANGED
    return Problem.UNSIGNED if line.renamed and line.stood.how and not line.signed else Problem.NONE


def _digest(given_names: str, surnames: str) -> str:
    return hashlib.sha256(f"{given_names}\n{surnames}".encode("utf-8", "replace")).hexdigest()[:12]
