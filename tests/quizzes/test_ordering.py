"""A paper's order comes from its seed alone, for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.ordering import Order, dump_order, load_order, paper, paper_order
from quizzes.questions import Quiz
from quizzes.shuffle import shuffled
from tests.quizzes.examples import every_kind, quizzes, true_false_quiz


def test_the_shuffle_gives_the_same_order_for_ever() -> None:
    # Golden values: changing them would lay out old papers in another order.
    assert shuffled(range(10), "a") == (7, 2, 8, 5, 9, 0, 4, 6, 3, 1)
    assert shuffled(range(10), "b") == (4, 0, 3, 5, 2, 7, 8, 1, 6, 9)
    assert shuffled("ñandú", "semilla ñ") == ("d", "n", "ú", "ñ", "a")
    assert shuffled([], "a") == ()


def test_the_order_of_a_paper_is_the_same_for_ever() -> None:
    assert dump_order(paper_order(every_kind(), "attempt-1")).decode() == (
        '{"options":{"a3-q01":["o2","o3","o1"],"a3-q02":["o4","o3","o1","o2"],"a3-q03":["true","fal'
        'se"],"a3-q04":["a2","a1","a3","a4"]},"pairs":{"a3-q04":["p1","p2","p3"]},"questions":["a3-'
        'q05","a3-q01","a3-q03","a3-q06","a3-q02","a3-q04"]}'
    )


@given(quizzes(), st.text())
def test_an_order_is_a_permutation_and_can_be_kept(quiz: Quiz, seed: str) -> None:
    order = paper_order(quiz, seed)
    assert sorted(order.questions) == sorted(question.id for question in quiz.questions)
    assert order == paper_order(quiz, seed)
    assert load_order(dump_order(order)) == order
    sheets = paper(quiz, order)
    assert tuple(sheet.id for sheet in sheets) == order.questions
    for sheet in sheets:
        assert tuple(line.id for line in sheet.options) == order.options.get(sheet.id, ())
        assert len({line.id for line in sheet.pairs}) == len(sheet.pairs)


@given(st.lists(st.integers()), st.text())
def test_a_shuffle_loses_nothing(items: list[int], seed: str) -> None:
    assert sorted(shuffled(items, seed)) == sorted(items)


def test_a_shuffle_is_fair() -> None:
    counts = [0] * 4
    for seed in range(4000):
        counts[shuffled(range(4), str(seed))[0]] += 1
    assert all(900 < count < 1100 for count in counts)


def test_a_retry_has_another_order() -> None:
    quiz = true_false_quiz(10)
    orders = {paper_order(quiz, seed).questions for seed in range(20)}
    assert len(orders) == 20


def test_true_false_keeps_its_order_and_a_number_has_none() -> None:
    for seed in range(10):
        order = paper_order(every_kind(), seed)
        assert order.options["a3-q03"] == ("true", "false")
        assert "a3-q05" not in order.options


def test_a_paper_holds_nothing_of_the_key() -> None:
    shown = str(paper(every_kind(), paper_order(every_kind(), "x")))
    for secret in ("Ser escuchada protege", "1/3", "weight", "Así es", "72", "Cada frase abre", "answer="):
        assert secret not in shown
    assert "Interrogar" in shown


@pytest.mark.parametrize(
    "order",
    [
        Order(questions=(), options={}, pairs={}),
        Order(questions=("q0", "q1"), options={}, pairs={}),
        Order(questions=("q0", "q1"), options={"q0": ("true",), "q1": ("true", "false")}, pairs={}),
    ],
)
def test_an_order_of_another_quiz_is_refused(order: Order) -> None:
    with pytest.raises(ValueError, match="of this quiz"):
        paper(true_false_quiz(2), order)


def test_bytes_that_are_no_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not a stored order"):
        load_order(b"\xff{")
