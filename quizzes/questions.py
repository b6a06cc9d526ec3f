"""The questions of a quiz as immutable values, and their one canonical form as bytes.

The bytes are stored once per digest, so that an old attempt is read with the questions she saw, whatever
becomes of the file or of its parser. A field added later needs a default: defaults are never written, so
the digests of the quizzes that do not use it stay the same.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import lru_cache

import msgspec


@lru_cache(maxsize=1024)
def _exact(weight: str) -> Fraction:
    """A weight as a number; a few different ones are read again and again."""
    return Fraction(weight)


class _Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all the values here share: frozen, named arguments only, defaults not written."""


class Option(_Value, frozen=True, kw_only=True):
    """One option of a choice; `weight` is an exact fraction of the question's point: "1", "1/3", "-1/2"."""

    id: str
    text: str
    feedback: str
    weight: str

    @property
    def share(self) -> Fraction:
        """The weight as a number."""
        return _exact(self.weight)

    @property
    def right(self) -> bool:
        """True when choosing it earns something."""
        return self.share > 0


class _Question(_Value, frozen=True, kw_only=True, tag_field="kind"):
    """What every question has; `format` says how its texts are written, `feedback` is the general one."""

    id: str
    name: str
    stem: str
    feedback: str = ""
    critical: bool = False
    format: str = "plain"  # or "markdown"

    @property
    def kind(self) -> str:
        """`choice`, `multiple`, `truefalse`, `matching` or `numerical`."""
        return str(self.__struct_config__.tag)


class Choice(_Question, frozen=True, kw_only=True, tag="choice"):
    """Exactly one option weighs 1; the others may earn a part, or nothing."""

    options: tuple[Option, ...]


class MultipleChoice(_Question, frozen=True, kw_only=True, tag="multiple"):
    """Several options are right; the positive weights add up to 1 and the wrong ones subtract."""

    options: tuple[Option, ...]


class TrueFalse(_Question, frozen=True, kw_only=True, tag="truefalse"):
    """A sentence that is true or not, with one feedback for the right and one for the wrong decision."""

    answer: bool
    when_right: str
    when_wrong: str


class MatchAnswer(_Value, frozen=True, kw_only=True):
    """One entry of the list from which each pair takes its answer."""

    id: str
    text: str


class Pair(_Value, frozen=True, kw_only=True):
    """One phrase to match; `answer` is the id of the right MatchAnswer."""

    id: str
    text: str
    answer: str


class Matching(_Question, frozen=True, kw_only=True, tag="matching"):
    """Pairs, and all the answers on offer: those of the pairs first, then the extra ones."""

    pairs: tuple[Pair, ...]
    answers: tuple[MatchAnswer, ...]


class NumericalAnswer(_Value, frozen=True, kw_only=True):
    """Numbers from `low` to `high`, both included, as decimals; `value` is absent when written as a range."""

    low: str
    high: str
    weight: str
    feedback: str
    value: str | None = None

    @property
    def share(self) -> Fraction:
        """The weight as a number."""
        return _exact(self.weight)

    def holds(self, number: Fraction) -> bool:
        """Tell whether the number lies between both ends."""
        return Fraction(self.low) <= number <= Fraction(self.high)


class Numerical(_Question, frozen=True, kw_only=True, tag="numerical"):
    """The first answer that holds the number decides; `otherwise` is the feedback for any other number."""

    answers: tuple[NumericalAnswer, ...]
    otherwise: str = ""


Question = Choice | MultipleChoice | TrueFalse | Matching | Numerical


class Quiz(_Value, frozen=True, kw_only=True):
    """All the questions of one file, in the order of the file; `id` is the file's name without its ending."""

    id: str
    title: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        """The question with that id, or None."""
        return next((q for q in self.questions if q.id == question_id), None)


_decoder = msgspec.json.Decoder(Quiz)


def dump(quiz: Quiz) -> bytes:
    """The canonical JSON of a quiz (UTF-8, names sorted): equal quizzes give equal bytes."""
    return msgspec.json.encode(quiz, order="sorted")


def load(data: bytes) -> Quiz:
    """The quiz in those bytes; ValueError when they are not a quiz."""
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(f"not a stored quiz: {error}") from error


def digest(quiz_bytes: bytes) -> str:
    """The name of those bytes: sha256 in 64 hexadecimal digits."""
    return hashlib.sha256(quiz_bytes).hexdigest()
