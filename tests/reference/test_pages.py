"""The table of contents, the modules for staff, glossary, directory, history and checklists."""

from datetime import date

import msgspec
import pytest
from flask import Flask

from modules.manual import Text
from modules.reference import Checklist, ChecklistStep, Contact, Term
from tests import make
from tests.client import Client
from training.db import db

THEN, LATER = date(2026, 1, 1), date(2099, 1, 1)


@pytest.fixture(autouse=True)
def published(app: Flask) -> None:
    edition = msgspec.structs.replace(
        make.manual(make.module("a1"), make.module("a2", ready=False)),
        terms=(Term("validar", "validar", "validate", "Mostrar que se cree.", "To show belief.", (), THEN, LATER),
               Term("anima", "ANIMA", "LIVES", "Cinco tareas.", "Five tasks.", (), THEN, THEN)),
        contacts=(Contact("cem", "servicio", "CEM", "Women's emergency centre", "Apoyo legal.", "Legal support.", "Llame antes.",
                          "Call first.", "Según la sede.", "It varies.", (), "sure", THEN, LATER),
                  Contact("c105", "linea", "Policía", "Police", "Emergencias.", "Emergencies.", "Diga dónde está.", "Say where.",
                          "24 horas.", "24 hours.", (), "likely", THEN, THEN, "105", "tel:105")),
        history=Text("De dónde viene", '<h2 id="ley">1993</h2><p>La ley.</p>'),
        checklists=(Checklist("apoyo", "Apoyo", "Support", "Para observar.", "To observe.", ("a1",), THEN, (
            ChecklistStep("apoyo-01", "Cierra la puerta", "Closes the door", True, (), "Nadie oye", "Nobody hears"),)),))
    make.published(edition)
    db.session.commit()


def test_the_table_of_contents_leads_everywhere(client: Client) -> None:
    client.sign_in(make.ana()).get("/manual")
    for path in ("/manual/glosario", "/manual/directorio", "/manual/historia", "/manual/listas", "/buscar"):
        assert f'"{path}"' in client.text
    assert "/manual/modulos/" not in client.text


def test_staff_read_the_newest_modules_without_a_cohort(client: Client) -> None:
    client.sign_in(make.bea()).get("/manual")
    assert "/manual/modulos/a1" in client.text and "/manual/modulos/a2" not in client.text
    client.get("/manual/modulos/a1")
    assert "NOTA-FACILITA-a1" in client.text
    assert client.get("/manual/modulos/a2").status_code == 404
    assert client.get("/manual/modulos/zz").status_code == 404


def test_a_learner_does_not_see_the_trainers_page(client: Client) -> None:
    client.sign_in(make.ana()).get("/manual/modulos/a1")
    assert client.status == 403 and "NOTA-FACILITA" not in client.text


def test_the_glossary_stands_in_order_and_says_what_is_old(client: Client) -> None:
    client.get("/manual/glosario")
    assert client.status == 200 and client.text.index("ANIMA") < client.text.index("Mostrar que se cree")
    assert client.text.count("Por verificar otra vez") == 1


def test_the_directory_warns_of_stale_and_of_likely_entries(client: Client) -> None:
    client.get("/manual/directorio")
    assert 'href="tel:105"' in client.text and "Por verificar otra vez" in client.text
    assert "Dato probable" in client.text and "Todavía no hay contactos regionales verificados" in client.text


def test_a_line_that_the_directory_has_is_not_told_twice(client: Client) -> None:
    client.get("/manual/directorio")
    assert client.page is not None and client.text.count('<p class="big"><a href="tel:100">') == 1  # only the national line
    assert client.text.count('<p class="big"><a href="tel:105">') == 1


def test_history_and_checklists(client: Client) -> None:
    assert "La ley." in client.get("/manual/historia").text
    client.sign_in(make.ana()).get("/manual/listas")
    assert "/manual/listas/apoyo" in client.text
    client.get("/manual/listas/apoyo")
    assert "Cierra la puerta" in client.text and "Crítico" in client.text
    assert client.get("/manual/listas/no-hay").status_code == 404


def test_in_english_the_entries_speak_english(client: Client) -> None:
    client.get("/idioma/en")
    assert "Women&#39;s emergency centre" in client.get("/manual/directorio").text
    assert "LIVES" in client.get("/manual/glosario").text


@pytest.mark.parametrize("path", ["/manual/glosario", "/manual/directorio", "/manual/historia"])
def test_every_page_says_that_it_is_a_draft(client: Client, path: str) -> None:
    assert "Borrador: pendiente de validación clínica" in client.get(path).text
