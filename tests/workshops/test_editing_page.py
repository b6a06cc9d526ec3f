"""The page on which hour and blocks of a half-day change."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask

from modules.workshop import OTHER
from tests import hostile, make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.statements import statements
from training.audit.models import AuditEntry
from training.clock import at_lima, frozen, now
from training.cohorts.models import CohortTrainer
from training.db import db
from training.workshops.actions import add_make_up
from training.workshops.models import HalfDay, Workshop
from training.workshops.queries import half_days, needed_minutes

DAY = date(2026, 12, 15)


class Story:
    """Bea and Luz facilitate. First half-day from 8:00: test 30, «Escuchar» 150, break 15, «Plenaria» 45 (optional)."""

    def __init__(self, browser: Callable[[], Client]) -> None:
        self.bea = make.bea()
        self.luz = make.user("Luz", "Paredes Sol", authority_id=make.authority().id)
        self.cohort = make.workshop(self.bea, first_day=DAY)
        db.session.add(CohortTrainer(cohort_id=self.cohort.id, user_id=self.luz.id))
        db.session.commit()
        self.client = browser().sign_in(self.bea)
        self.other = browser().sign_in(self.luz)

    def half(self, number: int = 1) -> HalfDay:
        return half_days(self.cohort)[number - 1]

    def at(self, number: int = 1) -> str:
        return f"/cohortes/{self.cohort.key}/taller/agenda/{self.half(number).key}"

    def key(self, title: str) -> str:
        return next(block.key for one in half_days(self.cohort) for block in one.blocks if block.title == title)

    def blocks(self, number: int = 1) -> list[tuple[str, int]]:
        return [(block.title, block.minutes) for block in self.half(number).blocks]

    def open(self, number: int = 1, browser: Client | None = None) -> Client:
        browser = browser or self.client
        browser.get(self.at(number))
        assert browser.status == 200
        return browser

    @property
    def workshop(self) -> Workshop:
        return db.session.get_one(Workshop, self.cohort.id)


@pytest.fixture
def story(app: Flask, new_client: Callable[[], Client]) -> Iterator[Story]:
    with frozen(at_lima(DAY - timedelta(days=10), time(9))):
        yield Story(new_client)


def press(browser: Client, do: str, **fields: Any) -> None:
    """Press a button of the page as it stands, with some fields typed; «out_» ticks a box."""
    browser.submit(do=do, **fields)


def save(browser: Client, **fields: Any) -> None:
    press(browser, "save", **fields)


def test_the_page_says_the_agenda_and_why_blocks_stay(story: Story) -> None:
    browser = story.open()
    for words in ("Prueba de entrada", "con las dos pruebas se mide lo aprendido", "lo que el manual marca esencial",
                  "sin pausas se aprende menos", "Quitar", "8:30"):
        assert words in browser.text
    assert "el certificado pide la práctica" in story.open(3).text
    assert "cada establecimiento sale con su plan" in story.open(4).text
    browser.get(f"/cohortes/{story.cohort.key}/taller")
    assert story.at() in browser.text and "Cambiar horas y bloques" in browser.text


def test_minutes_and_the_first_hour_change(story: Story) -> None:
    browser = story.open()
    keys = [block.key for block in story.half().blocks]
    save(browser, starts="08:30", **{f"minutes-{story.key('Escuchar')}": "140"})
    assert browser.status == 303
    assert (story.half().starts, story.half().minutes) == (time(8, 30), 230)
    assert story.blocks()[1] == ("Escuchar", 140) and [block.key for block in story.half().blocks] == keys
    browser.follow()
    assert "Agenda guardada" in browser.text and "12:20" in browser.text
    entry = db.session.query(AuditEntry).filter_by(act="change agenda").one()
    assert entry.detail == "1: 08:00, 240 min → 08:30, 230 min, 4" and entry.actor_id == story.bea.id


def test_looking_says_what_would_follow_and_saves_nothing(story: Story) -> None:
    browser = story.open()
    press(browser, "look", **{f"minutes-{story.key('Escuchar')}": "130"})
    assert browser.status == 200
    for words in ("Hay cambios sin guardar", "11:40", "(antes, 240)", "704", "minutos de 880", "(antes, 720 de 900)"):
        assert words in browser.text
    assert story.half().minutes == 240 and db.session.query(AuditEntry).filter_by(act="change agenda").count() == 0
    save(browser)
    assert story.half().minutes == 220
    assert needed_minutes(story.cohort, half_days(story.cohort)) == 704


def test_an_optional_block_is_taken_out_and_an_essential_one_is_not(story: Story) -> None:
    browser = story.open()
    save(browser, **{f"out-{story.key('Plenaria')}": "y"})
    assert story.blocks() == [("Prueba de entrada", 30), ("Escuchar", 150), ("Pausa", 15)]
    for title, why in (("Prueba de entrada", "se mide lo aprendido"), ("Escuchar", "el manual lo marca esencial")):
        save(story.open(), **{f"out-{story.key(title)}": "y"})
        assert browser.status == 422 and f"«{title}» no se puede quitar" in browser.text and why in browser.text
    for number, title in ((3, "Práctica observada"), (4, "Plan de acción")):
        save(story.open(number), **{f"out-{story.key(title)}": "y"})
        assert browser.status == 422 and f"«{title}» no se puede quitar" in browser.text
    assert len(story.blocks()) == 3


def test_what_was_taken_out_can_be_put_back_from_the_plan(story: Story) -> None:
    browser = story.open()
    save(browser, **{f"out-{story.key('Plenaria')}": "y"})
    press(story.open(), "put.3")
    assert "Hay cambios sin guardar" in browser.text
    save(browser)
    assert story.blocks()[-1] == ("Plenaria", 45) and not story.half().blocks[-1].essential


def test_a_block_moves_with_a_button(story: Story) -> None:
    browser = story.open()
    press(browser, f"up.{story.key('Plenaria')}")
    press(browser, f"down.{story.key('Prueba de entrada')}")
    assert story.blocks()[0][0] == "Prueba de entrada"
    save(browser)
    assert [title for title, _minutes in story.blocks()] == ["Escuchar", "Prueba de entrada", "Plenaria", "Pausa"]
    assert [block.position for block in story.half().blocks] == [1, 2, 3, 4]


def test_a_block_of_ones_own_and_a_break_go_where_they_were_asked_for(story: Story) -> None:
    browser = story.open()
    press(browser, "add", new_title="Saludo de la red", new_minutes="10", new_after="start")
    assert browser.status == 200 and "Saludo de la red" in browser.text
    save(browser, new_kind="break", new_minutes="5", new_after=story.key("Escuchar"))  # not added yet: it goes along
    assert story.blocks() == [("Saludo de la red", 10), ("Prueba de entrada", 30), ("Escuchar", 150), ("Pausa", 5),
                              ("Pausa", 15), ("Plenaria", 45)]
    first = story.half().blocks[0]
    assert (first.kind, first.module, first.essential) == (OTHER, "", False)
    assert story.open().text.count('type="checkbox"') == 3  # both own ones may go again, and the optional one


@pytest.mark.parametrize(("fields", "words"), [
    ({"new_title": "", "new_minutes": "10"}, "Escriba cómo se llama"),
    ({"new_title": "Saludo", "new_minutes": ""}, "Escriba los minutos"),
    ({"new_title": "Saludo", "new_minutes": "mucho"}, "Escriba los minutos"),
    ({"new_title": "x" * 121, "new_minutes": "10"}, "120 caracteres"),
    ({"new_title": "Sal\u202eudo", "new_minutes": "10"}, "no se pueden usar"),
])
def test_a_block_that_is_not_one_is_asked_again(story: Story, fields: dict[str, str], words: str) -> None:
    for do in ("add", "save"):
        browser = story.open()
        press(browser, do, **fields, **{f"minutes-{story.key('Escuchar')}": "99"})
        assert browser.status == 422 and words in browser.text
        assert 'value="99"' in browser.text and len(story.blocks()) == 4


def test_back_to_the_plan_of_the_manual(story: Story) -> None:
    browser = story.open()
    save(browser, starts="09:00", new_title="Saludo", new_minutes="10", **{f"out-{story.key('Plenaria')}": "y"})
    keys = {block.title: block.key for block in story.half().blocks}
    press(story.open(), "plan")
    assert "Saludo" in browser.text and "Hay cambios sin guardar" in browser.text
    save(browser)
    assert story.half().starts == time(8)
    assert story.blocks() == [("Prueba de entrada", 30), ("Escuchar", 150), ("Pausa", 15), ("Plenaria", 45)]
    assert story.key("Escuchar") == keys["Escuchar"]


@pytest.mark.parametrize(("fields", "words"), [
    ({"starts": ""}, "Escriba la hora"), ({"starts": "25:00"}, "Esa hora no existe"), ({"starts": "8"}, "Esa hora no existe"),
    ({"minutes": "0"}, "Escriba los minutos"), ({"minutes": "dos horas"}, "Escriba los minutos"),
    ({"minutes": "300"}, "El máximo es 360"), ({"starts": "10:30"}, "Se cruza con otra jornada"),
    ({"starts": "22:00"}, "después de la medianoche"),
])
def test_what_cannot_be_is_said_and_nothing_is_saved(story: Story, fields: dict[str, str], words: str) -> None:
    browser = story.open()
    typed = {("starts" if name == "starts" else f"minutes-{story.key('Escuchar')}"): value for name, value in fields.items()}
    save(browser, **typed)
    assert browser.status == 422 and words in browser.text and "Error: " in browser.page.title  # type: ignore[union-attr]
    assert (story.half().starts, story.half().minutes) == (time(8), 240)


def test_a_half_day_of_less_than_an_hour_is_too_short(story: Story) -> None:
    browser = story.open(2)
    minutes = {f"minutes-{block.key}": "15" for block in story.half(2).blocks}
    save(browser, **minutes)
    assert browser.status == 422 and "Deje al menos 60" in browser.text


def test_the_afternoon_does_not_begin_before_the_morning_ends_nor_run_into_a_make_up(story: Story) -> None:
    browser = story.open(2)
    save(browser, starts="11:59")
    assert browser.status == 422 and "Se cruza con otra jornada del mismo día (Jornada 1" in browser.text
    save(story.open(2), starts="12:00")
    assert browser.status == 303
    make_up = add_make_up(story.cohort, DAY, time(17), 60, story.bea)
    save(story.open(2), starts="14:00")
    assert browser.status == 422 and "Recuperación" in browser.text
    browser.get(story.at(5))
    assert browser.status == 200 and "no tiene agenda de bloques" in browser.text
    assert make_up.kind == "make-up"


def test_the_entry_test_follows_the_first_half_day_and_the_exit_test_its_block(story: Story) -> None:
    browser = story.open()
    press(browser, "look", starts="07:30")
    assert "Prueba de entrada:" in browser.text and "se mueve con la jornada" in browser.text
    save(browser)
    workshop = story.workshop
    assert (workshop.entry_opens_at, workshop.entry_closes_at) == (at_lima(DAY, time(7)), at_lima(DAY, time(11, 30)))
    closes = workshop.exit_closes_at
    save(story.open(4), **{f"minutes-{story.key('Plan de acción')}": "150"})
    assert (story.workshop.exit_opens_at, story.workshop.exit_closes_at) == (
        at_lima(DAY + timedelta(days=1), time(15, 30)), closes)


def test_a_test_that_has_opened_keeps_its_window(app: Flask, story: Story) -> None:
    with frozen(at_lima(DAY, time(7, 40))):
        browser = story.client
        browser.sign_in(story.bea)
        browser = story.open()
        press(browser, "look", starts="09:00")
        assert "ya se abrió, así que conserva su horario" in browser.text
        save(browser)
        assert browser.status == 303 and story.half().starts == time(9)
        assert story.workshop.entry_opens_at == at_lima(DAY, time(7, 30))


def test_two_at_once_the_second_is_shown_what_changed_and_loses_nothing(story: Story) -> None:
    second, first = story.open(), story.open(browser=story.other)
    save(first, starts="08:15", new_title="Himno", new_minutes="5", new_after="start",
         **{f"out-{story.key('Plenaria')}": "y", f"minutes-{story.key('Pausa')}": "20"})
    assert first.status == 303
    save(second, new_title="Saludo", new_minutes="10", **{f"minutes-{story.key('Escuchar')}": "140",
                                                           f"minutes-{story.key('Pausa')}": "25"})
    assert second.status == 409
    for words in ("Otra persona cambió esta agenda", "era 8:00", "«Himno», 5 min: agregado", "«Plenaria», 45 min: quitado",
                  "duraba 15 min, ahora 20", "lo que usted escribió (25 minutos)"):
        assert words in second.text
    assert story.blocks()[0] == ("Himno", 5) and ("Escuchar", 150) in story.blocks()  # nothing of it was saved yet
    save(second)
    assert second.status == 303
    assert story.half().starts == time(8, 15)
    assert story.blocks() == [("Himno", 5), ("Prueba de entrada", 30), ("Escuchar", 140), ("Pausa", 25), ("Saludo", 10)]


def test_the_same_save_twice_is_one(story: Story) -> None:
    browser = story.open()
    fields = {name: value for name, value in browser.page.form_for("").values if name != "block"}  # type: ignore[union-attr]
    form = fields | {"block": [block.key for block in story.half().blocks], "do": "save", "starts": "08:30", "new_title": "Himno",
                     "new_minutes": "5", "new_after": "start", f"out-{story.key('Plenaria')}": "y"}
    for _again in range(2):
        browser.post(story.at(), form)
        assert browser.status == 303
    assert db.session.query(AuditEntry).filter_by(act="change agenda").count() == 1 and len(story.blocks()) == 4


def test_two_presses_at_the_same_moment_leave_one_agenda(story: Story) -> None:
    browsers = [story.open(), story.open(browser=story.other)]
    key, path = story.key("Escuchar"), story.at()
    forms = []
    for browser, minutes in zip(browsers, ("140", "120"), strict=True):
        values = browser.page.form_for("").values  # type: ignore[union-attr]
        fields: dict[str, Any] = {"block": [value for name, value in values if name == "block"]}
        forms.append({name: value for name, value in values if name != "block"} | fields
                     | {"do": "save", f"minutes-{key}": minutes})
    db.session.commit()
    at_once([lambda b=b, f=f: b.post(path, f) for b, f in zip(browsers, forms, strict=True)])
    assert sorted(browser.status for browser in browsers) == [303, 409]


def test_a_half_day_whose_attendance_was_closed_or_whose_workshop_was_stays(story: Story) -> None:
    browser = story.open()
    story.half().closed_at = now()
    db.session.commit()
    save(browser, starts="08:30")
    assert browser.status == 409 and "La asistencia de esta jornada ya está cerrada" in browser.text
    browser = story.open()
    assert "<button name=\"do\" value=\"save\">" not in browser.text and "ya está cerrada" in browser.text
    story.half().closed_at = None
    db.session.commit()
    browser = story.open()
    story.cohort.closed_at = now()
    db.session.commit()
    save(browser, starts="08:30")
    assert browser.status == 409 and story.half().starts == time(8)


def test_what_is_no_page_of_ours_is_refused(story: Story) -> None:
    browser = story.open()
    for made_from in ("", "x", "[]", "9" * 30_000):
        browser.post(story.at(), {"do": "save", "starts": "08:30", "made_from": made_from})
        assert browser.status == 422 and "Ábrala otra vez" in browser.text
    assert story.half().starts == time(8)


def test_whatever_stands_in_its_fields_nothing_breaks(story: Story) -> None:
    browser = story.open()
    values = browser.page.form_for("").values  # type: ignore[union-attr]
    good: dict[str, Any] = {name: value for name, value in values if name != "block"}
    good["block"] = [block.key for block in story.half().blocks]
    for value in hostile.VALUES:
        for name in (*good, "do", "new_kind", "new_title", "new_minutes", "new_after"):
            if name != "csrf_token":
                browser.post(story.at(), good | {"do": "save", name: value})
                assert browser.status in (200, 303, 409, 422), (name, value)
        own = {"block": [*good["block"], value, "own.1"], "title-own.1": value, "kind-own.1": value, "minutes-own.1": value}
        browser.post(story.at(), good | own | {"do": "save"})
        assert browser.status in (303, 409, 422)
    assert all(block.kind in ("test", "session", "break", "other") for block in story.half().blocks)


def test_the_page_asks_the_same_number_of_questions_whatever_the_cohort_holds(app: Flask, story: Story) -> None:
    counts = []
    for people in (3, 30):
        for number in range(people):
            make.member(story.cohort, make.user(f"Persona {number}"))
        db.session.commit()
        story.open()
        with statements() as asked:
            story.open()
        counts.append(len(asked))
    assert counts[0] == counts[1]
