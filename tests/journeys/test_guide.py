"""Two taps in a real browser on a phone: from the guide to the emergency branch, without signing in."""

from flask import Flask
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import LiveSite, assert_accessible, assert_fits
from tests.flows import edition
from training.db import db


def test_the_emergency_is_two_taps_away(app: Flask, live_site: LiveSite, page: Page) -> None:
    make.published(edition())
    db.session.commit()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_site.url + "/guia")
    looked_at(page)
    page.get_by_role("link", name="Abrir esta ruta").last.click()                     # tap one
    looked_at(page)
    page.get_by_role("link", name="Emergencia").first.click()                         # tap two
    expect(page.get_by_role("heading", level=1)).to_have_text("Emergencia: llame ya")
    looked_at(page)
    assert all(link.bounding_box()["height"] >= 56 for link in page.locator(".answers a").all())  # type: ignore[index]  # a visible link has a box
    page.get_by_role("link", name="Seguir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A solas: apoyo con ANIMA")
    page.get_by_role("link", name="Volver un paso").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Emergencia: llame ya")


def test_the_drawing_is_moved_with_the_keyboard(app: Flask, live_site: LiveSite, page: Page) -> None:
    make.published(edition())
    db.session.commit()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_site.url + "/guia/puesto/dibujo")
    looked_at(page)
    frame = page.get_by_role("region", name="Dibujo de la ruta")
    frame.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(40):  # scrolling is smooth: it takes a moment (the site's rules forbid a waiting function)
        if frame.evaluate("frame => frame.scrollLeft") > 0:
            break
        page.wait_for_timeout(50)
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    page.get_by_role("link", name="Emergencia: llame ya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Emergencia: llame ya")


def looked_at(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)
