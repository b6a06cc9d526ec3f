"""What she saw and what it came to is rebuilt from the digest, the seed and the answers; nothing later changes it."""

from collections.abc import Mapping

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes import actions, drafts, library
from quizzes.answers import Answer, normalise
from quizzes.cards import cards, outcomes
from quizzes.drafts import dump_answers, fingerprint, load_answers
from quizzes.grading import grade
from quizzes.questions import Quiz, dump, load
from tests import make
from tests.quizzes.examples import EVERY_KIND, quizzes
from tests.quizzes.story import RIGHT, modules, story
from training.db import db

SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)


def _some_answers(quiz: Quiz, picks: list[int]) -> Mapping[str, Answer]:
    """Answers that a form could bring, chosen by the numbers in ``picks``."""
    form: dict[str, list[str]] = {}
    for card, pick in zip(cards(quiz, "0", {}, {}), picks * 4, strict=False):
        options = [line.id for line in card.sheet.options]
        name = f"q-{card.sheet.id}"
        if card.sheet.pairs:
            form |= {f"{name}-{pair.id}": [options[pick % len(options)]] for pair in card.sheet.pairs}
        else:
            form[name] = [options[pick % len(options)]] if options else [str(pick)]
    return normalise(quiz, form)[0]


@settings(max_examples=60, deadline=None)
@given(quizzes(), SEEDS, st.lists(st.integers(0, 99), min_size=1, max_size=4))
def test_paper_and_result_come_back_exactly(quiz: Quiz, seed: str, picks: list[int]) -> None:
    answers = _some_answers(quiz, picks)
    stored_quiz, stored_answers = dump(quiz), dump_answers(answers)
    assert stored_answers.isascii()
    again, answers_again = load(stored_quiz), load_answers(stored_answers)
    assert (answers_again, fingerprint(answers_again)) == (answers, fingerprint(answers))
    assert cards(again, seed, answers_again, {}) == cards(quiz, seed, answers, {})
    assert outcomes(again, seed, grade(again, answers_again)) == outcomes(quiz, seed, grade(quiz, answers))
    assert grade(again, answers_again).share == grade(quiz, answers).share


@settings(max_examples=60, deadline=None)
@given(quizzes(), SEEDS)
def test_a_paper_before_submission_holds_no_key(quiz: Quiz, seed: str) -> None:
    shown = repr(cards(quiz, seed, {}, {}))
    assert "weight" not in shown
    assert "feedback" not in shown


@pytest.mark.parametrize("edit", [
    lambda text: text.replace("=La escucho", "~La escucho").replace("~Le pido", "=Le pido"),
    lambda text: text.replace("=72:0#Exacto.", "=48:0#Exacto."),
    lambda text: text.replace("{FALSE#", "{TRUE#"),
    lambda text: text.split("// [id:a3-q06]")[0],
])
def test_a_later_edit_of_the_file_changes_no_score(app: Flask, edit: "type[str]") -> None:
    told = story()
    attempt = actions.open_attempt(told.place, modules()[0])
    actions.submit(attempt, RIGHT, drafts.fingerprint(RIGHT))  # type: ignore[arg-type]  # the story's answers
    db.session.commit()
    before = outcomes(library.quiz_of(attempt.quiz_digest), attempt.seed, grade(library.quiz_of(attempt.quiz_digest), RIGHT))
    told.cohort.manual_digest = make.published(make.manual(*modules(edit(EVERY_KIND)), version="2.0")).digest
    second = actions.open_attempt(told.place, modules(edit(EVERY_KIND))[0])
    db.session.commit()
    assert second.quiz_digest != attempt.quiz_digest
    library._stored.clear()  # as in a process that starts anew
    quiz = library.quiz_of(attempt.quiz_digest)
    assert outcomes(quiz, attempt.seed, grade(quiz, load_answers(attempt.answers))) == before
    assert (attempt.points, attempt.out_of, attempt.passed) == (1, 1, True)
