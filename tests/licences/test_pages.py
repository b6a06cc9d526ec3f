"""One's own way, the list of those who train, one person: what is shown to whom, filters, search, files, queries."""

from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.licences import story
from tests.statements import statements
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.manuals.models import ManualVersion


def names(browser: Client, address: str) -> list[str]:
    browser.get(address)
    assert browser.status == 200
    return [given for given in ("Bea", "Caro", "Luz", "Rita", "Ana") if f", {given}</a>" in browser.text]


def test_the_way_of_somebody_who_only_learns(client: Client, version: ManualVersion, bea: User) -> None:
    ana = make.ana()
    db.session.commit()
    client.sign_in(ana).get("/mi-camino")
    assert "Todavía sin licencia" in client.text and "0 de 4 peldaños alcanzados" in client.text
    assert "Sigue: Certificado de Atención de salud." in client.text


def test_the_way_shows_what_is_there_what_lacks_until_when_and_who_helps(client: Client, luz: User, bea: User,
                                                                         version: ManualVersion) -> None:
    story.trained(luz, bea, version)
    make.licensed(luz, "en-formacion")
    story.cohort([luz, bea], version, certified=8, name="Taller uno")
    story.cohort([luz, bea], version, certified=7, name="Taller chico")
    db.session.commit()
    client.sign_in(luz).get("/mi-camino")
    assert "Facilitador/a en formación, hasta el" in client.text and "2 de 4 peldaños alcanzados" in client.text
    assert "1 de 2 talleres con 8 o más personas certificadas" in client.text
    assert "Taller uno" in client.text and "8 personas certificadas" in client.text
    assert "Facilitación observada y aprobada" in client.text
    assert "Bea Huamán Ríos" in client.text and "Formador/a principal" in client.text


def test_a_region_sees_its_own_and_with_whom_it_facilitates(client: Client, luz: User, bea: User, dina: User,
                                                            version: ManualVersion) -> None:
    caro = make.caro()
    db.session.commit()
    assert names(client.sign_in(bea), "/formadores") == ["Bea", "Luz"]
    assert names(client.sign_in(dina), "/formadores") == ["Bea", "Caro", "Luz"]
    client.sign_in(caro).get(f"/formadores/{luz.key}")
    assert client.status == 404
    story.cohort([luz, caro], version)
    db.session.commit()
    client.get(f"/formadores/{luz.key}")
    assert client.status == 200


def test_who_was_certified_as_a_trainer_is_on_the_way(client: Client, bea: User, version: ManualVersion) -> None:
    ana = make.ana()
    story.certified(ana, story.cohort([bea], version, course="b"))
    caro = make.caro()
    db.session.commit()
    assert "Ana" in names(client.sign_in(bea), "/formadores?estado=en-camino")
    client.get(f"/formadores/{ana.key}")
    assert client.status == 200
    assert "Ana" not in names(client.sign_in(caro), "/formadores")


@pytest.mark.parametrize(("query", "found"), [
    ("estado=vigente", ["Bea", "Rita"]), ("estado=por-vencer", ["Rita"]), ("estado=vencida", ["Caro"]),
    ("estado=retirada", ["Luz"]), ("peldano=principal", ["Bea"]), ("peldano=regional", ["Caro", "Luz", "Rita"]),
    ("peldano=regional&estado=vigente", ["Rita"]), ("estado=nada&peldano=nadie&region=99999999&pagina=-3", None)])
def test_the_list_is_narrowed_by_its_address(client: Client, luz: User, bea: User, dina: User, query: str,
                                             found: list[str] | None) -> None:
    make.licensed(luz, "regional", withdrawn_on=today(), withdrawn_by_id=dina.id)
    make.licensed(make.caro(licence=""), "regional", valid_until=today() - timedelta(days=1))
    make.licensed(story.luz(given_names="Rita"), "regional", valid_until=today() + timedelta(days=20))
    db.session.commit()
    assert names(client.sign_in(dina), f"/formadores?{query}") == (["Bea", "Caro", "Luz", "Rita"] if found is None else found)


def test_an_administrator_narrows_by_region_and_a_trainer_cannot(client: Client, luz: User, bea: User, dina: User) -> None:
    make.caro()
    cusco = make.authority("cus").id
    db.session.commit()
    assert names(client.sign_in(dina), f"/formadores?region={cusco}") == ["Caro"]
    assert names(client.sign_in(bea), f"/formadores?region={cusco}") == ["Bea", "Luz"]


def test_somebody_is_found_by_name_and_the_name_stands_in_no_address(client: Client, luz: User, bea: User, dina: User) -> None:
    db.session.commit()
    client.sign_in(dina).get("/formadores")
    client.post("/formadores", {"words": "garua tello"})
    assert client.status == 200
    client.post("/formadores", {"words": "Tello luz"})
    assert ", Luz</a>" in client.text and ", Bea</a>" not in client.text
    client.post("/formadores", {"words": "nadie así"})
    assert "Nadie coincide" in client.text
    client.post("/formadores", {"words": ""})
    assert client.status == 400


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_away(client: Client, luz: User, dina: User, bea: User, kind: str) -> None:
    db.session.commit()
    client.sign_in(dina).get("/formadores")
    answer = client.post(f"/formadores.{kind}?peldano=principal")
    assert client.status == 200
    if kind == "csv":
        text = answer.data.decode("utf-8-sig")
        assert "Huamán Ríos;Bea;" in text and "Tello" not in text
    client.post("/formadores.pdf")
    assert client.status == 404


def _many(version: ManualVersion, bea: User, count: int) -> None:
    of_trainers = story.cohort([bea], version, course="b", name=f"Formadoras {count}")
    for number in range(count):
        person = make.licensed(story.luz(given_names=f"Rita {number}"), "regional")
        story.certified(person, of_trainers)
        own = story.cohort([person, bea], version, certified=1, name=f"Taller {count} {number}")
        story.watched(person, own, bea, passed=bool(number % 2))
    db.session.commit()


def test_the_number_of_queries_does_not_grow(app: Flask, client: Client, bea: User, luz: User, dina: User,
                                             version: ManualVersion) -> None:
    def counted(address: str) -> int:
        client.get(address)
        with statements() as found:
            client.get(address)
        assert client.status == 200
        return len([one for one in found if "ORDER BY manual_version" not in one])  # asked anew every five seconds

    _many(version, bea, 2)
    client.sign_in(dina)
    addresses = ("/formadores", "/formadores?estado=repite&peldano=regional", f"/formadores/{bea.key}", "/mi-camino")
    before = [counted(one) for one in addresses]
    _many(version, bea, 9)
    assert [counted(one) for one in addresses] == before
    assert max(before) < 32


def test_the_list_has_pages_of_fifty(client: Client, bea: User, dina: User, version: ManualVersion) -> None:
    for number in range(60):
        story.luz(given_names=f"Rita {number:02}")
    db.session.commit()
    client.sign_in(dina).get("/formadores")
    assert "61 personas, página 1 de 2" in client.text
    client.get("/formadores?pagina=2")
    assert client.text.count('role="rowheader"') == 11


def test_an_accounts_page_shows_where_she_stands(client: Client, luz: User, dina: User) -> None:
    make.licensed(luz, "regional")
    db.session.commit()
    client.sign_in(dina).get(f"/personas/{luz.key}")
    if "ladder-panel" in client.text:  # the page of accounts shows what other rooms announce
        assert "Facilitador/a regional, hasta el" in client.text


def test_who_facilitates_beside_her_from_another_region_reads_nothing_that_was_written_about_her(
        client: Client, luz: User, bea: User, dina: User, version: ManualVersion) -> None:
    caro = make.caro()
    story.watched(luz, story.cohort([luz, caro], version), bea).comment = "Habla muy bajo"
    make.licensed(luz, "regional", reason="Acta 7", withdrawn_on=today(), withdrawn_by_id=dina.id, withdrawn_reason="Oficio 9")
    db.session.commit()
    for reader, reads in ((caro, False), (bea, True), (luz, True), (dina, True)):
        client.sign_in(reader).get(f"/formadores/{luz.key}")
        assert client.status == 200 and "Retirada el" in client.text
        assert [words in client.text for words in ("Habla muy bajo", "Acta 7", "Oficio 9")] == [reads] * 3
