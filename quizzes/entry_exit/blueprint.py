"""The entry and exit test of a course as it is printed: forms A and B, twenty places, letters. Pure.

Form A asks the first question of each pair, form B the second. B begins with the second half of the test, so that
neighbours never read the same topic, and its options are lettered E to H: a sheet keyed as if it were of the other
form is caught at its first letter. Order and letters depend on ids alone; they are the same in every language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import msgspec

from modules.manual import Manual
from modules.reference import PaperTest, TestItem
from quizzes.gift import parse
from quizzes.on_paper import SEED
from quizzes.ordering import paper_order
from quizzes.questions import Choice, Option, Quiz

ENTRY, EXIT = "entry", "exit"
MOMENTS = (ENTRY, EXIT)
FORMS = ("A", "B")
LETTERS: Mapping[str, str] = {"A": "ABCD", "B": "EFGH"}
BLANK = "-"
_MOMENT_LETTER = {ENTRY: "E", EXIT: "S"}
_CODE = re.compile(r"(?:([ES])\W*)?0*(\d{1,4})(?:\W*([AB]))?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class PrintedOption:
    """An option and the letter in front of it."""

    letter: str
    option: Option


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a form: ``number`` as printed (from 1), ``item`` of the blueprint (from 1), and its question."""

    number: int
    item: int
    blueprint: TestItem
    question: Choice
    options: tuple[PrintedOption, ...]

    @property
    def module(self) -> str:
        """The module whose matter it asks."""
        return self.blueprint.module

    @property
    def right(self) -> str:
        """The letter of the right option."""
        return next(printed.letter for printed in self.options if printed.option.share == 1)

    @property
    def letters(self) -> str:
        """The letters that may be answered here, in order."""
        return "".join(printed.letter for printed in self.options)


@dataclass(frozen=True)
class Blueprint:
    """Both forms of a course's test. Item ``n`` of one form is the twin of item ``n`` of the other."""

    course: str
    items: tuple[TestItem, ...]
    forms: Mapping[str, tuple[Place, ...]]

    def place(self, form: str, number: int) -> Place:
        """What a form asks at a place (from 1)."""
        return self.forms[form][number - 1]

    def by_item(self, form: str) -> dict[int, Place]:
        """Item number → its place in a form."""
        return {place.item: place for place in self.forms[form]}

    @cached_property
    def questions(self) -> dict[str, tuple[str, Place]]:
        """Question id → its form and place."""
        return {place.question.id: (form, place) for form in FORMS for place in self.forms[form]}

    @cached_property
    def quizzes(self) -> dict[str, Quiz]:
        """Each form as it is kept for ever: questions in the order of the places, options in that of the letters."""
        return {form: Quiz(id=f"prueba-{self.course}-{form.lower()}", title=f"{self.course.upper()} {form}",
                           questions=tuple(_laid_out(place) for place in self.forms[form])) for form in FORMS}


@lru_cache(maxsize=16)
def blueprint_of(test: PaperTest) -> Blueprint | None:
    """The printed forms of a test; None when its bank is not twenty pairs of choices with two to four options."""
    quiz, problems = parse(test.bank, f"prueba-{test.course}.gift")
    found = {question.id: question for question in quiz.questions}
    order = paper_order(quiz, SEED)
    asked = [found.get(id_) for item in test.items for id_ in (item.a, item.b)]
    if problems or not test.items or not all(isinstance(one, Choice) and len(one.options) <= 4 for one in asked):
        return None
    forms = {form: tuple(_place(number, item, form, test.items[item - 1], found, order.options)
                         for number, item in enumerate(_items(form, len(test.items)), start=1)) for form in FORMS}
    return Blueprint(test.course, test.items, forms)


def blueprint_for(edition: Manual, course: str) -> Blueprint | None:
    """The printed forms of a course's test in a manual; None when it has none that can be given."""
    test = next((test for test in edition.tests if test.course == course), None)
    return blueprint_of(test) if test else None


def form_of(number: int, moment: str, nth: int = 1) -> str:
    """Her form by her row number: odd rows enter with A, even ones with B; each later test takes the other form.

    ``nth``: which try of that moment it is, for the exit test may be repeated.
    """
    turn = number + (moment == EXIT) + (nth - 1)
    return FORMS[(turn - 1) % 2]


def sheet_code(moment: str, number: int, form: str) -> str:
    """What is printed on her answer sheet: «S-012-A» is the exit test of row 12 in form A."""
    return f"{_MOMENT_LETTER[moment]}-{number:03}-{form}"


@dataclass(frozen=True, slots=True)
class Code:
    """A printed code as somebody typed it; moment and form are None when she typed the row number alone."""

    number: int
    moment: str | None = None
    form: str | None = None


def read_code(typed: str) -> Code | None:
    """A code or a row number, however it was typed («s12a», «S-012-A», «12»); None when it is neither."""
    found = _CODE.fullmatch(typed.strip())
    if found is None or int(found[2]) == 0:
        return None
    moments = {letter: moment for moment, letter in _MOMENT_LETTER.items()}
    return Code(int(found[2]), moments.get((found[1] or "").upper()), found[3].upper() if found[3] else None)


def _laid_out(place: Place) -> Choice:
    return msgspec.structs.replace(place.question, options=tuple(one.option for one in place.options))


def _items(form: str, count: int) -> list[int]:
    """Which item stands at each place of a form."""
    start = 0 if form == "A" else count // 2
    return [(start + step) % count + 1 for step in range(count)]


def _place(number: int, item: int, form: str, asked: TestItem, found: Mapping[str, object],
           order: Mapping[str, tuple[str, ...]]) -> Place:
    question = found[asked.a if form == "A" else asked.b]
    assert isinstance(question, Choice)
    by_id = {option.id: option for option in question.options}
    row = [by_id[option_id] for option_id in order[question.id]]
    options = tuple(PrintedOption(letter, option) for letter, option in zip(LETTERS[form], row, strict=False))
    return Place(number, item, asked, question, options)
