"""The page of both tests in a real browser: on a phone and on a laptop it fits, and everybody can use it."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from quizzes.entry_exit.blueprint import ENTRY, EXIT
from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.entry_exit.gain_story import hand_in, workshop
from training.db import db

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both


def test_the_gain_on_a_phone_and_on_a_laptop(app: Flask, live_site: LiveSite, page: Page) -> None:
    bea, cohort, people = workshop(12)
    people[0].surnames, people[0].given_names = "Ayquipa de Cárdenas", "María Auxiliadora de los Ángeles"
    for person in people:
        hand_in(person, ENTRY, range(1, 11))
    for person in people[:11]:
        hand_in(person, EXIT, range(1, 18))
    hand_in(people[0], EXIT, range(1, 20), number=2)
    db.session.commit()
    page.goto(f"{live_site.url}/ingresar")
    page.fill("[name=document]", bea.document)
    page.fill("[name=password]", make.PASSWORD)
    page.click("main button")
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dictionary of the same form
        page.goto(f"{live_site.url}/cohortes/{cohort.key}/pruebas")
        page.click("#preguntas summary")
        assert page.locator("svg.dots:visible").count() == 2 + 20
        assert_fits(page)
        assert_accessible(page)
