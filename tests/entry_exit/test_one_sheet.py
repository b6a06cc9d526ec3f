"""A sheet that was keyed: corrected, undone, given to whoever it is really of."""

import pytest
from flask import Flask

from quizzes.entry_exit import queries
from quizzes.entry_exit.models import ENTRY, EXIT, SheetChange, TestSheet
from tests import make
from tests.client import Client
from tests.entry_exit import story
from training.db import db


class Case:
    """Row 1 has a paper sheet with 12 right."""

    def __init__(self, client: Client) -> None:
        self.bea = make.bea()
        self.cohort = story.workshop(self.bea, people=4)
        self.sheet = story.filed(self.cohort, 1, ENTRY, right=12, by=self.bea)
        self.client = client.sign_in(self.bea)
        self.url = f"/cohortes/{self.cohort.key}/pruebas/hojas/{self.sheet.key}"

    def again(self) -> TestSheet:
        return db.session.get_one(TestSheet, self.sheet.id)

    def sheets(self, number: int) -> list[TestSheet]:
        return queries.sheets_of_person(story.person(self.cohort, number).id, ENTRY)


@pytest.fixture
def case(app: Flask, client: Client) -> Case:
    return Case(client)


def test_a_correction_is_scored_and_what_it_said_is_kept(case: Case) -> None:
    case.client.get(case.url)
    case.client.submit(answers=story.keys(case.cohort, 1, ENTRY, 13))
    case.client.follow()
    assert "Hoja corregida: 13 de 20" in case.client.text and "Corregida" in case.client.text
    assert case.again().points == 13
    change = db.session.scalars(db.select(SheetChange)).one()
    assert '"points": 12' in change.before and change.by_id == case.bea.id


def test_the_same_correction_twice_is_one(case: Case) -> None:
    case.client.get(case.url)
    fields = {"answers": story.keys(case.cohort, 1, ENTRY, 13), "seen": case.client.page.hidden("seen")}  # type: ignore[union-attr]  # a page was asked for
    for _ in range(2):
        case.client.post(case.url, fields)
        assert case.client.status == 303
    assert len(db.session.scalars(db.select(SheetChange)).all()) == 1


def test_a_correction_of_a_sheet_that_changed_meanwhile_shows_what_changed(case: Case) -> None:
    case.client.get(case.url)
    seen = case.client.page.hidden("seen")  # type: ignore[union-attr]  # the same
    case.client.post(case.url, {"answers": story.keys(case.cohort, 1, ENTRY, 13), "seen": seen})
    mine = story.keys(case.cohort, 1, ENTRY, 14)
    case.client.post(case.url, {"answers": mine, "seen": seen})
    assert case.client.status == 409 and "Alguien cambió esta hoja" in case.client.text
    assert mine in case.client.text and story.keys(case.cohort, 1, ENTRY, 13) in case.client.text
    case.client.submit()
    assert case.client.status == 303 and case.again().points == 14


@pytest.mark.parametrize("typed,said", [("", "Escriba las respuestas"), ("AB", "Hay 2 respuestas y la hoja tiene 20"), ("E" * 20, "otra forma")])
def test_half_a_correction_is_refused(case: Case, typed: str, said: str) -> None:
    case.client.get(case.url)
    case.client.submit(answers=typed)
    assert case.client.status == 422 and said in case.client.text and case.again().points == 12


def test_what_was_given_on_the_phone_is_not_corrected_nor_shown(case: Case) -> None:
    sheet = story.begun(story.person(case.cohort, 2))
    url = f"/cohortes/{case.cohort.key}/pruebas/hojas/{sheet.key}"
    case.client.get(url)
    assert "La rindió en el teléfono" in case.client.text and 'name="answers"' not in case.client.text
    case.client.post(url, {"answers": story.keys(case.cohort, 2, ENTRY), "seen": ""})
    assert case.client.status == 409 and "no se corrigen" in case.client.text


def test_a_sheet_keyed_for_the_wrong_person_is_undone_and_keyed_again(case: Case) -> None:
    case.client.get(case.url)
    case.client.post(f"{case.url}/deshacer", {"why": "Era la hoja de otra persona"})
    assert case.client.status == 303
    case.client.follow()
    assert "quedó sin efecto" in case.client.text and "1. Rojas Luna 001" in case.client.text
    assert case.sheets(1) == [] and case.again().undone_at is not None
    assert story.filed(case.cohort, 1, ENTRY, 20, by=case.bea).number == 2


def test_undoing_twice_is_one(case: Case) -> None:
    case.client.get(case.url)
    for _ in range(2):
        case.client.post(f"{case.url}/deshacer", {"why": "Era la hoja de otra persona"})
        assert case.client.status == 303
    assert len(db.session.scalars(db.select(SheetChange)).all()) == 1


def test_its_answers_go_to_whoever_it_is_of(case: Case) -> None:
    case.client.get(case.url)
    case.client.post(f"{case.url}/deshacer", {"why": "Era de la fila 3", "to": "3"})
    assert case.client.status == 303
    assert case.sheets(1) == [] and [sheet.points for sheet in case.sheets(3)] == [12]


@pytest.mark.parametrize("to,said", [("2", "le toca la forma B"), ("9", "nadie tiene la fila 9"), ("1", "ya tiene su hoja")])
def test_it_does_not_go_where_it_cannot_belong(case: Case, to: str, said: str) -> None:
    case.client.get(case.url)
    case.client.post(f"{case.url}/deshacer", {"why": "Era de otra fila", "to": to})
    assert case.client.status in (409, 422) and said in case.client.text
    assert case.again().undone_at is None, "nothing by halves"


def test_undoing_asks_for_a_reason(case: Case) -> None:
    case.client.get(case.url)
    case.client.post(f"{case.url}/deshacer", {"why": " ", "to": "x"})
    assert case.client.status == 422 and "Falta completar este dato" in case.client.text


def test_an_undone_sheet_is_not_corrected(case: Case) -> None:
    case.client.get(case.url)
    case.client.post(f"{case.url}/deshacer", {"why": "Era la hoja de otra persona"})
    case.client.post(case.url, {"answers": story.keys(case.cohort, 1, ENTRY, 13), "seen": ""})
    assert case.client.status == 409 and "sin efecto" in case.client.text
    case.client.get(case.url)
    assert "Esta hoja quedó sin efecto" in case.client.text


def test_a_sheet_of_another_cohort_is_not_found(case: Case) -> None:
    other = make.workshop(case.bea, name="Otra")
    case.client.get(f"/cohortes/{other.key}/pruebas/hojas/{case.sheet.key}")
    assert case.client.status == 404


def test_a_phone_sheet_may_be_left_without_effect(case: Case) -> None:
    sheet = story.begun(story.person(case.cohort, 2), EXIT)
    case.client.get(case.url)
    case.client.post(f"/cohortes/{case.cohort.key}/pruebas/hojas/{sheet.key}/deshacer", {"why": "Usaron el teléfono de otra"})
    assert case.client.status == 303
    assert queries.sheets_of_person(story.person(case.cohort, 2).id, EXIT) == []
