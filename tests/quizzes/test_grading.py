"""Scores are exact, partial where the file says so, and nothing that is posted breaks them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading import QuestionResult, Result, grade
from quizzes.questions import Choice, Matching, MultipleChoice, Quiz
from tests.quizzes.examples import ANSWERS, every_kind, quizzes, true_false_quiz

QUIZ = every_kind()


def option_id(question_id: str, text: str) -> str:
    question = QUIZ.question(question_id)
    assert isinstance(question, Choice | MultipleChoice)
    return next(option.id for option in question.options if option.text.startswith(text))


def answer_id(text: str) -> str:
    question = QUIZ.question("a3-q04")
    assert isinstance(question, Matching)
    return next(answer.id for answer in question.answers if answer.text == text)


def result(question_id: str, answer: object) -> QuestionResult:
    found = grade(QUIZ, {question_id: answer}).of(question_id)
    assert found is not None
    return found


def right_of(count: int, wrong: int) -> Result:
    answers = {f"q{n}": "false" if n < wrong else "true" for n in range(count)}
    return grade(true_false_quiz(count), answers)


def test_a_right_option_earns_the_point_and_a_half_right_one_half() -> None:
    assert result("a3-q01", option_id("a3-q01", "La escucho")).points == 1
    assert result("a3-q01", option_id("a3-q01", "Llamo")).points == Fraction(1, 2)
    assert result("a3-q01", option_id("a3-q01", "Le pido")).points == 0


def test_three_thirds_make_exactly_one() -> None:
    rights = [option_id("a3-q02", text) for text in ("Escuchar", "Creer", "Acompañar")]
    assert result("a3-q02", rights).points == 1
    assert result("a3-q02", rights).right
    assert result("a3-q02", rights[:2]).points == Fraction(2, 3)
    assert result("a3-q02", rights[:2]).state == "partly"


def test_a_wrong_mark_subtracts_but_never_below_nothing() -> None:
    rights = [option_id("a3-q02", text) for text in ("Escuchar", "Creer", "Acompañar")]
    wrong = option_id("a3-q02", "Juzgar")
    assert result("a3-q02", [*rights, wrong]).points == Fraction(1, 2)
    assert result("a3-q02", [wrong]).points == 0
    assert result("a3-q02", [wrong]).state == "wrong"


def test_the_result_page_learns_what_was_chosen_right_and_missed() -> None:
    chosen = [option_id("a3-q02", "Escuchar"), option_id("a3-q02", "Juzgar")]
    marks = {option.text: option.mark for option in result("a3-q02", chosen).options}
    assert marks == {"Escuchar": "right", "Creer": "missed", "Acompañar": "missed", "Juzgar": "wrong"}


def test_true_false_gives_the_feedback_of_the_decision() -> None:
    assert result("a3-q03", "false").feedback == "Así es: se atiende igual."
    assert result("a3-q03", "true").feedback == "La atención no depende de ella."
    assert result("a3-q03", None).feedback == ""


def test_each_pair_earns_its_part() -> None:
    taken = {"p1": answer_id("Validar"), "p2": answer_id("Interrogar")}
    found = result("a3-q04", taken)
    assert found.points == Fraction(1, 3)
    assert [(pair.chosen, pair.answer, pair.right) for pair in found.pairs] == [
        ("Validar", "Validar", True),
        ("Interrogar", "Preguntar", False),
        ("", "Apoyar", False),
    ]


@pytest.mark.parametrize(
    ("typed", "points"),
    [("72", 1), (" 72 ", 1), ("72,0", 1), ("+72.", 1), ("7 2", 1), ("120", 0), ("72.5", Fraction(1, 2)),
     ("75,000001", 0), ("-72", 0), ("−72", 0)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, points: Fraction) -> None:
    found = result("a3-q05", typed)
    assert found.answered
    assert found.points == points


def test_a_typical_mistake_and_any_other_number_have_their_own_words() -> None:
    assert result("a3-q05", "120").feedback == "Ese es otro plazo."
    assert result("a3-q06", "9").feedback == "Vuelva a contarlos."
    assert result("a3-q05", "1").accepted == (("72", "72"),)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "1e999", "NaN", "inf", "٣", "0x10", "72 horas", "1_000", "1,2,3", "9" * 5000, "9" * 13, ".",
     "-", None, 72, 72.0, [], ["72", "72"], {"a": "72"}, b"72"],
)  # fmt: skip
def test_what_is_no_number_counts_as_not_answered(typed: object) -> None:
    assert result("a3-q05", typed).state == "blank"


@pytest.mark.parametrize("question_id", [question.id for question in QUIZ.questions])
@pytest.mark.parametrize(
    "answer", ["zz", ["zz"], {"zz": "zz"}, {"p1": "zz"}, {"p1": 3}, [3], 3, None, [], {}, True]
)
def test_unknown_ids_and_wrong_shapes_count_as_not_answered(question_id: str, answer: object) -> None:
    assert result(question_id, answer).state == "blank"
    assert result(question_id, answer).points == 0


def test_one_unknown_id_spoils_a_multiple_choice() -> None:
    assert result("a3-q02", [option_id("a3-q02", "Escuchar"), "zz"]).state == "blank"


def test_two_options_in_a_single_choice_are_no_answer() -> None:
    assert result("a3-q01", ["o1", "o2"]).state == "blank"


def test_four_fifths_pass() -> None:
    assert right_of(5, 1).share == Fraction(4, 5)
    assert right_of(5, 1).passed
    assert right_of(5, 1).percent == 80


def test_a_hair_below_eighty_does_not_pass_and_never_reads_eighty() -> None:
    almost = right_of(10_000, 2001)
    assert almost.share == Fraction(7999, 10_000)
    assert not almost.passed
    assert almost.percent == 79


def test_a_missed_critical_question_fails_the_attempt_whatever_the_share() -> None:
    quiz = true_false_quiz(10, critical=frozenset({3, 4}))
    answers: dict[str, str] = {f"q{n}": "true" for n in range(10)}
    assert grade(quiz, answers).passed
    missed = grade(quiz, {**answers, "q3": "false"})
    assert missed.percent == 90
    assert not missed.passed
    assert missed.missed_critical == ("q3",)


def test_a_critical_question_half_right_is_missed() -> None:
    assert "a3-q01" in grade(QUIZ, {"a3-q01": option_id("a3-q01", "Llamo")}).missed_critical


def test_nothing_answered_and_nothing_asked_do_not_pass() -> None:
    assert not grade(QUIZ, {}).passed
    assert not grade(Quiz(id="x", title="x", questions=()), {}).passed


@given(st.one_of(st.just(QUIZ), quizzes()), ANSWERS)
def test_no_answers_break_grading_and_points_stay_between_none_and_one(
    quiz: Quiz, answers: dict[str, object]
) -> None:
    graded = grade(quiz, answers)
    assert 0 <= graded.share <= 1
    assert graded.points == sum(question.points for question in graded.questions)
    for question in graded.questions:
        assert 0 <= question.points <= 1
        assert question.state in ("right", "partly", "wrong", "blank")
        assert question.answered or question.points == 0
