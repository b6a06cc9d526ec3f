"""Keying from paper: one row after the other, the wrong form, the wrong person, half a sheet, two keyers."""

from collections.abc import Callable

import pytest
from flask import Flask

from quizzes.entry_exit import queries
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.models import ENTRY, EXIT, SheetChange, TestSheet
from tests import make
from tests.client import Client
from tests.entry_exit import story
from tests.statements import statements
from training.cohorts.models import Cohort
from training.db import db


class Desk:
    """Bea keys the sheets of three people."""

    def __init__(self, client: Client) -> None:
        self.bea = make.bea()
        self.cohort: Cohort = story.workshop(self.bea, people=3)
        self.client = client.sign_in(self.bea)

    def url(self, moment: str = "entrada") -> str:
        return f"/cohortes/{self.cohort.key}/pruebas/{moment}/papel"

    def key(self, number: int, answers: str, moment: str = "entrada", **more: str) -> None:
        """As the page of that row sends it."""
        self.client.get(f"{self.url(moment)}?hoja={number}{'&otra=1' if 'again' in more else ''}")
        person = story.person(self.cohort, number)
        seen = self.client.page.hidden("seen") or "" if self.client.page else ""
        self.client.post(f"{self.url(moment)}/{person.key}", {"answers": answers, "seen": seen} | more)

    def sheets(self, number: int, moment: str = ENTRY) -> list[TestSheet]:
        return queries.sheets_of_person(story.person(self.cohort, number).id, moment)

    def right(self, number: int, moment: str = ENTRY, right: int = 20, nth: int = 1) -> str:
        return story.keys(self.cohort, number, moment, right, nth)


@pytest.fixture
def desk(app: Flask, client: Client) -> Desk:
    return Desk(client)


def test_a_whole_sheet_is_handed_in_and_the_next_row_comes(desk: Desk) -> None:
    desk.key(1, desk.right(1, right=14))
    assert desk.client.status == 303
    desk.client.follow()
    assert "2. Rojas Luna 002, Persona 002" in desk.client.text and "E-002-B" in desk.client.text
    assert "Hoja E-001-A, Rojas Luna 001, Persona 001: 14 de 20." in desk.client.text
    sheet = desk.sheets(1)[0]
    assert (sheet.points, sheet.form, sheet.source, sheet.keyed_by_id) == (14, "A", "paper", desk.bea.id)


def test_all_rows_one_after_the_other(desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.client.get(desk.url())
        assert f"{number}. Rojas Luna" in desk.client.text
        desk.key(number, desk.right(number))
    desk.client.follow()
    assert "Todas las hojas están ingresadas" in desk.client.text and "3 de 3 hojas" in desk.client.text


def test_a_letter_of_the_other_form_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    desk.key(1, desk.right(2))
    assert desk.client.status == 422 and "es de la otra forma" in desk.client.text and "E-001-A" in desk.client.text
    assert desk.right(2) in desk.client.text, "what was typed is not lost"
    assert desk.sheets(1) == []


@pytest.mark.parametrize("typed,said", [("", "Escriba las respuestas"), ("ABCDX", "Use A, B, C o D"), ("A" * 21, "Hay más de 20")])
def test_other_slips_say_what_to_do(desk: Desk, typed: str, said: str) -> None:
    desk.key(1, typed)
    assert desk.client.status == 422 and said in desk.client.text


def test_blanks_are_dashes(desk: Desk) -> None:
    desk.key(1, desk.right(1)[:18] + "--")
    assert desk.sheets(1)[0].points == 18


def test_half_a_sheet_waits_and_goes_on_on_another_machine(desk: Desk, new_client: Callable[[], Client]) -> None:
    desk.key(1, desk.right(1)[:11], later="1")
    assert desk.sheets(1)[0].handed_in_at is None
    other = new_client().sign_in(desk.bea)
    other.get(f"{desk.url()}?hoja=1")
    assert f'value="{desk.right(1)[:11]}"' in other.text
    desk.key(1, desk.right(1))
    assert [(sheet.points, sheet.number) for sheet in desk.sheets(1)] == [(20, 1)]


def test_the_sheet_is_chosen_by_row_or_code_and_a_code_that_does_not_fit_is_refused(desk: Desk) -> None:
    for typed in ("3", "E-003-A", "e3a"):
        desk.client.get(f"{desk.url()}?hoja={typed}")
        assert "3. Rojas Luna 003" in desk.client.text
    for typed, said in (("E-003-B", "A la fila 3 le toca la hoja E-003-A"), ("S-003-B", "es de la prueba de salida"),
                        ("77", "nadie tiene la fila 77"), ("tres", "no es un número de fila")):
        desk.client.get(f"{desk.url()}?hoja={typed}")
        assert desk.client.status == 200 and said in desk.client.text, typed


def test_the_same_sheet_sent_twice_is_one(desk: Desk) -> None:
    desk.key(1, desk.right(1))
    person = story.person(desk.cohort, 1)
    desk.client.post(f"{desk.url()}/{person.key}", {"answers": desk.right(1), "seen": ""})
    assert desk.client.status == 303 and len(desk.sheets(1)) == 1
    desk.client.follow()
    assert "Ya estaba guardada" in desk.client.text


def test_two_keyers_of_one_sheet_are_shown_both_versions(desk: Desk, new_client: Callable[[], Client]) -> None:
    luz = make.user("Luz", "Paz Soto", authority_id=desk.bea.authority_id)
    desk.key(1, desk.right(1))
    other = new_client().sign_in(luz)
    other.get(desk.url())
    other.post(f"{desk.url()}/{story.person(desk.cohort, 1).key}", {"answers": desk.right(1, right=19), "seen": ""})
    assert other.status == 409 and "Hay una respuesta distinta" in other.text and "Bea Huamán Ríos" in other.text
    assert desk.sheets(1)[0].points == 20
    sheet = desk.sheets(1)[0]
    other.submit(f"/cohortes/{desk.cohort.key}/pruebas/hojas/{sheet.key}")
    assert other.status == 303
    db.session.expire_all()
    assert [(one.points, one.keyed_by_id) for one in desk.sheets(1)] == [(19, luz.id)]
    assert db.session.scalars(db.select(SheetChange)).one().kind == "corrected"


def test_another_keyer_does_not_write_over_half_a_sheet(desk: Desk, new_client: Callable[[], Client]) -> None:
    luz = make.user("Luz", "Paz Soto", authority_id=desk.bea.authority_id)
    other = new_client().sign_in(luz)
    other.get(desk.url())
    desk.key(1, desk.right(1)[:5], later="1")
    other.post(f"{desk.url()}/{story.person(desk.cohort, 1).key}", {"answers": desk.right(1, right=0), "seen": ""})
    assert other.status == 409 and "Está a medias" in other.text
    assert len(load_answers(desk.sheets(1)[0].answers)) == 5


def test_the_keypad_is_answered_in_json(desk: Desk) -> None:
    person = story.person(desk.cohort, 1)
    desk.client.get(desk.url())
    asking = {"Accept": "application/json"}
    answer = desk.client.post(f"{desk.url()}/{person.key}", {"answers": "AB", "seen": "", "later": "1"}, headers=asking)
    assert answer.json is not None and answer.json["seen"] and "Guardado" in answer.json["said"]
    seen = answer.json["seen"]
    answer = desk.client.post(f"{desk.url()}/{person.key}", {"answers": "ABX", "seen": seen}, headers=asking)
    assert desk.client.status == 422
    answer = desk.client.post(f"{desk.url()}/{person.key}", {"answers": "AB" * 10, "seen": seen}, headers=asking)
    assert answer.json is not None and answer.json["next"].endswith("?hoja=2")
    answer = desk.client.post(f"{desk.url()}/{person.key}", {"answers": "BA" * 10, "seen": seen}, headers=asking)
    assert desk.client.status == 409 and answer.json is not None and answer.json["said"]


def test_who_gave_it_on_the_phone_needs_no_paper(desk: Desk) -> None:
    who = story.person(desk.cohort, 2)
    sheet = story.begun(who)
    sheet.handed_in_at = sheet.began_at
    desk.key(2, desk.right(2))
    assert desk.client.status == 409 and "en el teléfono" in desk.client.text
    desk.client.get(f"{desk.url()}?hoja=2")
    assert "Rindió esta prueba en el teléfono" in desk.client.text


def test_another_try_of_the_exit_test_is_keyed_in_the_other_form(desk: Desk) -> None:
    desk.key(1, desk.right(1, EXIT, right=10), "salida")
    desk.client.get(f"{desk.url('salida')}?hoja=1")
    assert "Ingresar otro intento" in desk.client.text
    desk.key(1, desk.right(1, EXIT, right=18, nth=2), "salida", again="1")
    assert [(sheet.form, sheet.points, sheet.passed) for sheet in desk.sheets(1, EXIT)] == [("B", 10, False), ("A", 18, True)]
    desk.client.get(f"{desk.url('salida')}?hoja=1&otra=1")
    assert "Ingresar otro intento" not in desk.client.text and 'name="again"' not in desk.client.text


def test_another_try_of_the_entry_test_is_refused(desk: Desk) -> None:
    desk.key(1, desk.right(1, right=3))
    person, sheet = story.person(desk.cohort, 1), desk.sheets(1)[0]
    answers = desk.right(1, ENTRY, 20, nth=2)
    desk.client.post(f"{desk.url()}/{person.key}", {"answers": answers, "seen": f"{sheet.key}.{sheet.revision}", "again": "1"})
    assert desk.client.status == 409 and "una sola vez" in desk.client.text
    assert [sheet.points for sheet in desk.sheets(1)] == [3]


def test_a_closed_cohort_takes_no_sheet(desk: Desk) -> None:
    desk.client.get(desk.url())
    desk.cohort.closed_at = desk.cohort.created_at
    desk.client.post(f"{desk.url()}/{story.person(desk.cohort, 1).key}", {"answers": desk.right(1), "seen": ""})
    assert desk.client.status == 409 and "está cerrada" in desk.client.text


def test_a_person_of_another_cohort_is_not_found(desk: Desk) -> None:
    stranger = make.member(make.workshop(desk.bea, name="Otra"), make.ana())
    desk.client.get(desk.url())
    desk.client.post(f"{desk.url()}/{stranger.key}", {"answers": "A" * 20})
    assert desk.client.status == 404


@pytest.mark.parametrize("moment", ["entrada", "salida"])
def test_the_page_costs_the_same_for_three_and_for_thirty(app: Flask, client: Client, moment: str) -> None:
    bea = make.bea()
    counts = []
    client.sign_in(bea)
    for people in (3, 30):
        cohort = story.workshop(bea, people)
        for number in range(1, people):
            story.filed(cohort, number, queries.MOMENT_OF[moment], by=bea)
        url = f"/cohortes/{cohort.key}/pruebas/{moment}/papel"
        client.get(url)
        with statements() as said:
            client.get(url)
        counts.append(len(said))
    assert counts[0] == counts[1]
