"""The queue: what is in it, whose, in which order, and what a filter finds."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from certificates.issuing.entering import Paper, enter
from certificates.register import chain
from certificates.register.actions import append
from certificates.register.queries import numbers_of
from certificates.shop import queries
from certificates.shop.filters import Filter, Unreadable, read
from certificates.shop.models import ShopPaper
from certificates.shop.order import place_order, points, volumes
from certificates.shop.shelving import put_right
from certificates.shop.states import DELIVERED, DRAWING, GONE, PRINTED, TO_PRINT
from tests import make
from tests.certificates.shop.story import facility, papers, people, row, said
from tests.certificates.story import issued
from tests.client import Client
from tests.statements import statements
from training.clock import today
from training.db import db


def surnames(actor: object, asked: Filter | None = None) -> list[str]:
    return [one.snapshot.surnames for one in queries.page(actor, asked or Filter(), 1).lines]  # type: ignore[arg-type]


def test_a_paper_waits_until_its_file_is_drawn(app: Flask) -> None:
    from tests.certificates.story import cohort_of

    cohort = cohort_of(make.bea())
    one = issued(cohort)[0]
    assert row(one).state == DRAWING
    from certificates.issuing.actions import note_file

    note_file(one.id, "0" * 64, 1)
    assert row(one).state == TO_PRINT


def test_the_order_is_network_facility_surname(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, [*people(cohort, "Ñaupari", "Nuñez", "Álvarez", at=facility("C. S. Zorritos", "Red A")),
                    *people(cohort, "Zapata", at=facility("P. S. Abra", "Red B")),
                    *people(cohort, "Mamani", at=facility("P. S. Abra", "Red A"))])
    assert surnames(bea) == ["Álvarez", "Nuñez", "Ñaupari", "Mamani", "Zapata"]


def test_whoever_names_no_workplace_comes_last() -> None:
    assert place_order("DIRESA Ayacucho", "", "") > place_order("DIRESA Ayacucho", "Red Z", "Zona")
    assert place_order("DIRESA Ayacucho", "", "") < place_order("DIRESA Cusco", "", "")


def test_a_trainer_sees_the_papers_of_her_region_an_administrator_all(app: Flask) -> None:
    bea, caro, dina = make.bea(), make.caro(), make.dina()
    here, there = make.cohort(bea), make.cohort(caro)
    papers(here, people(here, "Quispe"))
    papers(there, people(there, "Mamani"))
    assert surnames(bea) == ["Quispe"]
    assert surnames(caro) == ["Mamani"]
    assert sorted(surnames(dina)) == ["Mamani", "Quispe"]


def test_every_filter_finds_its_own(app: Flask) -> None:
    dina, bea, caro = make.dina(), make.bea(), make.caro()
    here, there = make.cohort(bea), make.cohort(caro, course="b")
    papers(here, people(here, "Quispe", at=facility("C. S. Uno", "Red Norte")))
    other = papers(there, people(there, "Mamani"), issued_on=today() - timedelta(days=40))[0]
    for asked in (Filter(region="cus"), Filter(region="dep-08"), Filter(course="b"), Filter(until=today() - timedelta(days=1)),
                  Filter(cohort=there.key), Filter(paper=other.key), Filter(words="mamani ana"),
                  Filter(words=db.session.get_one(ShopPaper, other.id).folded.split()[-1])):
        assert surnames(dina, asked) == ["Mamani"], asked
    for asked in (Filter(network="Red Norte"), Filter(since=today()), Filter(region="aya"), Filter(words="QUÍSPE")):
        assert surnames(dina, asked) == ["Quispe"], asked
    for asked in (Filter(kind="constancia"), Filter(region="x"), Filter(words="%"), Filter(words="…"), Filter(lot="no")):
        assert surnames(dina, asked) == [], asked


def test_somebody_is_found_by_her_document(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    members = people(cohort, "Quispe", "Mamani")
    papers(cohort, members)
    assert surnames(bea, Filter(words=members[1].user.document)) == ["Mamani"]


@pytest.mark.parametrize("values", [{"estado": "x"}, {"desde": "ayer"}, {"hasta": "2026-02-30"}, {"region": "x" * 81},
                                    {"red": "a\0b"}, {"curso": "\u202e"}])
def test_an_address_that_no_page_writes_is_refused(values: dict[str, str], app: Flask) -> None:
    with pytest.raises(Unreadable):
        read(values)


def test_a_filter_goes_to_the_address_and_back() -> None:
    values = {"estado": "firmados", "region": "aya", "red": "Red Norte", "curso": "a", "papel": "constancia",
              "desde": "2026-11-01", "hasta": "2026-11-30", "cohorte": "k", "lote": "l", "hoja": "h"}
    assert read(values).address() == values
    assert "words" not in read(values, "Quispe").said()


def test_replaced_revoked_and_erased_papers_leave(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    members = people(cohort, "Uno", "Dos", "Tres", "Cuatro")
    made = papers(cohort, members)
    db.session.commit()
    new = enter([Paper(said(members[0]), members[0].id, cohort.id, bea.id, replaces=made[0])])[0]
    numbers = numbers_of([one.id for one in made])
    append([(made[1].id, {"kind": chain.REVOKED, "of": numbers[made[1].id], "reason": "error"}),
            (made[2].id, {"kind": chain.ERASED, "of": numbers[made[2].id]})])
    db.session.execute(text("DELETE FROM certificate_particulars WHERE certificate_id = :one"), {"one": made[2].id})
    assert [row(made[place]).state for place in (0, 1, 3)] == [GONE, GONE, TO_PRINT]
    assert db.session.get(ShopPaper, made[2].id, populate_existing=True) is None  # her name is nowhere in the shop
    assert row(new).state == DRAWING
    assert surnames(bea) == ["Cuatro"]


def test_a_corrected_facility_is_seen_at_once_and_sorted_by_at_the_next_act(app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    member = people(cohort, "Quispe")[0]
    one = papers(cohort, [member])[0]
    place = facility("C. S. Nuevo", "Red Sur")
    member.facility_id = place.id
    db.session.flush()
    line = queries.page(bea, Filter(), 1).lines[0]
    assert (line.facility, line.network, row(one).network) == ("C. S. Nuevo", "Red Sur", "")
    assert put_right() == 1
    assert (row(one).network, row(one).stale) == ("Red Sur", False)
    place.network = "Red Centro"
    db.session.flush()
    assert row(one).stale
    assert put_right() == 1
    assert row(one).network == "Red Centro"


def test_a_pile_is_cut_between_two_delivery_points() -> None:
    rows = [*"aaabbbbc", *"ddddddd"]
    assert ["".join(one) for one in volumes(rows, str, 5)] == ["aaa", "bbbbc", "ddddd", "dd"]
    assert ["".join(one) for one in points("aabba", str)] == ["aa", "bb", "a"]
    assert volumes([], str, 5) == []


def test_the_page_asks_the_same_whatever_its_size(app: Flask) -> None:
    dina, bea = make.dina(), make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Uno"))
    db.session.commit()
    with statements() as few:
        queries.page(dina, Filter(), 1)
    papers(cohort, people(cohort, *(f"Persona {number}" for number in range(60))))
    db.session.commit()
    with statements() as many:
        page = queries.page(dina, Filter(), 2)
    assert len(page.lines) == 11
    assert len(few) == len(many) <= 5  # four, and SQLite says BEGIN


@pytest.mark.parametrize("asked", [Filter(), Filter(state=DELIVERED), Filter(state=PRINTED, region="aya")])
def test_a_page_is_read_along_an_index_and_never_sorted(app: Flask, asked: Filter) -> None:
    """So a page of 250,000 papers costs what a page of fifty does."""
    with statements() as found:
        queries.page(make.dina(), asked, 1)
    paged = next(one for one in found if "ORDER BY shop_paper.place_order" in one and "LIMIT" in one)
    plan = explained(asked)
    assert "ix_shop_paper" in plan, paged
    if not asked.region:  # a whole region is gathered from its health authorities and sorted, and they are few
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan


def explained(asked: Filter) -> str:
    """How the database would read a page."""
    query = queries.in_order([queries.within(make.dina()), *queries.matching(asked)], asked.state).limit(50)
    dialect = db.engine.dialect
    sql = str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    if dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        db.session.execute(text("SET LOCAL enable_bitmapscan = off"))
        return json.dumps(db.session.execute(text(f"EXPLAIN (FORMAT JSON) {sql}")).scalar())
    return "\n".join(str(line) for line in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))


def test_the_page_and_its_pager(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, *(f"Persona {number:02}" for number in range(51))))
    db.session.commit()
    client.sign_in(bea)
    client.get("/imprimir")
    assert "Imprimir 51" in client.text
    assert "Página 1 de 2" in client.text
    client.get("/imprimir?pagina=2")
    assert "Persona 50, Ana" in client.text
    client.get("/imprimir?pagina=999")
    assert client.status == 200
    client.get("/imprimir?estado=nada")
    assert client.status == 404


def test_words_go_by_post_and_stay_through_the_pages(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    papers(cohort, people(cohort, "Quispe", "Mamani"))
    db.session.commit()
    client.sign_in(bea)
    client.get("/imprimir")
    client.post("/imprimir", {"words": "quispe"})
    assert "Quispe, Ana" in client.text
    assert "Mamani, Ana" not in client.text
    assert "Imprimir 1" in client.text
    client.get("/imprimir?words=quispe")
    assert "Mamani, Ana" in client.text  # an address holds no words


def test_an_empty_queue_says_what_to_do(app: Flask, client: Client) -> None:
    bea = make.bea()
    make.published()
    db.session.commit()
    client.sign_in(bea).get("/imprimir")
    assert "No hay nada por imprimir" in client.text
    client.get("/imprimir?region=cus")
    assert "Nada con este filtro" in client.text
