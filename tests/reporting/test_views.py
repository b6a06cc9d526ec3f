"""The page of the monthly report, and its files from there."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests import make
from tests.client import Client
from tests.reporting.story import facility, stands
from tests.statements import statements
from training.places.queries import authorities

New = Callable[[], Client]


def test_a_trainer_sees_the_facilities_of_her_region_only(client: Client) -> None:
    stands(facility("00099021", "P. S. Pampa Serena"))
    facility("00099022", "P. S. Otro Valle", "cus")
    client.sign_in(make.bea()).get("/informe-mensual")
    assert "P. S. Pampa Serena" in client.text and "Otro Valle" not in client.text
    assert "1 establecimiento." in client.text and "cubierto" in client.text
    client.get("/informe-mensual?region=cus")
    assert client.status == 404
    client.get("/informe-mensual.csv?region=cus")
    assert client.status == 404


def test_an_administrator_chooses_the_region(client: Client) -> None:
    facility("00099021", "P. S. Pampa Serena")
    facility("00099022", "P. S. Otro Valle", "cus")
    client.sign_in(make.dina()).get("/informe-mensual")
    assert "Todo el país: 2 establecimientos." in client.text
    client.get("/informe-mensual?region=cus")
    assert "Otro Valle" in client.text and "Pampa Serena" not in client.text


@pytest.mark.parametrize("query", ["mes=2026-13", "mes=x", "mes=2099-01", "region=marte"])
def test_a_month_or_a_region_that_is_none_is_not_there(client: Client, query: str) -> None:
    client.sign_in(make.dina()).get(f"/informe-mensual?{query}")
    assert client.status == 404


def test_a_month_that_ended_says_what_is_blank_and_without_facilities_what_to_do(client: Client) -> None:
    client.sign_in(make.bea()).get("/informe-mensual?mes=2026-09")
    assert "Todavía no hay establecimientos" in client.text
    assert "Esos datos no guardan su historia" in client.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_bears_the_month_and_the_region_in_its_name(client: Client, kind: str) -> None:
    stands(facility("00099021", "P. S. Pampa Serena"))
    answer = client.sign_in(make.bea()).get(f"/informe-mensual.{kind}?mes=2026-10")
    assert f"informe-2026-10-aya.{kind}" in answer.headers["Content-Disposition"]
    if kind == "csv":
        assert "00099021;P. S. Pampa Serena;I-1" in answer.get_data(as_text=True)
    else:
        assert load_workbook(io.BytesIO(answer.get_data())).worksheets[0]["B2"].value == "P. S. Pampa Serena"


def test_the_page_asks_the_same_of_a_hundred_facilities_as_of_one_and_shows_fifty(app: Flask, client: Client) -> None:
    asked = []
    client.sign_in(make.bea())
    for number in range(101):
        stands(facility(f"{number:08}", f"P. S. {number:03}"))
        if number in (0, 100):
            client.get("/informe-mensual")
            with statements() as found:
                client.get("/informe-mensual")
            asked.append(len(found))
    assert asked[0] == asked[1] <= 8
    assert client.text.count('<tr><th scope="row">') == 50
    client.get("/informe-mensual?pagina=3")
    assert "P. S. 100" in client.text and "Página 3 de 3" in client.text


def test_the_regions_are_those_of_the_register(app: Flask, client: Client) -> None:
    client.sign_in(make.dina()).get("/informe-mensual")
    assert all(f'value="{one.code}"' in client.text for one in authorities())
