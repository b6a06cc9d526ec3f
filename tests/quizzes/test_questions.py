"""Questions are kept as canonical bytes under their digest."""

from __future__ import annotations

import pytest
from hypothesis import given

from quizzes.questions import Quiz, digest, dump, load
from tests.quizzes.examples import every_kind, quizzes


@given(quizzes())
def test_what_is_dumped_is_loaded_again_the_same(quiz: Quiz) -> None:
    assert load(dump(quiz)) == quiz
    assert dump(load(dump(quiz))) == dump(quiz)


def test_the_bytes_and_the_digest_of_a_quiz_never_change() -> None:
    # If this fails, attempts already stored would point to other bytes: give a new field a default instead.
    assert digest(dump(every_kind())) == "86431c8ac44e0cba8eced889e39bef8a8fc224bb2c7a9f0cef7892398334e08c"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff", b"[]", b'{"id":"x","title":"y","questions":[{"kind":"essay"}]}']
)
def test_bytes_that_are_no_quiz_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a stored quiz"):
        load(data)


def test_a_quiz_finds_its_questions_by_id() -> None:
    quiz = every_kind()
    assert quiz.question("a3-q04") is quiz.questions[3]
    assert quiz.question("a3-q99") is None
