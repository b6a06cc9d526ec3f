"""The page of calls: what it shows, what came of a call, and what it refuses."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.calling.story import everything, inside, outsider, told
from tests.client import Client
from tests.statements import statements
from training.calling.models import CallNote
from training.calling.rules import ADDRESS_OF, KINDS, monday
from training.clock import today
from training.db import db

MARK = {"que": "entrar", "de": "mias", "outcome": "spoke"}


def _notes() -> list[CallNote]:
    return list(db.session.scalars(db.select(CallNote).order_by(CallNote.id)))


def test_the_page_says_who_why_and_what_to_write(client: Client) -> None:
    story = everything()
    client.sign_in(story.bea).get("/llamadas")
    for words in ("Luna Campo, Rosa", "No ha confirmado su ingreso", "Hola, Rosa. Soy Bea Huamán.", "P. S. Valle Hondo",
                  "C. S. Cerro Azul", "Paz Soto, Lía", "Réplica no guarda teléfonos", "no envía nada por su cuenta"):
        assert words in client.text, words
    assert "wa.me" not in client.text and "tel:9" not in client.text


def test_nobody_to_call_says_what_will_be_here(client: Client) -> None:
    client.sign_in(make.bea()).get("/llamadas")
    assert "Esta semana no hay a quién llamar" in client.text


def test_an_administrator_chooses_a_region_first(client: Client) -> None:
    everything()
    client.sign_in(make.dina()).get("/llamadas")
    assert "Elija una región" in client.text and "Luna Campo" not in client.text
    client.get("/llamadas?de=region&region=aya")
    assert "Luna Campo, Rosa" in client.text
    client.get("/llamadas?de=region&region=cus")
    assert "Luna Campo" not in client.text


@pytest.mark.parametrize("query", ["que=nada", "region=cus", "de=region&region=cus", "region=marte"])
def test_what_is_not_hers_is_not_there(client: Client, query: str) -> None:
    client.sign_in(make.bea()).get(f"/llamadas?{query}")
    assert client.status == 404


@pytest.mark.parametrize(("outcome", "said"), [("spoke", "conversaron"), ("message", "dejó recado"), ("silence", "no contestó")])
def test_a_mark_takes_the_call_off_the_list_until_monday(client: Client, outcome: str, said: str) -> None:
    story = told()
    member = outsider(story)
    client.sign_in(story.bea).get("/llamadas")
    client.post("/llamadas", MARK | {"clave": member.key, "outcome": outcome})
    assert client.status == 303
    client.follow()
    assert f"Luna Campo, Rosa: {said}. Sale de la lista" in client.text and "Todavía no ingresan" not in client.text
    (note,) = _notes()
    assert (note.kind, note.subject_id, note.week, note.called_on, note.outcome) == (
        "enter", member.id, monday(today()), today(), outcome)
    note.week -= timedelta(days=7)
    client.get("/llamadas")
    assert "Todavía no ingresan" in client.text


def test_a_mark_with_a_day_and_a_note_and_a_second_one_in_its_place(client: Client) -> None:
    story = told()
    member = outsider(story)
    client.sign_in(story.bea).get("/llamadas?que=entrar")
    day = (today() - timedelta(days=2)).isoformat()
    client.post("/llamadas", MARK | {"clave": member.key, "called_on": day, "note": "Vuelve el jueves", "lista": "1"})
    assert "que=entrar" in client.response.headers["Location"]  # type: ignore[union-attr]  # it was answered
    client.post("/llamadas", MARK | {"clave": member.key, "outcome": "message"})
    (note,) = _notes()
    assert (note.outcome, note.note, note.called_on) == ("message", "", today())


@pytest.mark.parametrize(("changes", "said"), [
    ({"outcome": ""}, "Elija uno de los tres botones"), ({"outcome": "robbed"}, "Elija uno de los tres botones"),
    ({"called_on": "2999-01-01"}, "Ponga el día en que llamó"), ({"called_on": "2020-01-01"}, "Ponga el día en que llamó"),
    ({"called_on": "ayer"}, "aria-invalid"), ({"note": "x" * 301}, "como máximo 300")])
def test_what_is_wrong_is_said_and_nothing_is_noted(client: Client, changes: dict[str, str], said: str) -> None:
    story = told()
    member = outsider(story)
    client.sign_in(story.bea).get("/llamadas")
    client.post("/llamadas", MARK | {"clave": member.key} | changes)
    assert client.status == 422 and said in client.text and "La llamada no se anotó" in client.text
    assert _notes() == []


def test_nobody_marks_a_call_that_is_not_hers_to_make(client: Client, new_client: object) -> None:
    story = told()
    member, known = outsider(story), inside(story)
    client.sign_in(make.caro()).get("/llamadas")
    for changes in ({"clave": member.key}, {"clave": member.key, "de": "region"}, {"clave": "nadie"}, {"que": "x", "clave": member.key}):
        client.post("/llamadas", MARK | changes)
        assert client.status == 404, changes
    other: Client = new_client()  # type: ignore[operator]  # a fixture that makes browsers
    other.sign_in(story.bea).get("/llamadas")
    other.post("/llamadas", MARK | {"clave": known.key})
    client = other
    assert client.status == 404 and _notes() == []


def test_a_mark_of_her_own_can_be_taken_away_and_of_nobody_else(client: Client, new_client: object) -> None:
    story = told()
    member = outsider(story)
    client.sign_in(story.bea).get("/llamadas")
    client.post("/llamadas", MARK | {"clave": member.key})
    client.follow()
    assert "Lo que usted ya llamó" in client.text
    number = _notes()[0].id
    other: Client = new_client()  # type: ignore[operator]  # a fixture that makes browsers
    other.sign_in(make.caro()).get("/llamadas")
    for wrong in (str(number), "0", "-1", "9" * 30, "x"):
        other.post("/llamadas/quitar", {"nota": wrong})
        assert other.status == 404
    client.post("/llamadas/quitar", {"nota": str(number)})
    client.follow()
    assert "vuelve a la lista" in client.text and "Todavía no ingresan" in client.text and _notes() == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_page(client: Client, kind: str) -> None:
    client.sign_in(make.bea()).get(f"/llamadas?que={ADDRESS_OF[kind]}")
    assert client.status == 200 and "Nadie, por ahora" in client.text


def test_fifty_a_page(client: Client) -> None:
    story = told()
    for number in range(51):
        make.member(story.cohort, make.newcomer("Rosa", f"Luna {number:03}"), confirmed=False)
    client.sign_in(story.bea).get("/llamadas?que=entrar")
    assert client.text.count('class="call"') == 50 and "Página 1 de 2" in client.text
    client.get("/llamadas?que=entrar&pagina=99")
    assert client.text.count('class="call"') == 1 and "Luna 050" in client.text


def test_the_page_asks_the_same_of_three_as_of_forty(app: Flask, client: Client) -> None:
    story = everything()
    client.sign_in(story.bea)
    asked = []
    for number in range(40):
        outsider(story, f"Luna {number:03}")
        inside(story, f"Mamani {number:03}", attempts=3)
        if number in (2, 39):
            client.get("/llamadas")
            with statements() as found:
                client.get("/llamadas")
            asked.append(len(found))
    assert asked[0] == asked[1] <= 45
    assert len(re.findall('class="call"', client.text)) <= 8 * 5


@pytest.mark.parametrize("field", ["clave", "region", "cohorte"])
def test_a_character_that_no_key_has_finds_nothing(client: Client, field: str) -> None:
    client.sign_in(told().bea).get("/llamadas")
    client.post("/llamadas", {"que": "casi", "de": "region", "clave": "abc", "outcome": "spoke"} | {field: "a\0b"})
    assert client.status == 404 and _notes() == []
