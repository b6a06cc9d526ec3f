"""Both forms as printed: twins in order, letters of their own, the same for ever and in every language."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules import loader
from quizzes.entry_exit.blueprint import (
    ENTRY,
    EXIT,
    FORMS,
    LETTERS,
    MOMENTS,
    Code,
    blueprint_for,
    blueprint_of,
    form_of,
    read_code,
    sheet_code,
)
from quizzes.questions import digest, dump
from tests.entry_exit.story import test_a

CONTENT = Path(__file__).parents[2] / "content"


def test_each_form_asks_every_item_once_and_its_own_twin() -> None:
    found = blueprint_of(test_a())
    assert found is not None
    for form, letter in zip(FORMS, "ab", strict=True):
        assert sorted(place.item for place in found.forms[form]) == list(range(1, 21))
        assert [place.number for place in found.forms[form]] == list(range(1, 21))
        assert all(place.question.id == f"p{place.item:02}{letter}" for place in found.forms[form])


def test_neighbours_do_not_read_the_same_topic_at_the_same_place() -> None:
    found = blueprint_of(test_a())
    assert found is not None
    assert all(found.place("A", n).item != found.place("B", n).item for n in range(1, 21))


def test_the_letters_of_one_form_are_none_of_the_other() -> None:
    found = blueprint_of(test_a())
    assert found is not None
    assert not set(LETTERS["A"]) & set(LETTERS["B"])
    assert all(place.letters == LETTERS[form] and place.right in place.letters for form in FORMS for place in found.forms[form])


def test_a_form_is_kept_as_it_is_laid_out() -> None:
    found = blueprint_of(test_a())
    assert found is not None
    for form in FORMS:
        kept = found.quizzes[form]
        for place, question in zip(found.forms[form], kept.questions, strict=True):
            assert question.id == place.question.id
            assert [option.id for option in question.options] == [one.option.id for one in place.options]


def test_a_bank_that_cannot_be_printed_gives_no_test() -> None:
    test = test_a()
    assert blueprint_of(msgspec.structs.replace(test, bank="")) is None
    assert blueprint_of(msgspec.structs.replace(test, bank=test.bank.replace("[id:p07b]", "[id:other]"))) is None
    assert blueprint_of(msgspec.structs.replace(test, bank=test.bank.replace("Mala 1 de p03a #", "{Mala #"))) is None
    assert blueprint_of(msgspec.structs.replace(test, items=())) is None
    five = test.bank.replace("~Mala 1 de p05a", "~Otra de p05a #No.\n~Mala 1 de p05a")
    assert blueprint_of(msgspec.structs.replace(test, bank=five)) is None


def test_the_real_tests_stand_alike_in_both_languages() -> None:
    files = {str(path.relative_to(CONTENT)): path.read_bytes() for path in CONTENT.rglob("*") if path.is_file()}
    edition = loader.load(files, {}).draft
    assert edition is not None
    for course in ("a", "b"):
        spanish, english = (blueprint_for(edition.speaking(language), course) for language in ("es", "en"))
        assert spanish is not None and english is not None
        for form in FORMS:
            assert [place.right for place in spanish.forms[form]] == [place.right for place in english.forms[form]]
            assert digest(dump(spanish.quizzes[form])) != digest(dump(english.quizzes[form]))


@given(st.integers(1, 500), st.sampled_from(MOMENTS), st.integers(1, 6))
def test_forms_take_turns(number: int, moment: str, nth: int) -> None:
    assert form_of(number, ENTRY) != form_of(number, EXIT)
    assert form_of(number, moment, nth) != form_of(number, moment, nth + 1)
    assert form_of(number, moment) != form_of(number + 1, moment)


@given(st.integers(1, 9999), st.sampled_from(MOMENTS), st.sampled_from(FORMS))
def test_a_printed_code_is_read_back(number: int, moment: str, form: str) -> None:
    assert read_code(sheet_code(moment, number, form)) == Code(number, moment, form)
    assert read_code(f" {sheet_code(moment, number, form).lower().replace('-', ' ')} ") == Code(number, moment, form)
    assert read_code(str(number)) == Code(number)


@pytest.mark.parametrize("typed", ["", "0", "S-000-A", "doce", "S-012-C", "12345", "-3", "1.5x", "S--", "٣"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=20))
def test_no_text_breaks_it(typed: str) -> None:
    found = read_code(typed)
    assert found is None or 1 <= found.number <= 9999
