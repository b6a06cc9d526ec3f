"""One sheet: keys in and out, the score with and without voided questions, what becomes of a sheet that comes twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.entry_exit.blueprint import FORMS, LETTERS, blueprint_of
from quizzes.entry_exit.sheets import (
    Now,
    Score,
    Slip,
    There,
    chosen,
    decide,
    differing,
    letters_of,
    marks,
    read_keys,
    score,
    write_keys,
)
from tests.entry_exit.story import PLACES, test_a

BLUEPRINT = blueprint_of(test_a())
assert BLUEPRINT is not None
FORM_A, FORM_B = (BLUEPRINT.quizzes[form] for form in FORMS)
RIGHT = {form: {place.number: place.right for place in BLUEPRINT.forms[form]} for form in FORMS}


def test_a_row_of_keys_is_read_in_order_with_blanks() -> None:
    found = read_keys("ab-d C\n", "A", PLACES)
    assert (found.answers, found.reached, found.slip) == ({1: "A", 2: "B", 4: "D", 5: "C"}, 5, None)


@pytest.mark.parametrize("typed,slip,at", [
    ("ABE", Slip.OTHER_FORM, 3), ("ABX", Slip.UNKNOWN, 3), ("A" * 21, Slip.TOO_MANY, 21), ("ñ", Slip.UNKNOWN, 1)])
def test_a_slip_says_where(typed: str, slip: Slip, at: int) -> None:
    found = read_keys(typed, "A", PLACES)
    assert (found.slip, found.at) == (slip, at)


def test_form_b_is_keyed_with_its_own_letters() -> None:
    assert read_keys("EFGH", "B", PLACES).slip is None
    assert read_keys("EFGA", "B", PLACES).slip is Slip.OTHER_FORM


@given(st.sampled_from(FORMS), st.data())
def test_keys_are_written_as_they_are_read(form: str, data: st.DataObject) -> None:
    row = data.draw(st.text(alphabet=LETTERS[form] + "-", max_size=PLACES))
    found = read_keys(row, form, PLACES)
    assert write_keys(found.answers, found.reached) == row
    quiz = BLUEPRINT.quizzes[form]
    assert letters_of(quiz, form, chosen(quiz, form, found.answers)) == found.answers


@given(st.text(max_size=60), st.sampled_from(FORMS))
def test_no_text_breaks_the_reading(typed: str, form: str) -> None:
    found = read_keys(typed, form, PLACES)
    assert found.reached <= PLACES and set(found.answers.values()) <= set(LETTERS[form])


def test_the_score_counts_what_is_right() -> None:
    assert score(FORM_A, "A", RIGHT["A"]) == Score(20, 20)
    assert score(FORM_B, "B", RIGHT["B"]) == Score(20, 20)
    assert score(FORM_A, "A", {}) == Score(0, 20)
    assert score(FORM_A, "A", RIGHT["B"]) == Score(0, 20), "letters of the other form answer nothing"


def test_a_voided_question_counts_for_nobody() -> None:
    first = FORM_A.questions[0].id
    assert score(FORM_A, "A", RIGHT["A"], {first}) == Score(19, 19)
    assert marks(FORM_A, "A", RIGHT["A"], {first})[first] is None
    assert score(FORM_A, "A", RIGHT["A"], {question.id for question in FORM_A.questions}) == Score(0, 0)


def test_sixteen_of_twenty_are_eighty_per_cent() -> None:
    assert Score(16, 20).reaches(80) and not Score(15, 20).reaches(80)
    assert not Score(0, 0).reaches(0), "where nothing counts nobody passes"
    assert not Score(15, 19).reaches(80), "78.9 is not rounded up"


ONE, MORE, OTHER = {1: "A"}, {1: "A", 2: "B"}, {1: "C"}


@pytest.mark.parametrize("there,answers,seen,finished,again,now", [
    (None, ONE, "", True, False, Now.NEW),
    (There("k.1", ONE, True, False), MORE, "k.1", True, False, Now.GO_ON),
    (There("k.1", ONE, True, False), MORE, "", True, False, Now.CLASH),   # somebody else is at it
    (There("k.1", ONE, True, True), MORE, "", True, False, Now.GO_ON),    # her own, whose answer got lost
    (There("k.2", ONE, True, True), OTHER, "k.1", True, False, Now.CLASH),  # her own, from two machines
    (There("k.2", MORE, False, True), MORE, "k.1", True, False, Now.REPEATED),
    (There("k.2", MORE, False, False), MORE, "", True, False, Now.REPEATED),  # two keyers, the same sheet
    (There("k.2", MORE, False, True), ONE, "k.1", False, False, Now.REPEATED),  # a draft that came late
    (There("k.2", MORE, False, False), OTHER, "", True, False, Now.CLASH),
    (There("k.2", MORE, False, False), OTHER, "k.2", True, False, Now.CLASH),  # a correction has its own page
    (There("k.2", MORE, False, False), OTHER, "k.2", True, True, Now.NEW),
    (There("k.2", MORE, False, False), MORE, "k.2", True, True, Now.NEW),
    (There("n.1", OTHER, False, True), OTHER, "k.2", True, True, Now.REPEATED),  # the other try, sent twice
])
def test_nothing_kept_is_lost_in_silence(there: There | None, answers: dict[int, str], seen: str, finished: bool,
                                         again: bool, now: Now) -> None:
    assert decide(there, answers, seen, finished=finished, again=again) is now


def test_what_differs_is_named_by_its_place() -> None:
    assert differing({1: "A", 2: "B"}, {1: "A", 3: "C"}) == [2, 3]
