"""In a browser: the pages fit a phone, anybody can read them, a text is copied with one press and a call marked with one."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.calling.story import everything
from tests.make import PASSWORD
from training.db import db

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both
LAPTOP = {"width": 1280, "height": 900}


def _enter(page: Page, site: LiveSite, document: str) -> None:
    page.goto(f"{site.url}/ingresar")
    page.fill("[name=document]", document)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_pages_fit_and_are_readable(app: Flask, live_site: LiveSite, page: Page, size: dict[str, int]) -> None:
    everything()
    dina = make.dina()
    db.session.commit()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    _enter(page, live_site, dina.document)
    for path in ("/llamadas?de=region&region=aya", "/llamadas?que=entrar&de=region&region=aya", "/informe-mensual", "/llaves"):
        page.goto(f"{live_site.url}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert_accessible(page)
        assert_fits(page)


def test_a_text_is_copied_and_a_call_is_marked_with_one_press_each(app: Flask, live_site: LiveSite, page: Page) -> None:
    story = everything()
    db.session.commit()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_site.url)
    _enter(page, live_site, story.bea.document)
    page.goto(f"{live_site.url}/llamadas?que=entrar")
    page.get_by_text("Texto para enviar").click()
    page.get_by_role("button", name="Copiar").click()
    expect(page.locator(".call-tools [role=status]")).to_have_text("Copiado")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Hola, Rosa. Soy Bea Huamán.")
    page.get_by_role("button", name="Dejé recado").click()
    expect(page.get_by_text("Nadie, por ahora")).to_be_visible()
    expect(page.get_by_text("dejó recado").first).to_be_visible()
