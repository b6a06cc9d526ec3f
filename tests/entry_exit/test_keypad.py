"""The keypad in a real browser: one key an answer, saved with the twentieth, a network that drops, no mouse at all."""

import os
import re
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizzes.entry_exit import queries
from quizzes.entry_exit.models import ENTRY, EXIT
from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.entry_exit import story
from training.cohorts.models import Cohort
from training.db import db, reading

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both

LOOK = os.environ.get("REPLICA_LOOK")  # a folder: keep pictures of the pages in it


def sign_in(page: Page, site: LiveSite, document: str) -> None:
    page.goto(f"{site.url}/ingresar")
    page.fill("[name=document]", document)
    page.fill("[name=password]", make.PASSWORD)
    page.click("main button")
    page.wait_for_url(re.compile(r"^(?!.*ingresar)"))


def looked_at(page: Page, name: str) -> None:
    """Both widths: it fits, axe is content, and a picture when asked for."""
    for width, height in ((PHONE["width"], PHONE["height"]), (1280, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page)
        assert_accessible(page)
        if LOOK:
            page.screenshot(path=f"{LOOK}/{name}-{width}.png", full_page=True)


@dataclass(frozen=True)
class Room:
    """Twelve people with entry tests; rows 2, 4 and 6 have exit tests. Plain values: a read would lock the database."""

    cohort: int
    key: str
    bea: str
    row_1: str

    def keys(self, number: int, right: int) -> str:
        """What is keyed for the exit test of a row."""
        with reading():
            return story.keys(db.session.get_one(Cohort, self.cohort), number, EXIT, right)

    def points(self, *numbers: int) -> list[tuple[int, int]]:
        """Points and number of the exit sheets of these rows."""
        with reading():
            cohort = db.session.get_one(Cohort, self.cohort)
            return [(sheet.points, sheet.number) for number in numbers
                    for sheet in queries.sheets_of_person(story.person(cohort, number).id, EXIT)]

    def file(self, number: int, right: int) -> None:
        """Somebody else keys the exit sheet of a row meanwhile."""
        story.filed(db.session.get_one(Cohort, self.cohort), number, EXIT, right)
        db.session.commit()


@pytest.fixture
def room(app: Flask) -> Room:
    bea = make.bea()
    made = story.workshop(bea, people=12)
    for number in range(1, 13):
        story.filed(made, number, ENTRY, 6 + number % 5, by=bea)
    for number in (2, 4, 6):
        story.filed(made, number, EXIT, 13 + number, by=bea)
    found = Room(made.id, made.key, bea.document, story.person(made, 1).user.document)
    db.session.commit()
    return found


def test_sheets_are_keyed_without_touching_the_mouse(room: Room, live_site: LiveSite, page: Page) -> None:
    keys = {number: room.keys(number, 17) for number in (1, 3)}
    sign_in(page, live_site, room.bea)
    page.goto(f"{live_site.url}/cohortes/{room.key}/pruebas/salida/papel")
    page.keyboard.type("a")
    expect(page.locator("#answers-e")).to_contain_text("es de la otra forma")
    page.keyboard.type(keys[1][:11].lower())
    expect(page.locator("[data-said]")).to_have_text("Respuesta 12 de 20")
    page.keyboard.press("Backspace")
    page.keyboard.type(keys[1][10])
    looked_at(page, "keypad")
    page.keyboard.type(keys[1][11:])
    page.wait_for_url("**/papel?hoja=3")
    expect(page.locator("#pad h2")).to_contain_text("3. ")
    page.keyboard.type(keys[3])
    page.wait_for_url("**/papel?hoja=5")
    assert room.points(1, 3) == [(17, 1), (17, 1)]


def test_the_big_keys_do_the_same_on_a_phone(room: Room, live_site: LiveSite, page: Page) -> None:
    keys = room.keys(1, 20)
    sign_in(page, live_site, room.bea)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{live_site.url}/cohortes/{room.key}/pruebas/salida/papel")
    page.click("[data-key='-']")
    page.click("[data-key=undo]")
    page.click("[data-key=undo]")
    expect(page.locator("#answers-e")).to_contain_text("No hay nada que deshacer")
    for key in keys:
        page.click(f"[data-key={key}]")
    page.wait_for_url("**/papel?hoja=3")
    assert room.points(1) == [(20, 1)]


def test_a_network_that_drops_loses_no_key(room: Room, live_site: LiveSite, page: Page) -> None:
    keys = room.keys(1, 15)
    sign_in(page, live_site, room.bea)
    page.goto(f"{live_site.url}/cohortes/{room.key}/pruebas/salida/papel")
    page.context.set_offline(True)
    page.keyboard.type(keys)
    expect(page.locator("[data-said]")).to_contain_text("Sin conexión")
    assert room.points(1) == []
    page.context.set_offline(False)
    page.wait_for_url("**/papel?hoja=3")
    assert room.points(1) == [(15, 1)]


def test_half_a_sheet_is_kept_by_itself_and_goes_on_elsewhere(room: Room, live_site: LiveSite, page: Page) -> None:
    keys = room.keys(1, 15)
    sign_in(page, live_site, room.bea)
    url = f"{live_site.url}/cohortes/{room.key}/pruebas/salida/papel?hoja=1"
    page.goto(url)
    page.keyboard.type(keys[:9])
    expect(page.locator("[data-said]")).to_contain_text("Guardado", timeout=8000)
    page.goto(url)
    expect(page.locator("#answers")).to_have_value(keys[:9])
    page.keyboard.type(keys[9:])
    page.wait_for_url("**/papel?hoja=3")
    assert room.points(1) == [(15, 1)]


def test_what_another_keyer_keyed_is_shown_beside(room: Room, live_site: LiveSite, page: Page) -> None:
    keys = room.keys(1, 15)
    sign_in(page, live_site, room.bea)
    page.goto(f"{live_site.url}/cohortes/{room.key}/pruebas/salida/papel")
    room.file(1, 18)
    page.keyboard.type(keys)
    expect(page.locator("h1")).to_have_text("Esta hoja ya tiene otras respuestas")
    looked_at(page, "clash")
    page.click("text=Poner lo que yo ingresé")
    expect(page.locator("main")).to_contain_text("Hoja corregida: 15 de 20")
    looked_at(page, "sheet")


def test_the_other_pages_fit_and_are_accessible(room: Room, live_site: LiveSite, page: Page) -> None:
    sign_in(page, live_site, room.bea)
    base = f"{live_site.url}/cohortes/{room.key}/pruebas"
    for name, url in {"there": f"{base}/salida/papel?hoja=2", "done": f"{base}/entrada/papel", "wrong": f"{base}/salida/papel?hoja=E-003-A",
                      "void": f"{base}/anular/p01a", "taller": f"{live_site.url}/cohortes/{room.key}/taller"}.items():
        page.goto(url)
        looked_at(page, name)


def test_her_pages_fit_and_are_accessible(room: Room, live_site: LiveSite, page: Page) -> None:
    sign_in(page, live_site, room.row_1)
    url = f"{live_site.url}/curso/{room.key}/taller/salida"
    page.goto(url)
    looked_at(page, "start")
    page.click("main button")
    looked_at(page, "questions")
    page.locator("label.choice").first.click()
    page.click("text=Entregar mi prueba")
    expect(page.locator("#errors")).to_contain_text("19 preguntas en blanco")
    looked_at(page, "blanks")
    page.click("text=Entregar así")
    expect(page.locator("#verdict")).to_contain_text("todavía no llega")
    looked_at(page, "result")
