"""In a real browser with the manual's own ladder: Luz climbs from her certificates to regional facilitator, and then her
workshop's certificates wait for nobody."""

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
from tests.licences import story
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort
from training.db import db
from training.manuals.cli import publish_folder
from training.manuals.models import ManualVersion

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both

LOOK = os.environ.get("LOOK")  # a folder for pictures of the pages
COFACILITATION = 2  # workshops, as content/ladder.toml asks


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
    """Sign in on a phone and go there."""
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    enter(page, site, user.document, make.PASSWORD)
    page.wait_for_url(lambda address: "/ingresar" not in address)
    page.goto(site.url + path)


def told() -> tuple[User, User, User, Cohort]:
    """Bea, Luz and Dina; Luz holds both certificates, and a workshop of hers alone waits for its certificates."""
    version = db.session.get_one(ManualVersion, publish_folder(str(CONTENT))[0])
    bea, luz, dina = make.bea(), story.luz(), make.dina()
    story.trained(luz, bea, version)
    alone = make.cohort(luz, version, name="Ayacucho 2026-4", starts_on=today() - timedelta(days=1), ends_on=today())
    make.member(alone, make.ana())
    db.session.commit()
    return bea, luz, dina, alone


def mark(page: Page, worst: str) -> None:
    """Every step done well, but the first critical one."""
    steps = page.locator(".item")
    for place in range(steps.count()):
        steps.nth(place).get_by_text("2", exact=True).click()
    page.locator(".item.crit").first.get_by_text(worst, exact=True).click()


def observe(page: Page, site: LiveSite, by: User, luz: User, worst: str) -> None:
    """Bea observes Luz on her phone, from Luz's page to the result."""
    inside(page, site, by, f"/formadores/{luz.key}")
    page.get_by_role("button", name="Empezar la hoja").click()
    expect(page.locator(".item").first).to_be_visible()
    looked_at(page, "hoja")
    mark(page, worst)
    page.fill("[name=comment]", "Buen reparto de la palabra.")
    page.get_by_role("button", name="Terminar y ver el resultado").click()
    expect(page.get_by_text("Buen reparto de la palabra.").first).to_be_visible()


def test_up_the_ladder(app: Flask, live_site: LiveSite, page: Page, browser: Browser) -> None:
    bea, luz, dina, alone = told()
    inside(page, live_site, luz, f"/cohortes/{alone.key}")
    expect(page.get_by_text("Luz Tello Garúa no tiene licencia.")).to_be_visible()
    page.goto(live_site.url + "/mi-camino")
    expect(page.get_by_text("Ya cumple para «Facilitador/a en formación».")).to_be_visible()
    looked_at(page, "cumple")

    inside(page, live_site, dina, "/formadores?estado=en-camino")
    looked_at(page, "lista")
    page.get_by_role("link", name="Tello Garúa, Luz").click()
    page.goto(page.url + "/reconocer")
    page.get_by_role("button", name="Reconocer la licencia").click()
    looked_at(page, "reconocer")
    page.get_by_role("link", name="Volver").last.click()
    page.get_by_role("button", name="Otorgar: Facilitador/a en formación").click()
    expect(page.get_by_text("Licencia dada: Facilitador/a en formación")).to_be_visible()

    version = db.session.get_one(ManualVersion, alone.manual_digest)
    for number in range(COFACILITATION):
        story.cohort([luz, bea], version, ended=20 - number, certified=8, name=f"Taller {number}")
    db.session.commit()
    observe(page, live_site, bea, luz, "1")
    expect(page.get_by_text(re.compile("Repetir, "))).to_be_visible()
    inside(page, live_site, luz, "/mi-camino")
    expect(page.get_by_text("Repítalo hasta el")).to_be_visible()
    looked_at(page, "repetir")
    observe(page, live_site, bea, luz, "2")
    looked_at(page, "persona")

    page.get_by_role("button", name="Otorgar: Facilitador/a regional").click()  # Bea is a principal trainer of the region
    expect(page.get_by_text("Licencia dada: Facilitador/a regional")).to_be_visible()
    page.goto(live_site.url + f"/formadores/{luz.key}")
    page.get_by_role("link", name="Anular esta hoja").first.click()
    looked_at(page, "anular")
    inside(page, live_site, dina, f"/formadores/{luz.key}")
    page.get_by_role("link", name="Retirar esta licencia").first.click()
    looked_at(page, "retirar")
    inside(page, live_site, luz, "/mi-camino")
    expect(page.get_by_text("3 de 4 peldaños alcanzados")).to_be_visible()
    looked_at(page, "regional")
    page.goto(live_site.url + f"/cohortes/{alone.key}")
    expect(page.get_by_text("no tiene licencia")).to_have_count(0)
