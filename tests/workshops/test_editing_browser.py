"""The page of an agenda in a browser with its script: hours and totals follow what is typed; it fits a telephone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from training.clock import today
from training.db import db
from training.workshops.queries import half_days

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both


def test_totals_follow_what_is_typed_and_one_button_saves(app: object, live_site: LiveSite, page: Page) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, first_day=today() + timedelta(days=12))
    first = half_days(cohort)[0]
    keys, half, document = [block.key for block in first.blocks], first.key, bea.document
    db.session.commit()
    page.goto(f"{live_site.url}/ingresar")
    page.fill("[name=document]", document)
    page.fill("[name=password]", make.PASSWORD)
    page.locator("main form button").first.click()
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{live_site.url}/cohortes/{cohort.key}/taller/agenda/{half}")
    db.session.commit()
    expect(page.get_by_role("button", name="Ver cómo queda")).to_be_hidden()
    page.fill(f"#m-{keys[1]}", "130")
    page.locator(f"[name=out-{keys[3]}]").check()
    expect(page.locator("#effects")).to_contain_text("175")
    expect(page.locator("#unsaved")).to_contain_text("Hay cambios sin guardar")
    page.fill(f"#m-{keys[1]}", "nada")
    page.locator(f"#m-{keys[1]}").blur()
    expect(page.locator("#wrong")).to_contain_text("Escriba los minutos")
    for width in (PHONE["width"], 1280):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        assert_fits(page)
        assert_accessible(page)
    page.fill(f"#m-{keys[1]}", "130")
    page.locator(f"#m-{keys[1]}").press("Enter")  # looks, saves nothing
    page.get_by_role("button", name="Guardar la agenda").click()
    expect(page.locator("main")).to_contain_text("Agenda guardada")
    db.session.expire_all()
    assert (half_days(cohort)[0].minutes, len(half_days(cohort)[0].blocks)) == (175, 3)
    db.session.commit()
