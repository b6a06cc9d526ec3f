"""The page of both tests as whoever runs the workshop sees it, and its files to keep."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from quizzes.entry_exit.blueprint import ENTRY, EXIT
from quizzes.entry_exit.gain_rows import signed
from quizzes.entry_exit.models import VoidedQuestion
from quizzes.entry_exit.views_gain import report_section
from tests import make
from tests.client import Client
from tests.entry_exit.gain_story import hand_in, workshop
from tests.statements import statements
from training.audit.models import AuditEntry
from training.clock import frozen, now
from training.cohorts.models import Cohort
from training.db import db
from training.workshops.queries import workshop_of

FIRST, ALL = range(1, 11), range(1, 21)


def page_of(client: Client, cohort: Cohort) -> str:
    client.get(f"/cohortes/{cohort.key}/pruebas")
    assert client.status == 200
    return client.text


def test_before_anything_it_says_when_the_tests_open(app: Flask, client: Client) -> None:
    bea, cohort, _people = workshop(3)
    held = workshop_of(cohort)
    assert held is not None
    with frozen(held.entry_opens_at - timedelta(hours=1)):
        text = page_of(client.sign_in(bea), cohort)
    assert text.count("0 de 3 hojas.") == 2
    assert "En el teléfono se abre el" in text and "Faltan" not in text
    assert "Aparece aquí en cuanto entren las primeras hojas" in text


@pytest.mark.parametrize(("hours", "said"), [(0.2, "está abierta hasta"), (2000, "se cerró el")])
def test_it_says_whether_the_phone_still_takes_answers(hours: float, said: str, app: Flask, client: Client) -> None:
    bea, cohort, _people = workshop(1)
    held = workshop_of(cohort)
    assert held is not None
    with frozen(held.entry_opens_at + timedelta(hours=hours)):
        assert said in page_of(client.sign_in(bea), cohort)


def test_after_the_entry_test_it_says_where_to_take_time(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(6)
    for person in people[:5]:
        hand_in(person, ENTRY, FIRST)
    text = page_of(client.sign_in(bea), cohort)
    assert "5 de 6 hojas." in text and "Falta 1 persona" in text
    assert "Dele más tiempo a esto" in text and "A2. Título a2: 0 %" in text
    assert "La ganancia aparece aquí en cuanto alguien tenga las dos pruebas" in text


def test_the_gain_is_there_the_moment_the_last_sheet_is_in(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(3)
    client.sign_in(bea)
    for person in people:
        hand_in(person, ENTRY, FIRST)
    for person in people[:2]:
        hand_in(person, EXIT, ALL)
    assert "De las 2 personas que rindieron las dos pruebas." in page_of(client, cohort)
    hand_in(people[2], EXIT, range(1, 14))
    text = page_of(client, cohort)
    assert "De las 3 personas que rindieron las dos pruebas." in text
    assert "<b>50 %</b>de aciertos antes" in text and "<b>88 %</b>de aciertos después" in text
    assert "<b>+38</b>puntos de ganancia" in text and "el 76 % de lo que faltaba saber" in text
    assert "<b>2 de 3</b>llegaron al 80 %" in text and "al entrar, 0" in text
    assert text.count("Están todas.") == 2


def test_each_person_has_her_row_and_the_way_to_her_sheets(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(2)
    entry = hand_in(people[0], ENTRY, FIRST)
    hand_in(people[0], EXIT, FIRST)
    second = hand_in(people[0], EXIT, ALL, number=2)
    text = page_of(client.sign_in(bea), cohort)
    assert f'/pruebas/hojas/{entry.key}">10 de 20</a>' in text
    assert f'/pruebas/hojas/{second.key}">10 de 20</a>' in text  # the first counts; the link goes to the last
    assert "de 2 intentos" in text and "100 % <span" in text and "Aprobó" in text
    assert "Rojas Luna 002, Persona 002" in text


def test_a_question_that_nobody_gets_right_leads_to_voiding_it(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(10)
    for person in people:
        hand_in(person, ENTRY, FIRST)
        hand_in(person, EXIT, range(1, 20))
    text = page_of(client.sign_in(bea), cohort)
    assert "Por mirar" in text and "Al final no acertó nadie:" in text
    assert f"/cohortes/{cohort.key}/pruebas/anular/ta20a" in text and f"/cohortes/{cohort.key}/pruebas/anular/ta20b" in text
    assert text.index("Al final no acertó nadie:") < text.index("Acertaron todos, también al comienzo:")
    assert ">forma B, pregunta 10</a>" in text  # item 20, where form B has it


def test_a_voided_question_is_named_as_such(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(1)
    hand_in(people[0], ENTRY, FIRST)
    db.session.add(VoidedQuestion(cohort_id=cohort.id, question="ta01a", reason="La clave estaba mal.", by_id=bea.id, at=now()))
    text = page_of(client.sign_in(bea), cohort)
    assert "9 de 19" in text and "anulada" in text


def test_a_cohort_without_a_test_says_so(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    client.sign_in(bea)
    assert "Esta cohorte no tiene estas pruebas" in page_of(client, cohort)
    client.post(f"/cohortes/{cohort.key}/pruebas.csv", {})
    assert client.status == 409 and "no hay nada que descargar" in client.text


def test_a_workshop_without_people_leads_to_the_list(app: Flask, client: Client) -> None:
    bea, cohort, _people = workshop(0)
    assert "Todavía no hay nadie en esta cohorte" in page_of(client.sign_in(bea), cohort)


def test_strangers_learners_and_other_regions_see_nothing(app: Flask, new_client: Callable[[], Client]) -> None:
    _bea, cohort, people = workshop(1)
    for person, status in ((people[0].user, 403), (make.caro(), 404), (make.user("Eva"), 403)):
        browser = new_client().sign_in(person)
        browser.get(f"/cohortes/{cohort.key}/pruebas")
        assert browser.status == status
        browser.post(f"/cohortes/{cohort.key}/pruebas.csv", {})
        assert browser.status == status


def test_people_as_a_file(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(2)
    hand_in(people[0], ENTRY, FIRST)
    hand_in(people[0], EXIT, range(1, 16))
    client.sign_in(bea).post(f"/cohortes/{cohort.key}/pruebas.csv", {"what": "personas"})
    assert client.response is not None
    lines = client.response.get_data().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("N.º;Apellidos;Nombres;Establecimiento;Entrada, aciertos")
    assert lines[1] == "1;Rojas Luna 001;Persona 001;P. S. Pampa Serena;10;20;50;15;20;75;25;75;1"
    assert lines[2] == "2;Rojas Luna 002;Persona 002;P. S. Pampa Serena;;;;;;;;;0"
    assert db.session.query(AuditEntry).filter_by(act="export tests").count() == 1


def test_questions_as_a_workbook(app: Flask, client: Client) -> None:
    bea, cohort, people = workshop(1)
    hand_in(people[0], ENTRY, FIRST)
    hand_in(people[0], EXIT, ALL)
    client.sign_in(bea).post(f"/cohortes/{cohort.key}/pruebas.xlsx", {"what": "preguntas"})
    assert client.response is not None
    sheet = load_workbook(BytesIO(client.response.get_data())).active
    assert sheet.max_row == 21
    assert [cell.value for cell in sheet[21]] == ["A2", "Meta 20", 20, 10, 1, 0, 0, 1, 100, 100, ""]


@pytest.mark.parametrize(("kind", "what"), [("pdf", "personas"), ("csv", "todo"), ("..", "personas")])
def test_no_other_file(kind: str, what: str, app: Flask, client: Client) -> None:
    bea, cohort, _people = workshop(1)
    client.sign_in(bea).post(f"/cohortes/{cohort.key}/pruebas.{kind}", {"what": what})
    assert client.status == 404


def test_the_page_asks_the_same_for_three_and_for_thirty(app: Flask, client: Client) -> None:
    counted, bea = [], make.bea()
    client.sign_in(bea)
    for many in (3, 30):
        _bea, cohort, people = workshop(many, bea)
        for person in people:
            hand_in(person, ENTRY, FIRST)
            hand_in(person, EXIT, ALL)
        page_of(client, cohort)
        with statements() as said:
            page_of(client, cohort)
        counted.append(len(said))
    assert counted[0] == counted[1]


def test_the_report_says_what_was_learnt_and_why_a_question_was_voided(app: Flask) -> None:
    bea, cohort, people = workshop(2)
    for person in people:
        hand_in(person, ENTRY, FIRST)
        hand_in(person, EXIT, ALL)
    db.session.add(VoidedQuestion(cohort_id=cohort.id, question="ta01a", reason="La clave estaba mal.", by_id=bea.id, at=now()))
    db.session.commit()
    with app.test_request_context():
        text = str(report_section(cohort))
    assert "Aprendizaje: de 47 a 100 % de aciertos (+53 puntos)" in text  # item 1 left both sides of the pair
    assert "<b>Anulada el" in text and "forma A, pregunta 1. La clave estaba mal." in text
    assert text.count("<svg class=\"dots\"") == 2


def test_the_report_of_a_cohort_without_tests_is_silent(app: Flask) -> None:
    with app.test_request_context():
        assert report_section(make.cohort(make.bea())) == ""


def test_signs_are_those_of_print() -> None:
    assert [signed(points) for points in (32, 0, -4)] == ["+32", "0", "−4"]
