"""Answers on their way: posted fields tidied, kept as canonical JSON, and the fingerprint of what was sent."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from quizzes.answers import Answer
from training.forms import squeeze


def tidy_fields(fields: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """The posted fields with all their values, without control characters or blanks at the ends."""
    return {name: [squeeze(value) or "" for value in values] for name, values in fields}


def dump_answers(answers: Mapping[str, Answer]) -> str:
    """Answers as canonical JSON in ASCII: equal answers give equal text, and every database can hold it."""
    return json.dumps(answers, sort_keys=True, separators=(",", ":"))


def load_answers(text: str) -> dict[str, Answer]:
    """The answers kept with an attempt."""
    found: dict[str, Answer] = json.loads(text)
    return found


def fingerprint(answers: Mapping[str, Answer]) -> str:
    """What tells a repeated submission from another one."""
    return hashlib.sha256(dump_answers(answers).encode()).hexdigest()
