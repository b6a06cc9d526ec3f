"""The pages: figures that open their lists, a map and a table that say the same, each reader's own scope."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.coverage import story
from tests.statements import statements
from training.clock import today
from training.coverage import actions
from training.coverage.models import CoverageMonth
from training.coverage.rules import first_of_month
from training.db import db

TILE = re.compile(r'aria-label="([A-Z]{3}) ([^,"]+), ([^"]+)"')
ROW = re.compile(r'<th scope="row"><a href="/cobertura/[^"]+">([^<]+)</a></th>.*?share">([^<]+)</td>.*?share-ready">([^<]+)</td>', re.S)


def tiles_of(page: str) -> dict[str, str]:
    return {name: share for _letters, share, name in TILE.findall(page)}


def rows_of(page: str, place: int = 1) -> dict[str, str]:
    return {row[0]: row[place] for row in ROW.findall(page[page.index('id="all"'):])}


@pytest.mark.parametrize(("path", "place"), [("/cobertura", 1), ("/cobertura?vista=listo", 2)])
def test_map_and_table_bear_the_same_figures(app: Flask, client: Client, path: str, place: int) -> None:
    for region, number in (("aya", 8), ("cus", 5), ("lim", 3), ("diris-norte", 4), ("pas", 1)):
        story.many(number, region=region, states=("no_data",) if region == "pas" else ("covered", "covered", "no_data"))
    client.sign_in(make.dina()).get(path)
    tiles, rows = tiles_of(client.text), rows_of(client.text, place)
    assert len(tiles) == 25
    assert tiles == rows
    assert tiles["Pasco"] == tiles["Tumbes"] == "s. d."
    assert tiles["Ayacucho"] == ("75 %" if place == 1 else "12 %")
    assert tiles["Lima"] == ("71 %" if place == 1 else "28 %")  # 5 of 7: its authorities together


def test_every_number_opens_the_list_behind_it(app: Flask, client: Client) -> None:
    story.many(24)
    client.sign_in(make.dina()).get("/cobertura")
    links = set(re.findall(r'href="(/cobertura/lista\?[^"]+)"[^>]*>(?:<svg.*?</svg> )?(?:<b>)?([\d,]+)<', client.text))
    assert len(links) > 12
    for href, said in links:
        client.get(href.replace("&amp;", "&"))
        assert f"<caption>{said} establecimiento" in client.text, href


def test_a_trainer_sees_her_region_and_of_the_others_the_median_only(app: Flask, client: Client) -> None:
    for region, states in (("aya", ("covered", "no_data")), ("cus", ("covered",)), ("pun", ("covered", "lapsed")),
                           ("ica", ("lapsed",))):
        story.many(4, region=region, states=states)
    client.sign_in(make.bea()).get("/cobertura")
    assert "Mediana de las demás regiones: 50 %" in client.text
    assert tiles_of(client.text) == {"Ayacucho": "50 %"}
    assert client.text.count('class="cx"') == 24
    assert not [name for name in ("Cusco", "Puno", "Ica<") if name in client.text]
    for path in ("/cobertura/cus", "/cobertura/dep-05", "/cobertura/lista?region=cus", "/cobertura/tabla.csv?region=cus",
                 "/cobertura/lista.csv?region=dep-08", "/cobertura/informe.pdf?region=cus", "/cobertura/nada"):
        client.get(path)
        assert client.status == 404, path
    assert client.get("/cobertura/lista.csv").get_data(as_text=True).count("\r\n") == 5


def test_two_other_regions_are_too_few_for_a_median(app: Flask, client: Client) -> None:
    for region in ("aya", "cus", "pun"):
        story.many(4, region=region)
    client.sign_in(make.bea()).get("/cobertura")
    assert "Todavía no hay suficientes regiones" in client.text


def test_lima_leads_to_its_authorities_and_a_trainer_of_one_sees_hers_on_the_tile(app: Flask, client: Client,
                                                                               new_client: Callable[[], Client]) -> None:
    story.many(4, region="diris-norte")
    story.many(4, region="diris-sur", states=("covered",))
    client.sign_in(make.dina()).get("/cobertura")
    assert tiles_of(client.text)["Lima"] == "62 %"
    client.get("/cobertura/dep-15")
    assert rows_of(client.text)["DIRIS Lima Sur"] == "100 %"
    browser = new_client().sign_in(make.bea("diris-norte"))
    browser.get("/cobertura")
    assert tiles_of(browser.text) == {"Lima": "25 %"}


def test_closed_facilities_count_nowhere(app: Flask, client: Client) -> None:
    story.many(4, states=("covered",))
    closed = story.facility("P. S. Cerrado")
    closed.closed_on = today()
    actions.recount([closed.id])
    client.sign_in(make.dina()).get("/cobertura")
    assert tiles_of(client.text)["Ayacucho"] == "100 %"
    client.get("/cobertura/lista")
    assert "P. S. Cerrado" not in client.text


def test_from_region_to_network_to_facility(app: Flask, client: Client) -> None:
    story.many(12)
    client.sign_in(make.bea()).get("/cobertura")
    assert 'href="/cobertura/aya?red=Red+1"' in client.text
    client.get("/cobertura/aya?red=Red+1")
    assert client.status == 200
    assert "4 establecimientos" in client.text and "Microrredes" in client.text
    assert "/establecimientos/4" in client.text
    client.get("/cobertura/aya?red=Otra")
    assert client.status == 404


def test_those_without_a_network_are_found_too(app: Flask, client: Client) -> None:
    story.facility("P. S. Suelto")
    client.sign_in(make.bea()).get("/cobertura/aya?red=-")
    assert "P. S. Suelto" in client.text


def test_the_line_is_a_table_too_and_ends_with_today(app: Flask, client: Client) -> None:
    story.many(4, states=("covered", "no_data"))
    db.session.add(CoverageMonth(month=first_of_month(today(), 1), authority_id=make.authority().id, covered=1, partly=0,
                                 lapsed=0, no_data=3, ready=0, trained=1))
    client.sign_in(make.dina()).get("/cobertura")
    part = client.text[client.text.index('id="trend"'):]
    assert "1 · 25 %" in part and "2 · 50 %" in part
    assert part.index("2 · 50 %") < part.index("1 · 25 %")


def test_an_empty_register_says_what_to_do_first(app: Flask, client: Client) -> None:
    client.sign_in(make.dina()).get("/cobertura")
    assert "Todavía no hay establecimientos en el registro" in client.text


@pytest.mark.parametrize("path", ["/cobertura", "/cobertura/aya", "/cobertura/dep-15", "/cobertura/aya?red=Red+1",
                                  "/cobertura/lista", "/cobertura/lista?region=aya&estado=perdio"])
def test_a_page_asks_as_often_for_many_facilities_as_for_few(app: Flask, client: Client, path: str) -> None:
    story.many(6)
    client.sign_in(make.dina()).get(path)
    counted = []
    for _more in range(2):
        with statements() as asked:
            client.get(path)
        counted.append(len(asked))
        story.many(120)
        story.many(40, region="cus")
    assert counted[0] == counted[1]


def test_the_table_leaves_as_a_file_with_the_same_figures(app: Flask, client: Client) -> None:
    story.many(8)
    client.sign_in(make.dina()).get("/cobertura/tabla.csv")
    lines = client.response.get_data(as_text=True).splitlines()
    assert len(lines) == 27
    assert next(line for line in lines if line.startswith("Ayacucho")).startswith("Ayacucho;8;2;25;2;2;2;6;1;12;")
    client.get("/cobertura/tabla.xlsx?region=aya")
    assert client.status == 200


def test_a_month_that_has_ended_stays_as_it_was(app: Flask, client: Client) -> None:
    earlier = first_of_month(today(), 1)
    db.session.add(CoverageMonth(month=earlier, authority_id=make.authority().id, covered=1, partly=0, lapsed=0, no_data=3,
                                 ready=0, trained=1))
    story.many(4)
    actions.note_month()
    db.session.commit()
    assert db.session.query(CoverageMonth).filter_by(month=earlier).one().covered == 1
    assert earlier + timedelta(days=32) > today() - timedelta(days=32)
