"""A facility on its way, in a real browser: from «sin datos» to «cubierto», and from there to «listo»."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.certificates.story import complete
from training.clock import today
from training.db import db
from training.manuals.cli import publish_folder
from training.places.fictional import add_fictional

pytestmark = pytest.mark.one_database
CODE = "00099006"


@pytest.fixture
def nurse(app: Flask) -> tuple[str, str, str]:
    """Ana passed everything in Bea's cohort; nobody knows where she works. (Bea's document, the cohort's key, Ana's document)"""
    add_fictional()
    bea = make.bea()
    cohort = make.cohort(bea)
    ana = make.ana()
    complete(make.member(cohort, ana))
    publish_folder(str(app.config["CONTENT_DIR"]))  # the newest: what is asked in a visit is content
    db.session.commit()
    return bea.document, cohort.key, ana.document


def panel(page: Page) -> str:
    """What the facility's page says of its coverage."""
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1/establecimientos/{CODE}", page.url))
    return page.locator("section[aria-labelledby=coverage]").inner_text()


def test_a_facility_from_no_data_to_ready(nurse: tuple[str, str, str], live_site: LiveSite, page: Page) -> None:
    bea, cohort, ana = nurse
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(live_site.url + "/ingresar")
    page.fill("[name=document]", bea)
    page.fill("[name=password]", make.PASSWORD)
    page.get_by_role("button", name="Ingresar").click()
    page.wait_for_url(lambda url: "ingresar" not in url)
    assert "Sin datos" in panel(page)

    page.goto(f"{live_site.url}/establecimientos/{CODE}/personal")
    page.fill("[name=document]", ana)
    page.fill("[name=surnames]", "Quispe Rojas")
    page.fill("[name=given_names]", "Ana")
    page.get_by_role("button", name="Anotar").click()
    expect(page.locator("main")).to_contain_text("Quispe Rojas")
    assert "Sin datos" in panel(page)  # she works there, and holds no certificate yet

    page.goto(f"{live_site.url}/cohortes/{cohort}/certificados")
    page.get_by_role("button", name=re.compile("Emitir")).click()
    page.wait_for_load_state()
    assert "Cubierto" in panel(page)
    assert "Todavía no: falta revisar o renovar el kit, el directorio y la ruta de noche." in panel(page)

    page.goto(f"{live_site.url}/establecimientos/{CODE}/visita")
    later, lately = today() + timedelta(days=200), today() - timedelta(days=3)
    for thing in ("kit", "directorio", "noche"):
        page.check(f"#o-{thing}-yes", force=True)
        page.fill(f"[name=d-{thing}]", (later if thing == "kit" else lately).isoformat())
    page.get_by_label("En una visita").check()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Guardar lo que se vio").click()
    page.wait_for_load_state()
    assert "Sí: cubierto y con todo al día" in panel(page)
    page.goto(live_site.url + "/cobertura")
    assert_fits(page)
    assert_accessible(page)
