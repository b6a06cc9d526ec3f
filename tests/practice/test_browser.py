"""Two phones in a real browser: both observe the same practice with the manual's own checklist; marks save themselves."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.journeys.test_story import CONTENT, enter
from tests.practice import story
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.manuals.cli import publish_folder
from training.manuals.models import ManualVersion

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both

LOOK = os.environ.get("LOOK")  # a folder for pictures of the pages


def looked_at(page: Page, name: str) -> None:
    """Fits, is accessible, and leaves a picture when somebody wants to look."""
    assert_fits(page)
    assert_accessible(page)
    if LOOK:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=Path(LOOK) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(PHONE)


def inside(page: Page, site: LiveSite, user: User, path: str) -> None:
    """Sign in and go there."""
    page.set_viewport_size(PHONE)
    enter(page, site, user.document, make.PASSWORD)
    page.wait_for_url(lambda address: "/ingresar" not in address)
    page.goto(site.url + path)


def mark(page: Page, marks: str) -> None:
    """Touch one mark a step."""
    for place, value in enumerate(marks):
        page.locator(".item").nth(place).get_by_text(value, exact=True).click()


def test_two_observers_on_two_phones(app: Flask, live_site: LiveSite, page: Page, browser: Browser) -> None:
    bea, luz = make.bea(), story.luz()
    version = db.session.get_one(ManualVersion, publish_folder(str(CONTENT))[0])
    cohort = make.workshop(bea, version, people=7)
    learner = db.session.get_one(User, story.members(cohort)[1].user_id)
    db.session.commit()
    board = f"/cohortes/{cohort.key}/practica"
    inside(page, live_site, bea, board)
    looked_at(page, "tablero")
    page.get_by_role("button", name="Observar: Rojas Luna 001, Persona 001").click()
    other = browser.new_context(locale="es-PE").new_page()
    inside(other, live_site, luz, board)
    other.get_by_role("button", name=re.compile("^Observar también")).click()

    mark(page, "222222202222")
    expect(page.locator("[data-saved]")).to_have_text(re.compile("^Guardado"), timeout=15_000)
    page.reload()
    expect(page.locator(".score input:checked")).to_have_count(12)
    looked_at(page, "hoja")
    mark(other, "22222120222")
    other.get_by_role("button", name="Terminar y ver el resultado").click()
    expect(other.get_by_role("alert")).to_contain_text("Paso 12")
    looked_at(other, "hoja-falta")
    mark(other, "222221202222")
    other.get_by_role("button", name="Terminar y ver el resultado").click()
    expect(other.get_by_role("heading", level=2).first).to_have_text("La observación está en curso")
    looked_at(other, "espera")
    page.get_by_label("Comentario para Persona").fill("Buen tono y buena escucha. Se le fue preguntar por el peligro de hoy.")
    page.get_by_role("button", name="Terminar y ver el resultado").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile("^Todavía no"))
    page.get_by_text("Ver los puntajes de cada paso").click()
    looked_at(page, "resultado")

    page.goto(live_site.url + board + "/acuerdo/apoyo")
    looked_at(page, "acuerdo")
    page.goto(live_site.url + board)
    page.get_by_label("Número de fila").fill("1")
    page.get_by_role("button", name="Abrir", exact=True).click()
    page.get_by_role("button", name="Empezar: Intento 2 de 2").click()
    mark(page, "222222222222")
    page.get_by_role("button", name="Terminar y ver el resultado").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Aprobó con 100 %")
    looked_at(page, "aprobo")
    page.get_by_role("link", name=re.compile("^Anular la hoja de Bea")).first.click()
    looked_at(page, "anular")
    for number in (1, 2):  # somebody who uses both tries
        page.goto(live_site.url + board)
        page.get_by_label("Número de fila").fill("2")
        page.get_by_role("button", name="Abrir", exact=True).click()
        page.get_by_role("button", name=re.compile("^Empezar")).click()
        mark(page, "222222212221" if number == 1 else "222222202222")
        page.get_by_label("Comentario para Persona").fill("Muy buena escucha. Falta preguntar por hoy.")
        page.get_by_role("button", name="Terminar y ver el resultado").click()
    looked_at(page, "acompanamiento")
    page.get_by_label("Fecha del acompañamiento").fill((today() + timedelta(days=10)).isoformat())
    page.get_by_role("button", name="Acordar").click()
    looked_at(page, "acordado")
    page.goto(live_site.url + board)
    looked_at(page, "tablero-despues")
    other.context.clear_cookies()
    inside(other, live_site, learner, f"/curso/{cohort.key}/practica")
    looked_at(other, "mi-practica")
    other.context.close()
