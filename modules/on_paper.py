"""A quiz as it is printed: plain values in a fixed order, so that whoever prints need not read GIFT.

The order of options is the same in every language and on every day: the booklet and its key belong together.
"""

from typing import Literal

import msgspec

Kind = Literal["choice", "multiple", "truefalse", "matching", "numerical"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class PaperOption(msgspec.Struct, frozen=True):
    """One option with the letter that stands before it; `right` and `feedback` are for the key alone."""

    letter: str
    text: str
    right: bool = False
    feedback: str = ""


class PaperPair(msgspec.Struct, frozen=True):
    """A phrase to match with one of the lettered options."""

    text: str
    letter: str


class PaperQuestion(msgspec.Struct, frozen=True):
    """One question. True or false has no options (the page has the words) and `value` "true" or "false"."""

    id: str
    kind: Kind
    stem: str
    critical: bool = False
    options: tuple[PaperOption, ...] = ()
    pairs: tuple[PaperPair, ...] = ()
    value: str = ""
    feedback: str = ""
    when_wrong: str = ""

    @property
    def letters(self) -> str:
        """The letters of the right options, one after the other."""
        return "".join(option.letter for option in self.options if option.right)


class PaperQuiz(msgspec.Struct, frozen=True):
    """All the questions of a file, in its order."""

    questions: tuple[PaperQuestion, ...]

    def question(self, question_id: str) -> PaperQuestion | None:
        """The question with this id, or None."""
        return next((one for one in self.questions if one.id == question_id), None)
