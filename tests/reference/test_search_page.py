"""Asking by POST, finding what one may read, and nothing of what one may not."""

from datetime import date

import msgspec
import pytest
from flask import Flask

from modules.reference import Contact, Term
from tests import make
from tests.client import Client
from tests.statements import statements
from training.cohorts.models import Cohort
from training.db import db

DAY = date(2026, 11, 23)


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    """A cohort of course A; the manual has a module of course B too, a term and a contact."""
    html = '<h2 id="objetivos">Capacitación</h2><p>Las capacitaciones del personal.</p>'
    trainer = html + '<aside class="trainer"><h3 id="facilitador-1">Cómo conducir</h3><p>Traiga un cronómetro.</p></aside>'
    edition = make.manual(make.module("a1", html=html, trainer_html=trainer), make.module("a2"),
                          make.module("b1", html='<h2 id="rol">Rol</h2><p>Microenseñanza.</p>'))
    edition = msgspec.structs.replace(
        edition, terms=(Term("aoe", "anticoncepción oral de emergencia (AOE)", "emergency contraception", "Evita un embarazo.",
                             "Prevents pregnancy.", (), DAY, DAY),),
        contacts=(Contact("cem", "servicio", "CEM", "", "Apoyo legal y social.", "", "Llame.", "", "", "", (), "sure", DAY, DAY),))
    return make.cohort(make.bea(), make.published(edition))


@pytest.fixture
def learner(client: Client, cohort: Cohort) -> Client:
    person = make.ana()
    make.member(cohort, person)
    db.session.commit()
    return client.sign_in(person)


def test_a_learner_finds_her_module_with_the_words_marked(learner: Client, cohort: Cohort) -> None:
    learner.post("/buscar", {"words": "capacitacion"})
    assert learner.status == 200 and "<mark>Capacitación</mark>" in learner.text
    assert f'href="/curso/{cohort.key}/a1#objetivos"' in learner.text and "<mark>capacitaciones</mark>" in learner.text


def test_no_word_stands_in_an_address_and_nothing_is_kept(learner: Client) -> None:
    learner.post("/buscar", {"words": "capacitacion"})
    assert learner.response is not None
    assert learner.response.headers["Cache-Control"] == "no-store" and "?words" not in learner.text
    learner.get("/buscar?words=capacitacion")
    assert "<mark>" not in learner.text and "capacitacion" not in learner.text


def test_trainers_blocks_are_found_only_by_trainers(learner: Client, cohort: Cohort) -> None:
    learner.post("/buscar", {"words": "cronómetro"})
    assert "No hay resultados" in learner.text and "Cómo conducir" not in learner.text
    learner.sign_in(make.bea()).post("/buscar", {"words": "cronometro"})
    assert "Solo para quien facilita" in learner.text and 'href="/manual/modulos/a1#facilitador-1"' in learner.text


def test_modules_of_another_course_stay_out(learner: Client) -> None:
    learner.post("/buscar", {"words": "microenseñanza"})
    assert "No hay resultados" in learner.text


def test_glossary_and_directory_are_found_by_everybody(learner: Client) -> None:
    learner.post("/buscar", {"words": "AOE"})
    assert 'href="/manual/glosario#aoe"' in learner.text
    learner.post("/buscar", {"words": "legal"})
    assert 'href="/manual/directorio#cem"' in learner.text


def test_a_misspelt_word_gets_a_suggestion(learner: Client) -> None:
    learner.post("/buscar", {"words": "capasitaciones"})
    assert "¿Quiso decir «capacitaciones»?" in learner.text


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_asked_is_the_empty_form(learner: Client, words: str) -> None:
    learner.post("/buscar", {"words": words})
    assert learner.status == 200 and "No importan las tildes" in learner.text


def test_a_question_that_is_too_long_is_refused_with_a_sentence(learner: Client) -> None:
    learner.post("/buscar", {"words": "a" * 201})
    assert learner.status == 422 and "bastan unas pocas palabras" in learner.text


def test_markup_in_the_question_is_shown_as_text(learner: Client) -> None:
    learner.post("/buscar", {"words": "<script>capacitacion</script>"})
    assert "<script>capacitacion" not in learner.text and "<mark>Capacitación</mark>" in learner.text


def test_somebody_without_a_cohort_searches_what_is_public(client: Client, cohort: Cohort) -> None:
    client.sign_in(make.user("Eva", "Sin Grupo")).post("/buscar", {"words": "capacitacion"})
    assert "No hay resultados" in client.text
    client.post("/buscar", {"words": "aoe"})
    assert "glosario#aoe" in client.text


def test_searching_asks_the_database_only_who_she_is(learner: Client) -> None:
    learner.post("/buscar", {"words": "capacitacion"})
    with statements() as said:
        learner.post("/buscar", {"words": "capacitacion personal"})
    assert sum("SELECT" in sentence for sentence in said) <= 3


def test_the_page_in_english_searches_english_words_and_falls_back_to_spanish_text(learner: Client) -> None:
    learner.get("/idioma/en")
    learner.post("/buscar", {"words": "pregnancy"})
    assert "emergency contraception" in learner.text


def test_a_former_name_of_a_module_still_leads_to_it(client: Client, app: Flask) -> None:
    make.published(make.manual(make.module("a7", was=("a1",))))
    db.session.commit()
    client.sign_in(make.bea()).get("/manual/modulos/a1")
    assert client.status == 301 and client.response is not None
    assert client.response.headers["Location"].endswith("/manual/modulos/a7")
