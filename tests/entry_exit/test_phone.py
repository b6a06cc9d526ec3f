"""The learner's pages: when a test is open, the paper, handing in once, repeating the exit test."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from quizzes.entry_exit import queries
from quizzes.entry_exit.models import ENTRY, SheetChange, TestSheet
from tests import make
from tests.client import Client
from tests.entry_exit import story
from training.clock import frozen, now
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.workshops.queries import workshop_of


class Ana:
    """Ana in row 1 of Bea's workshop, with her phone."""

    def __init__(self, client: Client) -> None:
        self.cohort: Cohort = story.workshop(make.bea())
        person = make.ana()
        self.member: Membership = make.member(self.cohort, person)
        self.client = client.sign_in(person)

    def url(self, moment: str = "entrada") -> str:
        return f"/curso/{self.cohort.key}/taller/{moment}"

    def closed(self, minutes_ago: int) -> None:
        found = workshop_of(self.cohort)
        assert found is not None
        found.entry_closes_at = now() - timedelta(minutes=minutes_ago)
        db.session.commit()

    def begin(self, moment: str = "entrada") -> TestSheet:
        self.client.get(self.url(moment))
        self.client.submit()
        assert self.client.status == 303
        return self.sheets(moment)[-1]

    def sheets(self, moment: str = "entrada") -> list[TestSheet]:
        return queries.sheets_of_person(self.member.id, queries.MOMENT_OF[moment])

    def hand_in(self, moment: str, right: int, answered: int = 20, **more: str) -> None:
        sheet = self.begin(moment)
        self.client.post(f"{self.url(moment)}/{sheet.key}", story.choices(self.cohort, sheet, right, answered) | more)


@pytest.fixture
def ana(app: Flask, client: Client) -> Ana:
    return Ana(client)


def test_before_it_opens_the_page_says_when(ana: Ana) -> None:
    with frozen(now() - timedelta(days=2)):
        ana.client.get(ana.url())
        assert "Se abre el" in ana.client.text and "Empezar" not in ana.client.text
        ana.client.post(ana.url())
        assert ana.client.status == 409 and "todavía no se abre" in ana.client.text


def test_after_it_closed_it_cannot_be_begun(ana: Ana) -> None:
    ana.closed(minutes_ago=5)
    ana.client.get(ana.url())
    assert "se cerró el" in ana.client.text
    ana.client.post(ana.url())
    assert ana.client.status == 409 and "ya se cerró" in ana.client.text


def test_the_paper_stands_in_the_printed_order_of_her_form(ana: Ana) -> None:
    sheet = ana.begin()
    assert sheet.form == "A"
    ana.client.get(f"{ana.url()}/{sheet.key}")
    at = [ana.client.text.index(f"¿Qué pide {place.question.id}?") for place in story.test_here(ana.cohort).forms["A"]]
    assert at == sorted(at)
    assert "Así es" not in ana.client.text and "No 1" not in ana.client.text, "no feedback before or after"


def test_beginning_twice_is_one_sheet(ana: Ana) -> None:
    first = ana.begin()
    ana.client.post(ana.url())
    assert [sheet.id for sheet in ana.sheets()] == [first.id]


def test_the_page_leads_back_to_the_open_sheet(ana: Ana) -> None:
    sheet = ana.begin()
    ana.client.get(ana.url())
    assert ana.client.status == 303
    assert ana.client.response is not None and ana.client.response.headers["Location"].endswith(f"/{sheet.key}")


def test_a_draft_is_kept_and_shown_again(ana: Ana) -> None:
    sheet = ana.begin()
    fields = story.choices(ana.cohort, sheet, answered=7)
    ana.client.post(f"{ana.url()}/{sheet.key}/guardar", fields)
    assert ana.client.status == 200 and "Guardado" in ana.client.text
    ana.client.get(f"{ana.url()}/{sheet.key}")
    assert ana.client.text.count(" checked") == 7 and "Ya respondió 7 de 20" in ana.client.text


def test_saving_for_later_leads_to_the_course(ana: Ana) -> None:
    sheet = ana.begin()
    ana.client.post(f"{ana.url()}/{sheet.key}", story.choices(ana.cohort, sheet, answered=3) | {"later": "1"})
    assert ana.client.status == 303
    assert ana.sheets()[0].handed_in_at is None and len(queries.json.loads(ana.sheets()[0].answers)) == 3


def test_blanks_are_asked_about_once_and_may_be_handed_in(ana: Ana) -> None:
    ana.hand_in("entrada", right=18, answered=18)
    assert ana.client.status == 422 and "Hay 2 preguntas en blanco" in ana.client.text
    assert ana.sheets()[0].handed_in_at is None
    sheet = ana.sheets()[0]
    ana.client.post(f"{ana.url()}/{sheet.key}", story.choices(ana.cohort, sheet, 18, 18) | {"blanks": "1"})
    assert ana.client.status == 303
    assert (ana.sheets()[0].points, ana.sheets()[0].out_of, ana.sheets()[0].passed) == (18, 20, None)


def test_handing_in_twice_is_one_and_another_body_is_refused(ana: Ana) -> None:
    ana.hand_in("entrada", right=12)
    sheet = ana.sheets()[0]
    url = f"{ana.url()}/{sheet.key}"
    ana.client.post(url, story.choices(ana.cohort, sheet, 12))
    assert ana.client.status == 303
    ana.client.post(url, story.choices(ana.cohort, sheet, 13))
    assert ana.client.status == 409 and "otras respuestas" in ana.client.text
    ana.client.post(f"{url}/guardar", story.choices(ana.cohort, sheet, 13))
    assert ana.client.status == 409
    assert [sheet.points for sheet in ana.sheets()] == [12]


def test_the_entry_test_is_given_once(ana: Ana) -> None:
    ana.hand_in("entrada", right=5)
    ana.client.get(ana.url())
    assert "Entregada: 5 de 20" in ana.client.text and "Repetir" not in ana.client.text
    assert "Para repasar" not in ana.client.text
    ana.client.post(ana.url())
    assert ana.client.status == 409 and "una sola vez" in ana.client.text


def test_the_exit_test_is_repeated_in_the_other_form_until_it_is_passed(ana: Ana) -> None:
    ana.hand_in("salida", right=15)
    ana.client.get(ana.url("salida"))
    assert "15 de 20: todavía no llega al 80" in ana.client.text
    assert "Para repasar" in ana.client.text and "Objetivo" in ana.client.text
    ana.hand_in("salida", right=16)
    assert [(sheet.form, sheet.points, sheet.passed) for sheet in ana.sheets("salida")] == [("B", 15, False), ("A", 16, True)]
    ana.client.get(ana.url("salida"))
    assert "Aprobó: 16 de 20" in ana.client.text and "Repetir" not in ana.client.text
    ana.client.post(ana.url("salida"))
    assert ana.client.status == 409 and "no hace falta repetirla" in ana.client.text


def test_who_began_in_time_has_half_an_hour_of_grace_and_no_more(ana: Ana) -> None:
    sheet = ana.begin()
    url, fields = f"{ana.url()}/{sheet.key}", story.choices(ana.cohort, sheet, 10)
    sheet.began_at = now() - timedelta(minutes=55)
    ana.closed(minutes_ago=40)
    ana.client.post(url, fields)
    assert ana.client.status == 409 and "llegó tarde" in ana.client.text
    ana.closed(minutes_ago=20)
    ana.client.post(url, fields)
    assert ana.client.status == 303
    assert ana.sheets()[0].points == 10


def test_paper_takes_the_place_of_what_was_begun_on_the_phone(ana: Ana) -> None:
    sheet = ana.begin()
    story.filed(ana.cohort, 1, ENTRY, right=9)
    db.session.commit()
    ana.client.post(f"{ana.url()}/{sheet.key}/guardar", story.choices(ana.cohort, sheet, 20))
    assert ana.client.status == 409 and "sin efecto" in ana.client.text
    ana.client.get(ana.url())
    assert "Entregada: 9 de 20" in ana.client.text and "hoja de papel" in ana.client.text
    assert db.session.scalars(db.select(SheetChange)).one().why


def test_a_sheet_of_somebody_else_is_not_found(ana: Ana, new_client: Callable[[], Client]) -> None:
    sheet = ana.begin()
    eva = make.user("Eva", "Luz")
    make.member(ana.cohort, eva)
    other = new_client().sign_in(eva)
    other.get(f"{ana.url()}/{sheet.key}")
    assert other.status == 404
    ana.client.get(f"{ana.url('salida')}/{sheet.key}")
    assert ana.client.status == 404


def test_a_body_that_is_no_form_does_not_empty_the_draft(ana: Ana) -> None:
    sheet = ana.begin()
    ana.client.post(f"{ana.url()}/{sheet.key}/guardar", story.choices(ana.cohort, sheet, answered=4))
    token = ana.client.csrf_token()
    ana.client._open(f"{ana.url()}/{sheet.key}/guardar", method="POST", json={}, headers={"X-CSRFToken": token})
    assert ana.client.status in (400, 415)
    assert len(queries.json.loads(ana.sheets()[0].answers)) == 4


def test_strange_answers_are_left_aside(ana: Ana) -> None:
    sheet = ana.begin()
    ana.client.post(f"{ana.url()}/{sheet.key}/guardar", {"q-p01a": "nothing", "q-p99z": "x", "q-p02a": "\x00"})
    assert ana.client.status == 200 and ana.sheets()[0].answers == "{}"


def test_a_cohort_without_workshop_or_without_tests_has_no_such_page(app: Flask, client: Client) -> None:
    bea, ana = make.bea(), make.ana()
    without, no_bank = make.cohort(bea), make.workshop(bea, make.published(make.with_workshop(make.manual(version="3"))))
    for cohort in (without, no_bank):
        make.member(cohort, ana)
    client.sign_in(ana)
    for cohort in (without, no_bank):
        client.get(f"/curso/{cohort.key}/taller/entrada")
        assert client.status == 404
