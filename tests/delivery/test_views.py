"""The live agenda on the screen: passing on, being late, cutting, taking back, two trainers at once, days that differ."""

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests import make
from tests.client import Client
from tests.delivery.morning import DAY, at
from tests.delivery.story import Story, enter, press
from tests.statements import statements
from training.clock import frozen
from training.cohorts.models import Membership
from training.db import db
from training.delivery.models import AgendaStep


@pytest.fixture
def story(app: Flask) -> Story:
    return Story()


def test_it_says_what_is_on_what_comes_next_and_how_late(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8, 12)):
        client.sign_in(story.bea).get(path)
        assert "Va 12 min tarde" in client.text and "Empezar" in client.text
        client.submit(do="next")
        client.follow()
        assert "Ahora: Prueba de entrada" in client.text and "Sigue: Escuchar" in client.text
    with frozen(at(8, 50)):
        enter(client, story.bea).get(path)
        assert "Va 20 min tarde" in client.text
        assert "Lleva 38 de 30 minutos" in client.text
        client.submit(do="next")
    with frozen(at(9)):
        client.get(path)
        assert "Ahora: Escuchar" in client.text
        assert "Termina a las 11:20; debía ser a las 11:00." in client.text
        assert "Si no recorta, la jornada termina a las 12:20" in client.text
        assert "Dictado por Bea Huamán Ríos" in client.text
        assert "1 de 3 bloques" in client.text and "38 de 225 minutos" in client.text


def test_only_optional_blocks_are_cut(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        for position in (1, 2, 3):
            press(client, path, "cut", 1, block=story.block(position), sent_key=f"cut-nr-{position}")
            assert client.status == 409 and "no se recortan" in client.text
        press(client, path, "cut", 1, block=story.block(4))
        assert client.status == 303
        client.follow()
        assert "Lo recortó Bea" in client.text and "Volver a incluir" in client.text
        assert "termina a las 11:15" in client.text
        press(client, path, "cut", 2, block=story.block(4))
        assert client.status == 409 and "ya se recortó" in client.text
        press(client, path, "restore", 2, block=story.block(4))
        assert [line.block.minutes for line in story.stands(at(8)).pending] == [150, 15, 45]


def test_two_trainers_who_press_next_at_once_take_one_step(client: Client, new_client: type[Client], story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        luz = new_client().sign_in(story.luz)
        luz.get(path)
        press(client, path, "next", 0)
        press(luz, path, "next", 0, sent_key="another-key")
        luz.follow()
        assert "Ya estaba anotado: Bea Huamán Ríos pasó a «Prueba de entrada»" in luz.text
    assert db.session.scalar(select(func.count(AgendaStep.id))) == 1


def test_whoever_is_late_is_shown_what_changed(client: Client, new_client: type[Client], story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        luz = new_client().sign_in(story.luz)
        luz.get(path)
        press(luz, path, "cut", 1, block=story.block(4))
        press(client, path, "next", 1)
        client.follow()
        assert "Mientras tanto, Luz Paredes Sol recortó «Plenaria»" in client.text
    assert story.stands(at(8)).running is not None
    assert len(story.stands(at(8)).given) == 0


def test_the_same_press_sent_again_counts_once(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        for _ in range(3):
            press(client, path, "next", 0)
            assert client.status == 303
    assert db.session.scalar(select(func.count(AgendaStep.id))) == 1


def test_a_step_is_taken_back_until_the_half_day_is_closed(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        press(client, path, "undo", 1)
        assert not story.stands(at(8)).begun
        press(client, path, "undo", 2)
        assert client.status == 409 and "No hay ningún paso" in client.text
        press(client, path, "next", 2)
    with frozen(at(11, 30)):
        enter(client, story.bea)
        press(client, path, "finish", 3)
        story.half_days[0].closed_at = at(11, 31)
        db.session.commit()
    with frozen(at(11, 40)):
        client.get(path)
        assert "Deshacer" not in client.text
        press(client, path, "undo", 4)
        assert client.status == 409 and "ya no se deshacen" in client.text


def test_ending_early_leaves_what_is_left_in_plain_sight(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        press(client, path, "finish", 1)
        client.follow()
        assert "Terminó a las 8:00" in client.text and "Un bloque esencial quedó sin dictar" in client.text
        press(client, path, "finish", 2)
        assert client.status == 409
        press(client, path, "restore", 2, block=story.block(4), sent_key="restore-1")
        assert client.status == 409
        press(client, path, "next", 2)
        assert story.stands(at(8)).running is not None


def test_a_half_day_of_another_date_is_begun_only_on_purpose(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8, days=-1)):
        client.sign_in(story.bea).get(path)
        assert "Hoy no es la fecha de esta jornada" in client.text and "Empieza el martes 15 de diciembre" in client.text
        press(client, path, "next", 0)
        client.follow()
        assert "Empezar hoy, aunque no es la fecha" in client.text
        assert not story.stands(at(8)).begun
        press(client, path, "next", 0, sure="y")
        client.follow()
        assert "Va a la hora" in client.text


def test_a_morning_left_open_is_noted_the_day_after(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.luz).get(path)
        press(client, path, "next", 0)
    with frozen(at(8, days=1)):
        enter(client, story.bea).get(path)
        assert "Quedó abierta" in client.text
        press(client, path, "next", 1)
        assert client.status == 409 and "quedó abierta otro día" in client.text
        press(client, path, "planned", 1)
        client.follow()
        assert "Anotado: 4 bloques" in client.text and "Terminó a las 12:00" in client.text
        assert "Dictado por Luz" in client.text  # what she had begun stays hers
        press(client, path, "planned", 5, sent_key="planned-again")
        assert client.status == 409 and "ya está anotada" in client.text
        press(client, path, "undo", 5)
        assert story.stands(at(8, days=1)).left_open


def test_who_gives_the_block_is_one_press(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        press(client, path, "giver", 1, block=story.block(1), giver=story.luz.id)
        assert story.stands(at(8)).running.giver == story.luz.id  # type: ignore[union-attr]  # there is one
        press(client, path, "giver", 2, block=story.block(2), giver=story.luz.id)
        assert client.status == 409 and "ya no está en marcha" in client.text
        press(client, path, "giver", 2, block=story.block(1), giver=make.ana().id)
        assert client.status == 400


def test_a_step_that_waited_for_the_network_keeps_its_hour(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
    with frozen(at(9)):
        enter(client, story.bea)
        press(client, path, "next", 1, ago=1200)
        press(client, path, "next", 2, ago=86_400)  # a clock that was wrong by a day, even so
    found = story.stands(at(9))
    assert [(line.starts, line.ends) for line in found.given] == [(at(8), at(8, 40)), (at(8, 40), at(8, 40))]


@pytest.mark.parametrize("wrong", [{"do": "fly"}, {"base": "x"}, {"base": -1}, {"sent_key": "a b"}, {"giver": "9" * 25},
                                   {"ago": "NaN"}, {"block": "../x"}])
def test_nonsense_is_refused_and_changes_nothing(client: Client, story: Story, wrong: dict[str, str]) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0, **wrong)
        assert client.status == 400
        press(client, path, "cut", 0, block="not-a-block")
        assert client.status == 404
    assert db.session.scalar(select(func.count(AgendaStep.id))) == 0


def test_a_closed_cohort_is_only_read(client: Client, story: Story) -> None:
    path = story.address()
    story.cohort.closed_at = at(7)
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        assert client.page is not None and client.page.form_for(path) is None
        press(client, path, "next", 0)
        assert client.status == 409 and "cerrada" in client.text


def test_the_overview_adds_up_the_workshop(client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(f"/cohortes/{story.cohort.key}/agenda")
        assert "Abrir la agenda" in client.text and "Jornada 1: martes 15, mañana" in client.text
        client.get(path)
        press(client, path, "next", 0)
        press(client, path, "cut", 1, block=story.block(4))
    with frozen(at(8, 30)):
        enter(client, story.bea)
        press(client, path, "next", 2)
    with frozen(at(11)):
        enter(client, story.bea)
        press(client, path, "finish", 3)
        client.get(f"/cohortes/{story.cohort.key}/agenda")
        assert "de 11 bloques dictados" in client.text
        assert "Recortado: «Plenaria» (45 min)" in client.text
    with frozen(at(20, days=5)):
        enter(client, story.bea).get(f"/cohortes/{story.cohort.key}/agenda")
        assert client.text.count("Por anotar") == 3 and "esencial, sin dictar" in client.text


def test_a_cohort_without_workshop_says_so(client: Client, app: Flask) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/agenda")
    assert "no tiene taller" in client.text


def test_the_number_of_queries_does_not_grow_with_steps_or_people(client: Client, story: Story) -> None:
    path = story.address()

    def count() -> tuple[int, ...]:
        found = []
        for address in (path, f"/cohortes/{story.cohort.key}/agenda"):
            with statements() as seen:
                client.get(address)
            found.append(len([one for one in seen if one.startswith("SELECT")]))
        return tuple(found)

    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        few = count()
        for number in range(30):
            make.member(story.cohort, make.user("Persona", f"Número {number}"))
        for base in range(1, 31):
            press(client, path, ("cut", "restore")[base % 2 == 0], base, block=story.block(4))
        assert story.stands(at(8)).revision == 31
        assert db.session.scalar(select(func.count(Membership.id))) == 30
        assert count() == few


def test_steps_are_never_changed_nor_deleted(app: Flask, client: Client, story: Story) -> None:
    with frozen(at(8)):
        client.sign_in(story.bea).get(story.address())
        press(client, story.address(), "next", 0)
    for statement in ("UPDATE agenda_step SET by_id = by_id", "DELETE FROM agenda_step"):
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(statement))
        db.session.rollback()
    assert DAY.year == 2026
