"""Reading what was posted of a sheet: marks, and a comment that names nobody. Pure."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.reference import ChecklistStep
from training.practice.scoring import MARKS

LONGEST_COMMENT = 600
_LONG_NUMBER = re.compile(r"(?:\d[\s.\-]?){7,}")  # a DNI, a telephone, a clinical record
_MARKS = {str(mark): mark for mark in MARKS}


@dataclass(frozen=True, slots=True)
class Filling:
    """What came: step id → mark, the steps without one, and the comment."""

    marks: Mapping[str, int]
    missing: tuple[str, ...]
    comment: str

    @property
    def too_long(self) -> bool:
        return len(self.comment) > LONGEST_COMMENT

    @property
    def names_somebody(self) -> bool:
        """Whether the comment holds a number as long as a DNI or a telephone."""
        return bool(_LONG_NUMBER.search(self.comment))

    @property
    def comment_stands(self) -> bool:
        return not self.too_long and not self.names_somebody


def field_of(step: str) -> str:
    """The name of a step's field in the form."""
    return f"p-{step}"


def read(fields: Mapping[str, str], steps: Sequence[ChecklistStep]) -> Filling:
    """What the form says of these steps; anything else in it is nobody's business, a mark that is none is missing."""
    marks = {step.id: _MARKS[value] for step in steps if (value := fields.get(field_of(step.id), "")) in _MARKS}
    return Filling(marks, tuple(step.id for step in steps if step.id not in marks), _tidy(fields.get("comment", "")))


def _tidy(text: str) -> str:
    """Lines without control characters and without blanks at their ends."""
    lines = ("".join(c if c.isprintable() else " " for c in line).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip()


def dump(marks: Mapping[str, int]) -> str:
    """Marks as canonical JSON in ASCII."""
    return json.dumps(marks, sort_keys=True, separators=(",", ":"))


def load(text: str) -> dict[str, int]:
    """The marks kept with a sheet."""
    found: dict[str, int] = json.loads(text)
    return found


def fingerprint(filling: Filling) -> str:
    """What tells a repeated sending from another one."""
    return hashlib.sha256(f"{dump(filling.marks)}\n{filling.comment}".encode()).hexdigest()
