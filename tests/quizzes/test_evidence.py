"""What quizzes tell of a certificate: the attempt that passed, question by question in the order she saw, without the key."""

from flask import Flask

from quizzes.cards import outcomes
from quizzes.drafts import load_answers
from quizzes.evidence import COLUMNS, ask
from quizzes.grading import grade
from quizzes.models import Attempt
from tests import make
from tests.client import Client
from tests.quizzes.story import SECRETS, Story, begin, fields, only_attempt, quiz, story
from tests.statements import statements
from training.db import db
from training.evidence import Section


def told_of(told: Story) -> list[Section]:
    return list(ask(told.cohort, [told.place])(told.place.id))


def passed(client: Client, told: Story) -> Attempt:
    client.sign_in(told.ana)
    client.post(begin(client, told), fields())
    return only_attempt()


def test_the_passing_attempt_is_told_as_she_saw_it(app: Flask, client: Client) -> None:
    told = story()
    attempt = passed(client, told)
    assert attempt.passed
    section, = told_of(told)
    assert section.title == "Prueba del módulo A1. Título a1"
    assert section.columns == COLUMNS
    seen = outcomes(quiz(), attempt.seed, grade(quiz(), load_answers(attempt.answers)))
    assert [row[1].removesuffix(" (crítica)") for row in section.rows] == [one.sheet.stem for one in seen]
    choice = next(one for one in seen if one.sheet.kind == "choice")
    assert section.rows[choice.number - 1][2] == "\n".join(f"• {line.text}" for line in choice.sheet.options)
    assert {row[4] for row in section.rows} == {"Correcta"}
    assert f"huella {attempt.quiz_digest}" in section.notes[0]
    assert "intento 1" in section.notes[0]
    assert "100 %, aprobado" in section.notes[0]


def test_every_kind_of_question_says_what_she_answered(app: Flask, client: Client) -> None:
    told = story()
    passed(client, told)
    answers = {row[1].removesuffix(" (crítica)"): (row[2], row[3]) for row in told_of(told)[0].rows}
    said = {question.id: answers[question.stem] for question in quiz().questions}
    assert said["a3-q03"] == ("Verdadero, Falso", "Falso")
    assert said["a3-q05"] == ("Un número", "72")
    assert said["a3-q04"][1].count("→") == 3
    assert said["a3-q02"][1].count("•") == 3


def test_neither_feedback_nor_the_right_answers_are_told(app: Flask, client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    client.post(begin(client, told), fields(q01="o1", q05="5"))
    client.post(begin(client, told), fields())
    whole = repr(told_of(told))
    assert not [secret for secret in SECRETS if secret in whole]
    assert "Otro intento: intento 1" in whole
    assert "no aprobado" in whole


def test_a_module_that_was_not_passed_tells_nothing(app: Flask, client: Client) -> None:
    told = story()
    client.sign_in(told.ana)
    client.post(begin(client, told), fields(q01="o1", q02=["o1"], q03="true", q05="5"))
    assert told_of(told) == []


def test_a_cohort_costs_two_queries_whatever_its_size(app: Flask, client: Client) -> None:
    told = story()
    passed(client, told)
    others = [make.member(told.cohort, make.user(f"Persona {n}", "Rojas Luna")) for n in range(12)]
    db.session.commit()
    with statements() as found:
        ask(told.cohort, [told.place, *others])
    assert len([one for one in found if one.startswith("SELECT")]) <= 3
