"""What a cohort misses most, as its trainer sees it."""

from flask import Flask

from quizzes import actions, drafts, library
from quizzes.hard_questions import Hard, by_module, hardest, section
from tests import make
from tests.quizzes.story import RIGHT, Story, modules, story
from training.db import db


def _hard(question: str, asked: int, missed: int, module: str = "a1") -> Hard:
    return Hard(module, "d", question, asked, missed)


def test_the_most_missed_comes_first() -> None:
    found = hardest([_hard("q1", 10, 1), _hard("q2", 10, 9), _hard("q3", 10, 5)])
    assert [one.question for one in found] == ["q2", "q3", "q1"]


def test_few_answers_say_nothing_and_neither_does_a_question_that_nobody_misses() -> None:
    assert hardest([_hard("q1", 4, 4), _hard("q2", 50, 0)]) == []


def test_each_module_shows_three() -> None:
    found = by_module(hardest([_hard(f"q{n}", 20, n, module) for n in range(1, 6) for module in ("a2", "a1")]))
    assert list(found) == ["a1", "a2"]
    assert [one.question for one in found["a1"]] == ["q5", "q4", "q3"]


def _send(told: Story, times: int) -> None:
    answers = RIGHT | {"a3-q05": "9"}
    for number in range(times):
        place = make.member(told.cohort, make.user(f"Persona {number}"))
        actions.submit(actions.open_attempt(place, modules()[0]), answers, drafts.fingerprint(answers))  # type: ignore[arg-type]  # the story's answers
    db.session.commit()


def test_the_section_appears_with_the_fifth_answer(app: Flask) -> None:
    told = story()
    _send(told, 4)
    with app.test_request_context():
        assert section(told.cohort) == ""
        _send(told, 1)
        html = section(told.cohort)
    assert "¿Hasta cuántas horas?" in html
    assert "100 %" in html
    assert "5 de 5" in html
    assert "¿Cuántos pasos" not in html


def test_the_section_costs_one_query_however_many_people(app: Flask, statements: list[str]) -> None:
    told = story()
    _send(told, 12)
    library._stored.clear()
    with app.test_request_context():
        cohort = told.cohort
        _ = cohort.id
        statements.clear()
        section(cohort)
        assert len([one for one in statements if one.startswith("SELECT")]) == 2
        statements.clear()
        section(cohort)
        assert len([one for one in statements if one.startswith("SELECT")]) == 1
