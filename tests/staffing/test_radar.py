"""The rotation radar: what falls when, by whom, which cohort is near; who may see it, how much it asks."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import make
from tests.client import Client
from tests.places.story import facility
from tests.staffing.story import Told, ago, ahead, certified, posting, standing
from tests.statements import statements
from training.audit.models import AuditEntry
from training.clock import now
from training.db import db
from training.manuals.models import ManualVersion


@pytest.fixture
def version(told: Told) -> ManualVersion:
    return make.published()


@pytest.fixture
def falling(told: Told, version: ManualVersion) -> date:
    """Ana's contract ends in forty days, and Pampa Serena falls on the day after."""
    cohort = make.cohort(told.bea, version, name="Huamanga 1", starts_on=ago(200), ends_on=ago(199))
    certified(told.ana, cohort)
    told.posted(contract="serums", contract_ends_on=ahead(40))
    standing(told.pampa, ahead(41))
    return ahead(41)


def test_a_facility_falls_on_a_day_by_a_contract(client: Client, told: Told, falling: date) -> None:
    client.sign_in(told.bea).get("/rotacion")
    assert "P. S. Pampa Serena" in client.text and "Ana Quispe Rojas" in client.text and "SERUMS" in client.text
    assert "DIRESA/GERESA Ayacucho · Red Valle" in client.text and "Ninguna cohorte por empezar" in client.text


def test_the_nearest_cohort_is_proposed_and_one_that_comes_late_says_so(
        client: Client, told: Told, falling: date, version: ManualVersion) -> None:
    make.cohort(told.bea, version, name="Lejana", starts_on=ahead(90), ends_on=ahead(91))
    client.sign_in(told.bea).get("/rotacion")
    assert "Lejana" in client.text and "Llega tarde" in client.text
    make.cohort(told.bea, version, name="Cercana", place="Hotel Sol", starts_on=ahead(10), ends_on=ahead(11))
    make.cohort(told.bea, version, name="Cerrada", starts_on=ahead(5), ends_on=ahead(6), closed_at=now())
    make.cohort(told.bea, version, name="Curso B", course="b", starts_on=ahead(4), ends_on=ahead(5))
    client.get("/rotacion")
    assert "Cercana" in client.text and "Llega tarde" not in client.text
    assert "Cerrada" not in client.text and "Curso B" not in client.text
    facility("00099909", "Auditorio Casa Clara", network="Red Valle")
    make.cohort(told.bea, version, name="De la red", place="Auditorio Casa Clara", starts_on=ahead(30), ends_on=ahead(31))
    client.get("/rotacion")
    assert "De la red" in client.text and "Cercana" not in client.text


def test_a_quarter_is_not_a_year(client: Client, told: Told, falling: date) -> None:
    standing(told.manso, ahead(200))
    client.sign_in(told.bea).get("/rotacion")
    assert "C. S. Río Manso</a></h3>" not in client.text
    client.get("/rotacion?plazo=anio")
    assert "C. S. Río Manso</a></h3>" in client.text and "P. S. Pampa Serena</a></h3>" in client.text
    standing(told.manso, ahead(500))
    client.get("/rotacion?plazo=anio")
    assert "C. S. Río Manso</a></h3>" not in client.text


def test_a_contract_that_has_ended_asks_whether_she_goes_on(client: Client, told: Told, falling: date) -> None:
    standing(told.pampa, ago(2))
    told.posted(make.user("Otra", "Vencida"), contract="cas", contract_ends_on=ago(3))
    certified(db.session.query(type(told.ana)).filter_by(surnames="Vencida").one(), make.cohort(told.bea, name="Otra"))
    client.sign_in(told.bea).get("/rotacion")
    assert "Ya venció</span>" in client.text and "Venció: confirme si sigue" in client.text


def test_regions_see_their_own_and_who_administers_all_of_them(
        client: Client, new_client: Callable[[], Client], told: Told, falling: date) -> None:
    standing(told.azul, ahead(20))
    client.sign_in(told.caro).get("/rotacion")
    assert "Nevado Azul" in client.text and "Pampa Serena" not in client.text and "Ana Quispe" not in client.text
    client.get("/rotacion?region=aya")
    assert "Pampa Serena" not in client.text
    client = new_client().sign_in(told.dina)
    client.get("/rotacion")
    assert "Nevado Azul" in client.text and "Pampa Serena" in client.text and "Por región de salud" in client.text
    client.get("/rotacion?region=aya")
    assert "Nevado Azul" not in client.text and "Pampa Serena" in client.text and "Por red" in client.text
    client.get("/rotacion?region=aya&red=Red+Otra")
    assert "Nada a la vista" in client.text


def test_whose_name_may_not_be_shown_is_shown_as_she_was_written(client: Client, told: Told, falling: date) -> None:
    db.session.execute(db.text("UPDATE posting SET as_written = 'Anita Q.'"))
    client.sign_in(told.bea).get("/rotacion")
    assert "Anita Q." in client.text and "Ana Quispe Rojas" not in client.text


def test_closed_facilities_and_untrained_people_are_not_there(client: Client, told: Told, falling: date) -> None:
    told.posted(make.user("Sin", "Certificado"), contract_ends_on=ahead(10))
    client.sign_in(told.bea).get("/rotacion")
    assert "Sin Certificado" not in client.text
    told.pampa.closed_on = ago(1)
    client.get("/rotacion")
    assert "Nada a la vista en este plazo" in client.text


def test_it_leaves_as_a_table(client: Client, told: Told, falling: date) -> None:
    client.sign_in(told.bea).get("/rotacion")
    client.post("/rotacion.csv?plazo=trimestre", {})
    assert client.response is not None
    text = client.response.get_data().decode("utf-8-sig").splitlines()
    assert text[0].startswith("Región;Red;Microrred;Código;Establecimiento") and len(text) == 2
    assert text[1].split(";")[3:] == ["00099901", "P. S. Pampa Serena", "I-1", "1", "1", falling.isoformat(),
                                      "Ana Quispe Rojas", "SERUMS", ahead(40).isoformat(), "", ""]
    client.post("/rotacion.xlsx", {})
    assert client.response.headers["Content-Disposition"].endswith('replica-rotacion.xlsx"')
    sheet = load_workbook(BytesIO(client.response.get_data())).active
    assert sheet is not None and sheet.cell(2, 4).value == "00099901"
    assert db.session.query(AuditEntry).filter_by(act="export rotation").count() == 2


def test_many_facilities_cost_as_many_statements_as_one(client: Client, told: Told, falling: date, version: ManualVersion) -> None:
    client.sign_in(told.dina).get("/rotacion")
    asked = []
    for count in (1, 60):
        for number in range(count):
            place = facility(f"{count:03}{number:05}", f"P. S. Cerro {count} {number}", network=f"Red {number % 7}")
            person = make.user("Otra", f"Persona {count} {number}")
            posting(person, place, contract="cas", contract_ends_on=ahead(20))
            certified(person, make.cohort(told.bea, version, name=f"Grupo {count} {number}", starts_on=ahead(number + 1),
                                          ends_on=ahead(number + 2)))
            standing(place, ahead(21))
        db.session.commit()
        with statements() as seen:
            client.get("/rotacion")
        asked.append(len(seen))
        with statements() as seen:
            client.post("/rotacion.csv", {})
        asked.append(len(seen))
    assert asked[0] == asked[2] and asked[1] == asked[3]
    client.get("/rotacion?pagina=2")
    assert "Página 2 de 2" in client.text


