"""Posted fields become answers, and what is missing is said in a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizzes.answers import (
    CHOOSE_ONE,
    CHOOSE_ONLY_ONE,
    MARK_SOME,
    MATCH_ALL,
    ONLY_NUMBER,
    UNKNOWN,
    WRITE_NUMBER,
    field_name,
    normalise,
)
from quizzes.grading import grade
from quizzes.ordering import paper, paper_order
from tests.quizzes.examples import every_kind

QUIZ = every_kind()
FULL = {
    "q-a3-q01": ["o1"],
    "q-a3-q02": ["o1", "o3"],
    "q-a3-q03": ["false"],
    "q-a3-q04-p1": ["a1"],
    "q-a3-q04-p2": ["a2"],
    "q-a3-q04-p3": ["a2"],
    "q-a3-q05": [" 72,5 "],
    "q-a3-q06": ["5"],
}


def test_a_full_form_has_no_errors() -> None:
    answers, errors = normalise(QUIZ, {**FULL, "csrf_token": ["x"], "q-other": ["o1"]})
    assert errors == {}
    assert answers == {
        "a3-q01": "o1",
        "a3-q02": ["o1", "o3"],
        "a3-q03": "false",
        "a3-q04": {"p1": "a1", "p2": "a2", "p3": "a2"},
        "a3-q05": "72,5",
        "a3-q06": "5",
    }


def test_an_empty_form_names_every_question() -> None:
    answers, errors = normalise(QUIZ, {})
    assert answers == {}
    assert errors == {
        "a3-q01": CHOOSE_ONE,
        "a3-q02": MARK_SOME,
        "a3-q03": CHOOSE_ONE,
        "a3-q04": MATCH_ALL,
        "a3-q05": WRITE_NUMBER,
        "a3-q06": WRITE_NUMBER,
    }


def error(name: str, values: list[str]) -> str | None:
    return normalise(QUIZ, {**FULL, name: values})[1].get("-".join(name.split("-")[1:3]))


def test_each_wrong_field_has_its_sentence() -> None:
    assert error("q-a3-q01", ["o1", "o2"]) == CHOOSE_ONLY_ONE
    assert error("q-a3-q01", ["o9"]) == UNKNOWN
    assert error("q-a3-q02", ["o1", "o9"]) == UNKNOWN
    assert error("q-a3-q03", ["maybe"]) == UNKNOWN
    assert error("q-a3-q04-p1", [""]) == MATCH_ALL
    assert error("q-a3-q04-p1", ["a9"]) == UNKNOWN
    assert error("q-a3-q05", ["setenta"]) == ONLY_NUMBER
    assert error("q-a3-q05", ["7", "8"]) == ONLY_NUMBER


def test_what_can_be_kept_is_kept_for_correction() -> None:
    form = {**FULL, "q-a3-q05": ["setenta"], "q-a3-q04-p1": [""], "q-a3-q02": ["o1", "o9"]}
    answers, _ = normalise(QUIZ, form)
    assert answers["a3-q05"] == "setenta"
    assert answers["a3-q04"] == {"p2": "a2", "p3": "a2"}
    assert answers["a3-q02"] == ["o1"]


def test_a_huge_number_is_kept_short_and_refused() -> None:
    answers, errors = normalise(QUIZ, {**FULL, "q-a3-q05": ["7" * 100_000]})
    assert len(str(answers["a3-q05"])) == 40
    assert errors["a3-q05"] == ONLY_NUMBER


def test_the_fields_of_a_paper_are_the_fields_that_are_read() -> None:
    form: dict[str, list[str]] = {}
    for sheet in paper(QUIZ, paper_order(QUIZ, "x")):
        if sheet.pairs:
            form.update({field_name(sheet.id, pair.id): [sheet.options[0].id] for pair in sheet.pairs})
        else:
            form[field_name(sheet.id)] = [sheet.options[0].id if sheet.options else "1"]
    assert normalise(QUIZ, form)[1] == {}


@given(
    st.dictionaries(
        st.sampled_from([*FULL, "x"]),
        st.lists(st.text("oa12pz ٣-\0", max_size=5) | st.sampled_from(["o1", "a1"])),
    )
)
def test_no_form_breaks_the_reader_and_its_answers_can_be_graded(form: dict[str, list[str]]) -> None:
    answers, errors = normalise(QUIZ, form)
    graded = grade(QUIZ, answers)
    for question in graded.questions:
        assert question.answered or question.id in errors
