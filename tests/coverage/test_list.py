"""The list behind a number: filters in the address, words by POST, an order, pages, a file."""

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import Select, text

from tests import make
from tests.client import Client
from tests.coverage import story
from training.coverage import actions, listing
from training.coverage.filters import Filter
from training.coverage.models import FacilityStanding
from training.db import db


def names(actor: object, **asked: object) -> list[str]:
    return [line.facility.name for line in listing.page(actor, Filter(**asked), 1).lines]  # type: ignore[arg-type]


def test_every_filter_finds_its_own(app: Flask) -> None:
    cohort, dina = make.cohort(make.bea()), make.dina()
    one = story.facility("P. S. Uno", network="Red A", micro="M 1")
    two = story.facility("C. S. Dos", "I-3", network="Red B")
    three, four = story.facility("P. S. Tres", "", region="cus"), story.facility("P. S. Cuatro", region="diris-sur")
    story.staff(one, cohort, trained=1)
    story.ready(one)
    story.staff(two, cohort, trained=1)
    actions.recount([one.id, two.id, four.id])
    assert names(dina) == ["C. S. Dos", "P. S. Cuatro", "P. S. Tres", "P. S. Uno"]
    assert names(dina, state="covered") == names(dina, ready="si") == names(dina, micro_network="M 1") == ["P. S. Uno"]
    assert names(dina, state="partly") == names(dina, category="I-3") == ["C. S. Dos"]
    assert names(dina, state="no_data") == ["P. S. Cuatro", "P. S. Tres"]  # the third was never counted
    assert names(dina, state="to cover") == names(dina, ready="no") == ["C. S. Dos", "P. S. Cuatro", "P. S. Tres"]
    assert names(dina, category="-") == names(dina, region="cus") == names(dina, words=three.code.lstrip("0")) == ["P. S. Tres"]
    assert names(dina, region="dep-15") == ["P. S. Cuatro"]
    assert names(dina, words="cuátro  p") == ["P. S. Cuatro"]
    assert names(dina, network="-") == ["P. S. Cuatro", "P. S. Tres"]
    assert names(dina, words="…") == names(dina, words="%") == []
    assert names(make.caro()) == ["P. S. Tres"]


@pytest.mark.parametrize(("order", "first"), [("nombre", "A"), ("categoria", "C"), ("red", "B"), ("capacitadas", "B"),
                                              ("falta", "C"), ("vence", "A")])
def test_every_order(app: Flask, order: str, first: str) -> None:
    from training.clock import now, today

    made = [story.facility("A", "I-4", network="Z"), story.facility("B", "I-2", network="A"), story.facility("C", "I-1", network="M")]
    for place, (trained, target, ends) in enumerate([(3, 3, today()), (5, 3, None), (0, 4, None)]):
        db.session.add(FacilityStanding(facility_id=made[place].id, trained=trained, target=target, uncovered_on=ends,
                                        state="covered" if trained else "no_data", counted_at=now()))
    db.session.flush()
    assert names(make.dina(), order=order)[0] == first


def test_fifty_a_page_and_words_go_on_by_post(app: Flask, client: Client) -> None:
    story.many(120)
    client.sign_in(make.bea()).get("/cobertura/lista?estado=por-cubrir")
    assert "Página 1 de 2" in client.text and "estado=por-cubrir&amp;pagina=2" in client.text.replace("&pagina", "&amp;pagina")
    client.post("/cobertura/lista", {"words": "número", "pagina": "3"})
    assert "Página 3 de 3" in client.text
    assert "número" not in client.path
    client.post("/cobertura/lista", {"words": "zzz"})
    assert "Ningún establecimiento con este filtro" in client.text


def test_an_address_that_no_page_writes_is_not_found(app: Flask, client: Client) -> None:
    client.sign_in(make.dina())
    for path in ("/cobertura/lista?estado=x", "/cobertura/lista.csv?orden=x", "/cobertura/lista?region=zzz",
                 "/cobertura/aya?red=a&estado=x"):
        client.get(path)
        assert client.status == 404, path
    for number in ("0", "-3", "x", "999999999999"):
        client.get(f"/cobertura/lista?pagina={number}")
        assert client.status == 200, number


def test_the_whole_list_leaves_as_a_file(app: Flask, client: Client) -> None:
    cohort = make.cohort(make.bea())
    one = story.facility("=P. S. Uno", network="Red A")
    story.staff(one, cohort, trained=1, others=2)
    story.facility("P. S. Dos")
    actions.recount([one.id])
    client.sign_in(make.dina()).get("/cobertura/lista.xlsx")
    rows = list(load_workbook(BytesIO(client.response.get_data())).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Código", "Establecimiento", "Categoría")
    assert rows[2][1] == "'=P. S. Uno" and rows[2][7:13] == (3, 1, 1, 0, "Cubierto", "no")
    assert rows[1][7:13] == ("", "", "", "", "Sin datos", "no")


@pytest.mark.parametrize(("asked", "index"), [
    (Filter(region="aya", network="Red 1", order="red"), "ix_facility_network"), (Filter(state="lapsed"), "ix_facility_standing_state"),
    (Filter(soon=True, order="vence"), "ix_facility_standing_"), (Filter(region="aya"), "ix_facility_"),
    (Filter(words="40000001"), "facility_"), (Filter(), "ix_facility_folded")])
def test_a_filter_reads_along_an_index(app: Flask, asked: Filter, index: str) -> None:
    story.many(40)
    story.many(40, region="cus")
    query = listing._rows(listing._where(make.dina(), asked), asked.order, listing.Facility.id).limit(50)
    assert index in plan(query)


def plan(query: Select[Any]) -> str:
    """How the database means to read it; on PostgreSQL as for a large table."""
    dialect = db.engine.dialect
    sql = str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    if dialect.name == "postgresql":
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
            db.session.execute(text(f"SET LOCAL enable_{way} = off"))
        return json.dumps(db.session.execute(text(f"EXPLAIN (FORMAT JSON) {sql}")).scalar())
    db.session.execute(text("ANALYZE"))
    return "\n".join(str(line) for line in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
