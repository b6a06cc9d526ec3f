"""The made-up course and people are like real ones, and the pages measured cost the same for every cohort."""

import pytest
from flask import Flask

from bench.data import MODULES, PAGE_BYTES, Town, course, fill, people_of, sign_in
from bench.pages import selects
from bench.quiz import open_attempts, sheet
from quizzes.answers import normalise
from quizzes.grading import grade
from quizzes.library import paper_of
from tests.client import Client
from training.manuals.queries import newest_manual


@pytest.fixture
def town(app: Flask) -> Town:
    return fill(app, [3, 12])


def test_a_course_of_sixteen_long_modules(town: Town) -> None:
    modules = course(newest_manual()).modules
    assert len(modules) == len({module.html for module in modules}) == MODULES
    assert all(PAGE_BYTES <= len(module.html.encode()) < 2 * PAGE_BYTES for module in modules)
    assert newest_manual().course("a") is not None


def test_a_sheet_of_right_answers_passes(town: Town) -> None:
    paper = paper_of(course(newest_manual()).modules[0])
    assert paper is not None
    answers, errors = normalise(paper.quiz, sheet(paper))
    assert not errors
    assert grade(paper.quiz, answers).share == 1


def test_module_and_cohort_pages_need_as_many_queries_for_any_size(app: Flask, town: Town) -> None:
    learners = [selects(app, f"/curso/{group.key}/{town.slugs[0]}", sign_in(app, people_of(group))[0])
                for group in town.groups]
    trainer = sign_in(app, [town.trainer_id])[0]
    boards = [selects(app, f"/cohortes/{group.key}", trainer) for group in town.groups]
    assert learners[0] == learners[1] <= 4
    assert boards[0] == boards[1]


def test_the_requests_that_submit_are_accepted(app: Flask, town: Town) -> None:
    raw = open_attempts(app, town.groups[0], town.slugs[:1])[0].decode()
    head, _, body = raw.partition("\r\n\r\n")
    cookie = next(line for line in head.split("\r\n") if line.startswith("Cookie: ")).removeprefix("Cookie: ")
    client = Client(app)
    name, value = cookie.split("=", 1)
    client._browser.set_cookie(name, value)
    client._ask(head.split()[1], method="POST", data=body, content_type="application/x-www-form-urlencoded")
    answer = client._ask(head.split()[1].replace("/prueba/", "/resultado/"), method="GET")
    assert answer.status_code == 200
    assert "100 %" in answer.get_data(as_text=True)
