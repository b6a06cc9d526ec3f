"""Many sheets against one key: right or wrong, item by item. Pure.

`sheets.marks` says the same of one sheet with everything that grading knows; a cohort of 200 has 400 sheets on one page,
so here the key of a form is written once and each sheet costs twenty looks into it.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from quizzes.entry_exit.blueprint import LETTERS
from quizzes.questions import Choice, Quiz


@dataclass(frozen=True, slots=True)
class Key:
    """A form's key: for each item the place at which it is asked, and the right letter; None where nothing counts."""

    right: tuple[tuple[int, str | None], ...]

    def marks(self, answers: Mapping[int, str]) -> tuple[bool | None, ...]:
        """By item: whether it was answered rightly (a blank was not); None where nothing counts."""
        given = answers.get
        return tuple([None if letter is None else given(place) == letter for place, letter in self.right])


def key_of(quiz: Quiz, form: str, item_of: Mapping[str, int], voided: Container[str] = ()) -> Key:
    """The key of a form as it was stored with its sheets: places and letters in the order of the printed page.

    ``item_of``: question id → item from 1. A question that the course no longer asks counts as little as a voided one.
    """
    right: list[tuple[int, str | None]] = [(0, None)] * max(item_of.values(), default=0)
    for place, question in enumerate(quiz.questions, start=1):
        item = item_of.get(question.id)
        if item is not None and question.id not in voided and isinstance(question, Choice):
            at = next(at for at, option in enumerate(question.options) if option.share == 1)
            right[item - 1] = (place, LETTERS[form][at])
    return Key(tuple(right))
