"""«Establecimientos»: whose, found by words and code, filtered, paged, exported; and the page of one."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from markupsafe import Markup

from tests import make
from tests.client import Client
from tests.places import story
from tests.places.register_files import as_csv, row
from tests.statements import statements
from training.house import house
from training.places import actions, importing, prepared


@pytest.fixture
def known(app: Flask) -> None:
    story.facility("00000001", "P. S. Loma Verde", network="Red Norte", micro_network="Alta")
    story.facility("00000002", "C. S. Río Manso", category="I-3", network="Red Sur")
    story.facility("00000003", "P. S. Cerrado", closed_on=date(2026, 11, 1))
    story.facility("00000004", "P. S. Nevado Azul", region="cus", network="Red Nevado")


def test_a_trainer_sees_her_region_and_who_administers_the_country(client: Client, new_client: Callable[[], Client],
                                                                   known: None) -> None:
    client.sign_in(make.bea()).get("/establecimientos")
    assert "Loma Verde" in client.text and "Nevado Azul" not in client.text and "P. S. Cerrado" not in client.text
    other = new_client().sign_in(make.dina())
    other.get("/establecimientos")
    assert "Loma Verde" in other.text and "Nevado Azul" in other.text


@pytest.mark.parametrize(("words", "found"), [("rio mánso", "Río Manso"), ("2", "Río Manso"), ("00000002", "Río Manso"), ("verde loma", "Loma Verde"),
                                              ("nada así", ""), ("%", ""), ("nevado", "")])
def test_it_is_found_by_words_and_by_code(client: Client, known: None, words: str, found: str) -> None:
    client.sign_in(make.bea()).post("/establecimientos", {"words": words})
    assert client.status == 200 and (found in client.text if found else "Ningún establecimiento así" in client.text)
    assert client.text.count('<th scope="row"') == (1 if found else 0)


@pytest.mark.parametrize(("query", "count"), [
    ("red=Red+Norte", 1), ("red=Red+Norte&microrred=Alta", 1), ("red=Red+Norte&microrred=Otra", 0), ("categoria=I-3", 1), ("categoria=sin", 0),
    ("estado=cerrados", 1), ("estado=todos", 3), ("orden=codigo", 2), ("orden=categoria&pagina=99", 2), ("autoridad=cus", 0), ("red=x", 0),
])
def test_the_address_filters(client: Client, known: None, query: str, count: int) -> None:
    client.sign_in(make.bea()).get(f"/establecimientos?{query}")
    assert client.status == 200 and client.text.count('<th scope="row"') == count


def test_a_form_with_what_no_database_takes_is_no_page(client: Client, known: None) -> None:
    client.sign_in(make.bea())
    for name in ("red", "autoridad", "microrred"):
        client.post("/establecimientos", {name: "a\0b"})
        assert client.status == 404


@pytest.mark.parametrize("query", ["categoria=I-9", "estado=x", "orden=x"])
def test_a_filter_that_nobody_offers_is_no_page(client: Client, known: None, query: str) -> None:
    assert client.sign_in(make.bea()).get(f"/establecimientos?{query}").status_code == 404


def test_the_order_of_categories_is_theirs_and_not_the_alphabet_s(client: Client, known: None) -> None:
    story.facility("00000009", "Sin Categoría", category="")
    client.sign_in(make.bea()).get("/establecimientos?orden=categoria")
    assert client.text.index("Loma Verde") < client.text.index("Río Manso") < client.text.index("00000009")


def test_fifty_a_page_with_the_same_questions_to_the_database(app: Flask, client: Client) -> None:
    client.sign_in(make.dina()).get("/establecimientos?autoridad=aya")
    asked = []
    for count in (10, 120):
        for number in range(count):
            story.facility(f"{count * 1000 + number:08}", f"P. S. Loma {count} {number}", network=f"Red {number % 9}")
        with statements() as heard:
            client.get("/establecimientos?autoridad=aya")
        asked.append(len(heard))
    assert asked[0] == asked[1] and client.text.count('<th scope="row"') == 50 and "130 establecimientos" in client.text
    client.get("/establecimientos?autoridad=aya&pagina=3")
    assert client.text.count('<th scope="row"') == 30


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_filter_is_taken_along(client: Client, known: None, kind: str) -> None:
    client.sign_in(make.bea()).post(f"/establecimientos/descargar.{kind}", {"estado": "todos", "words": "p s"})
    assert client.status == 200 and client.response is not None
    data = client.response.get_data()
    if kind == "csv":
        lines = data.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Código;Establecimiento;Categoría") and len(lines) == 3 and lines[1].startswith("00000003")
        assert lines[1].endswith("2026-11-01")
    else:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        assert [one[0] for one in rows] == ["Código", "00000003", "00000001"]


def test_a_post_without_its_token_is_refused(client: Client, known: None) -> None:
    client.sign_in(make.bea())
    for path in ("/establecimientos", "/establecimientos/descargar.csv"):
        client.post(path, {}, token="")
        assert client.status == 400


def test_the_page_of_one_shows_its_data_its_history_and_what_rooms_announce(app: Flask, client: Client,
                                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    dina = make.dina()
    story.facility()
    kept = story.imported(as_csv(row(category="I-3", state="ACTIVADO")), dina)
    plan = importing.plan(importing.unpack(kept.packed or b""), (), complete=False)
    actions.apply(kept, plan, prepared.writes(plan), dina.id)
    monkeypatch.setattr(house(app), "facility_panels", [lambda facility: Markup("<p>PANEL-{}</p>").format(facility.code)])
    client.sign_in(make.bea()).get("/establecimientos/00099901")
    assert "PANEL-00099901" in client.text and "categoría: I-1 → I-3" in client.text and "Dina Vega Paz" in client.text
    assert "DIRESA/GERESA Ayacucho" in client.text and "050101" in client.text


def test_a_closed_one_keeps_its_page(client: Client, known: None) -> None:
    client.sign_in(make.bea()).get("/establecimientos/00000003")
    assert "Cerrado en el registro desde el" in client.text and "No cuenta en la cobertura" in client.text


@pytest.mark.parametrize("code", ["00000004", "00000099", "x"])
def test_another_region_s_and_unknown_ones_are_no_page(client: Client, known: None, code: str) -> None:
    assert client.sign_in(make.bea()).get(f"/establecimientos/{code}").status_code == 404


def test_an_empty_country_says_what_to_do(client: Client, new_client: Callable[[], Client]) -> None:
    client.sign_in(make.dina()).get("/establecimientos")
    assert "Importar el registro" in client.text
    other = new_client().sign_in(make.bea())
    other.get("/establecimientos")
    assert "Pídaselo" in other.text
