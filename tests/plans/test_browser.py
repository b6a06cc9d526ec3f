"""A facility's team drafts its plan on a phone, whoever facilitates puts it in force and calls after thirty days."""

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
from tests.plans import story
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.manuals.cli import publish_folder
from training.manuals.models import ManualVersion

LOOK = os.environ.get("LOOK")  # a folder for pictures


def looked_at(page: Page, name: str) -> None:
    """It fits a narrow phone and a reader's ears; with LOOK, a picture of it at both widths."""
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


def fill(page: Page, topic: str, **cells: str) -> None:
    """Write into the first line of a topic."""
    card = page.locator(".topic").filter(has=page.get_by_role("heading", name=topic, exact=True))
    for label, text in zip(("¿Qué haremos?", "¿Quién?", "¿Qué día?", "¿Qué se mira"), cells.values(), strict=False):
        card.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(text)


@pytest.mark.one_database
def test_a_plan_is_drafted_on_a_phone_put_in_force_and_reviewed(
        app: Flask, live_site: LiveSite, page: Page, browser: Browser) -> None:
    bea = make.bea()
    version = db.session.get_one(ManualVersion, publish_folder(str(CONTENT))[0])
    manso = story.facility()
    ana = story.works_at(make.ana(), manso)
    group = make.workshop(bea, version)
    make.member(group, ana, facility_id=manso.id)
    db.session.commit()
    inside(page, live_site, ana, "/mi-establecimiento/plan")
    fill(page, "Kit", **story.KIT)
    fill(page, "Ambiente privado", accion="x" * 301)
    looked_at(page, "borrador")
    page.get_by_role("button", name="Guardar el borrador").click()
    expect(page.get_by_role("alert")).to_contain_text("Todavía no se guardó")
    expect(page.get_by_label(re.compile("^¿Quién?")).first).to_have_value("Jefa de farmacia")
    looked_at(page, "rechazo")
    fill(page, "Ambiente privado", **story.ROOM)
    page.get_by_role("button", name="Guardar el borrador").click()
    expect(page.get_by_role("status")).to_contain_text("Guardado.")
    page.get_by_role("button", name=re.compile(r"^Guardar y agregar otra línea\s*: Kit")).click()
    expect(page.locator("#t-kit .line")).to_have_count(2)

    desk = browser.new_context(locale="es-PE").new_page()
    inside(desk, live_site, bea, f"/cohortes/{group.key}/planes")
    looked_at(desk, "grupo")
    desk.get_by_role("link", name=re.compile(r"^Seguir\s*: Plan de contingencia")).click()
    fill(page, "Kit", accion="Reponer dos kits")  # the team changes what is in front of whoever facilitates
    page.get_by_role("button", name="Guardar el borrador").click()
    expect(page.get_by_role("status")).to_contain_text("Guardado.")
    fill(desk, "Kit", accion="Reponer tres kits")
    desk.get_by_label("¿Desde qué día vale?").fill((today() - timedelta(days=30)).isoformat())
    desk.get_by_role("button", name="Guardar y poner en marcha").click()
    expect(desk.get_by_role("alert")).to_contain_text("Otra persona escribió en las mismas casillas")
    expect(desk.get_by_text("Otra persona escribió: «Reponer dos kits»")).to_be_visible()
    looked_at(desk, "choque")
    desk.get_by_role("button", name="Guardar y poner en marcha").click()
    expect(desk.get_by_role("status")).to_contain_text("Plan en marcha")
    expect(desk.get_by_text("Reponer tres kits")).to_be_visible()
    looked_at(desk, "en-marcha")

    desk.goto(live_site.url + "/planes")
    looked_at(desk, "planes")
    desk.get_by_role("link", name=re.compile("^Llamar")).click()
    desk.get_by_text("Hecho", exact=True).click()
    looked_at(desk, "llamada")
    desk.get_by_role("button", name="Guardar y seguir").click()
    desk.get_by_text("En camino", exact=True).click()
    desk.get_by_role("button", name="Guardar y seguir").click()
    expect(desk.get_by_text("2 líneas respondidas.")).to_be_visible()
    for thing in ("kit", "directorio", "noche"):
        desk.locator(f"label[for=o-{thing}-yes]").click()
    desk.get_by_label(re.compile("^Vence primero el")).fill((today() + timedelta(days=200)).isoformat())
    desk.get_by_text("Por teléfono").click()
    looked_at(desk, "final")
    desk.get_by_role("button", name="Guardar la revisión").click()
    expect(desk.get_by_role("status")).to_contain_text("Revisión guardada")
    looked_at(desk, "historia")
    desk.goto(f"{live_site.url}/establecimientos/{manso.code}")
    expect(desk.get_by_text("En orden hasta el")).to_have_count(3)
    for name, path in (("visita", "visita"), ("supervision", "supervision")):
        desk.goto(f"{live_site.url}/establecimientos/{manso.code}/{path}")
        looked_at(desk, name)
    desk.goto(f"{live_site.url}/planes/indicadores")
    looked_at(desk, "indicadores")
