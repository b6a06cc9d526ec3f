"""In a browser: what she marks is saved without a click, and she goes on from another device."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import LiveSite, assert_accessible, assert_fits
from tests.make import PASSWORD
from tests.quizzes.story import Story, story


@pytest.fixture
def told(app: object) -> Story:
    return story()


def _enter(page: Page, site: LiveSite, told: Story) -> None:
    page.goto(f"{site.url}/")
    page.fill("[name=document]", told.ana.document)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.goto(f"{site.url}{told.url}")


def test_autosave_and_another_device(told: Story, live_site: LiveSite, page: Page, browser: Browser) -> None:
    _enter(page, live_site, told)
    page.click("text=Empezar")
    page.get_by_label("La escucho en privado.").check()
    expect(page.locator("[data-saved]")).to_contain_text("Guardado", timeout=10_000)
    page.context.set_offline(True)
    page.get_by_label("Falso").check()
    expect(page.locator("[data-saved]")).to_contain_text("Sin conexión", timeout=10_000)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Guardado", timeout=20_000)
    other = browser.new_context(locale="es-PE", viewport={"width": 360, "height": 740}).new_page()
    _enter(other, live_site, told)
    expect(other.get_by_label("La escucho en privado.")).to_be_checked()
    expect(other.get_by_label("Falso")).to_be_checked()
    assert_fits(other)
    assert_accessible(other)
    other.click("text=Enviar mis respuestas")
    expect(other.locator("#errors")).to_contain_text("Faltan 4 respuestas")
    assert_fits(other)
    assert_accessible(other)
    other.get_by_label("Escuchar").check()
    for choose in other.locator("select").all():
        choose.select_option(index=1)
    for number in other.get_by_label("Su respuesta").all():
        number.fill("72,5")
    other.click("text=Enviar mis respuestas")
    expect(other.locator("#verdict")).to_contain_text("Obtuvo")
    assert_fits(other)
    assert_accessible(other)
    other.context.close()
