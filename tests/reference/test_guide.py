"""The pocket guide: open to all, small, the emergency two taps away, a path that is believed only if it can be walked."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from modules.reference import Source
from tests import make
from tests.client import Client
from tests.flows import edition, the_flows
from training import clock
from training.clock import today
from training.db import db

SLUGS = [flow.slug for flow in the_flows()]
DRAFT = "Borrador: pendiente de validación clínica"


@pytest.fixture(autouse=True)
def published(app: Flask) -> None:
    source = Source("N5", "Guía de prueba", "A test guide", "Dueña", "Owner", "2019", "", "", "", "", today())
    make.published(edition(sources=(source,)))
    db.session.commit()


def test_the_guide_asks_nobody_for_a_password(client: Client) -> None:
    client.get("/guia")
    assert client.status == 200 and DRAFT in client.text
    for flow in the_flows():
        assert flow.title in client.text and f'href="/guia/{flow.slug}"' in client.text


@pytest.mark.parametrize("slug", SLUGS)
def test_one_tap_and_two_taps_lead_to_the_emergency(client: Client, slug: str) -> None:
    flow = next(one for one in the_flows() if one.slug == slug)
    there = f'href="/guia/{slug}/paso/{flow.emergency}"'
    assert there in client.get("/guia").text                 # its big button
    assert there in client.get(f"/guia/{slug}").text         # the pathway, then its button
    client.get(f"/guia/{slug}/paso/{flow.emergency}")
    assert client.status == 200 and "Emergencia" in client.text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_of_every_pathway_is_a_small_page_with_a_way_on(client: Client, slug: str) -> None:
    flow = next(one for one in the_flows() if one.slug == slug)
    for node in flow.nodes:
        client.get(f"/guia/{slug}/paso/{node.id}")
        assert client.status == 200 and len(client.text.encode()) <= 15_000
        assert node.title in client.text and node.who in client.text and node.limit in client.text
        for way in node.ways:
            assert f"/guia/{slug}/paso/{way.to}?por=" in client.text
        assert ("Aquí termina la ruta." in client.text) == (not node.ways)


def test_one_can_walk_from_the_start_to_an_end_and_back(client: Client) -> None:
    client.get("/guia/puesto/paso/llegada")
    steps = 0
    while ways := re.findall(r'class="go[^"]*" href="([^"]+)"', client.text):
        client.get(ways[-1].replace("&amp;", "&"))
        assert client.status == 200
        steps += 1
    assert steps == 9 and "Aquí termina la ruta." in client.text
    back = re.search(r'href="([^"]+)">Volver un paso', client.text)
    assert back and "/paso/registro?por=llegada.urgente" in back[1]
    client.get(back[1])
    assert "Registro y denuncia" in client.text and "Empezar de nuevo" in client.text


def test_the_path_walked_is_shown_and_a_false_one_is_not_believed(client: Client) -> None:
    client.get("/guia/ambulatoria/paso/apoyo?por=llegada.urgente.emergencia")
    assert re.findall(r"</span>(\w+)</a></li>", client.text) == ["1", "2", "A"]
    client.get("/guia/ambulatoria/paso/apoyo?por=cita.llegada")
    assert re.findall(r"</span>(\w+)</a></li>", client.text) in (["1", "2", "3"], ["1", "2", "A"])  # a shortest way
    client.get("/guia/ambulatoria/paso/apoyo?por=" + "%3Cscript%3E" * 200)
    assert client.status == 200 and "<script>" not in client.text.split("<main")[1]


@pytest.mark.parametrize("path", ["/guia/no-hay", "/guia/no-hay/dibujo", "/guia/no-hay/paso/llegada", "/guia/puesto/paso/no-hay"])
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_whole_pathway_is_a_list_with_links_between_its_steps(client: Client) -> None:
    client.get("/guia/ambulatoria")
    flow = the_flows()[0]
    for node in flow.nodes:
        assert f'id="p-{node.id}"' in client.text and node.text.split("«")[0] in client.text
    assert 'href="#p-emergencia"' in client.text and client.text.count("<ol") >= 2


def test_the_drawing_stands_in_a_frame_that_the_keyboard_reaches(client: Client) -> None:
    client.get("/guia/emergencia/dibujo")
    assert 'tabindex="0" role="region" aria-label="Dibujo' in client.text and "<desc" in client.text
    assert 'href="/guia/emergencia/paso/estabilizar"' in client.text and "Lo mismo, en una lista" in client.text


def test_a_step_tells_its_sources(client: Client) -> None:
    client.get("/guia/puesto/paso/emergencia")
    assert "Guía de prueba, Dueña, 2019" in client.text and "Conocimiento profesional" in client.text


def test_in_english_the_steps_speak_english(client: Client) -> None:
    client.get("/idioma/en")
    assert "Emergency: call now" in client.get("/guia/puesto/paso/emergencia").text
    assert "Pathway of a health post without a physician" in client.get("/guia").text
    assert "go on at" in client.get("/guia/ambulatoria/dibujo").text.casefold()


def test_no_title_and_no_address_says_what_it_is_about(client: Client) -> None:
    paths = ["/guia", *(f"/guia/{flow.slug}" for flow in the_flows()), *(f"/guia/{flow.slug}/dibujo" for flow in the_flows()),
             *(f"/guia/{flow.slug}/paso/{node.id}" for flow in the_flows() for node in flow.nodes)]
    for path in paths:
        client.get(path)
        assert client.page is not None
        assert not re.search(r"violen|sexual|agres|muert|suicid|denunci", (path + client.page.title).casefold())


@pytest.mark.parametrize("path", ["/guia", "/guia/puesto", "/guia/puesto/dibujo", "/guia/puesto/paso/dosis"])
def test_every_page_says_version_and_draft(client: Client, path: str) -> None:
    client.get(path)
    assert DRAFT in client.text and "Versión 1.0" in client.text


@pytest.mark.parametrize("path", ["/guia/puesto", "/guia/puesto/dibujo", "/guia/puesto/paso/dosis"])
def test_a_pathway_that_nobody_checked_for_a_year_says_so(client: Client, path: str) -> None:
    assert "Hace más de un año" not in client.get(path).text
    with clock.frozen(clock.now() + timedelta(days=400)):
        assert "Hace más de un año" in client.get(path).text


def test_visitors_and_people_who_entered_find_the_guide(client: Client) -> None:
    assert 'href="/guia"' in client.get("/ingresar").text
    client.sign_in(make.ana()).get("/manual")
    assert re.search(r'href="/guia"[^>]*>Guía</a>', client.text)


def test_a_manual_without_pathways_says_so(client: Client) -> None:
    make.published(make.manual(version="2.0"))
    db.session.commit()
    client.get("/guia")
    assert client.status == 200 and "Todavía no hay rutas" in client.text
