"""Pages speak the language of their reader; certificates, jobs and the rest of the house keep the Spanish manual."""

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from modules.manual import Manual, Translation
from quizzes.library import quiz_of
from quizzes.models import Attempt
from quizzes.queries import unfinished
from tests import make
from tests.client import Client
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.manuals.queries import manual, manual_here

QUIZ = "// [id:a1-q01]\n::a1-q01::{stem} {{\n={yes}. #{yes}: {why}\n~{no}. #{no}: {why}\n}}\n"
SPANISH = QUIZ.format(stem="¿Escucha primero?", yes="Sí", no="No", why="porque protege.")
ENGLISH = QUIZ.format(stem="Do you listen first?", yes="Yes", no="No", why="it protects.")
NOTE = "This module is not translated yet"


def in_two_languages() -> Manual:
    """a1 is translated, a2 is not."""
    spanish = make.manual(make.module("a1", quiz=SPANISH), make.module("a2"))
    first = msgspec.structs.replace(
        spanish.modules[0], title="Listening", language="en", html='<h2 id="objetivos">Aims</h2><p>English text.</p>',
        trainer_html='<h2 id="objetivos">Aims</h2><p>English text for trainers.</p>', quiz=ENGLISH)
    courses = tuple(msgspec.structs.replace(course, title=f"Course {course.slug}") for course in spanish.courses)
    english = Translation("en", "Manual", "violence", courses, (first, spanish.modules[1]))
    return msgspec.structs.replace(spanish, translations=(english,))


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return make.cohort(make.bea(), make.published(in_two_languages()))


@pytest.fixture
def ana(cohort: Cohort) -> User:
    person = make.ana()
    make.member(cohort, person)
    db.session.commit()
    return person


def test_a_translated_module_is_read_in_english(client: Client, ana: User, cohort: Cohort) -> None:
    client.sign_in(ana)
    client.get("/idioma/en")
    client.get(f"/curso/{cohort.key}/a1")
    assert "English text." in client.text
    assert '<article class="prose" lang="en">' in client.text
    assert '<h1 lang="en">Listening</h1>' in client.text
    assert NOTE not in client.text
    client.get(f"/curso/{cohort.key}")
    assert "Course a" in client.text
    assert "Listening" in client.text


def test_a_module_that_is_not_translated_says_so(client: Client, ana: User, cohort: Cohort) -> None:
    client.sign_in(ana)
    client.get("/idioma/en")
    client.get(f"/curso/{cohort.key}/a2")
    assert "Texto de a2." in client.text
    assert '<article class="prose" lang="es-PE">' in client.text
    assert NOTE in client.text
    client.get("/idioma/es")
    client.get(f"/curso/{cohort.key}/a2")
    assert NOTE not in client.text


def test_who_facilitates_reads_her_language_too(client: Client, cohort: Cohort) -> None:
    client.sign_in(make.dina())
    db.session.commit()
    for code, words in (("en", "English text for trainers."), ("es", "NOTA-FACILITA-a1")):
        client.get(f"/idioma/{code}")
        client.get(f"/curso/{cohort.key}/a1")
        assert words in client.text
    client.get(f"/cohortes/{cohort.key}")
    assert "Atención de salud" in client.text


def test_the_rest_of_the_house_keeps_the_spanish_manual(app: Flask, cohort: Cohort) -> None:
    with app.test_request_context("/", headers={"Cookie": "lang=en"}):
        assert manual(cohort.manual_digest).modules[0].title == "Título a1"
        assert manual_here(cohort.manual_digest).modules[0].title == "Listening"
        assert manual_here(cohort.manual_digest) is manual_here(cohort.manual_digest)


def test_a_spanish_page_gets_the_manual_as_it_is_kept(app: Flask, cohort: Cohort) -> None:
    with app.test_request_context("/"):
        assert manual_here(cohort.manual_digest) is manual(cohort.manual_digest)


@pytest.mark.parametrize(("begun", "changed", "stem"), [
    ("en", "es", "Do you listen first?"), ("es", "en", "¿Escucha primero?"),
])
def test_a_quiz_goes_on_in_the_language_in_which_it_was_begun(client: Client, ana: User, cohort: Cohort, begun: str, changed: str,
                                                              stem: str) -> None:
    client.sign_in(ana)
    client.get(f"/idioma/{begun}")
    client.get(f"/curso/{cohort.key}/a1/prueba")
    client.post(f"/curso/{cohort.key}/a1/prueba")
    assert client.response is not None
    paper = client.response.headers["Location"]
    client.get(f"/idioma/{changed}")
    client.get(paper)
    assert stem in client.text
    assert f'<div class="prose" lang="{"en" if begun == "en" else "es-PE"}">' in client.text
    client.get(f"/curso/{cohort.key}/a1/prueba")  # begun once, not once in each language
    assert client.response.headers["Location"] == paper
    membership = db.session.scalars(select(Membership)).one()
    attempt = unfinished(membership.id, "a1")
    assert attempt is not None
    assert quiz_of(attempt.quiz_digest).questions[0].stem == stem
    assert len(db.session.scalars(select(Attempt)).all()) == 1
