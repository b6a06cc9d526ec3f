"""Coverage in a real browser, on a phone and on a screen: it fits, everybody can use it, and its colours differ in grey."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.coverage import story
from training.accounts.models import User
from training.clock import today
from training.coverage.models import CoverageMonth
from training.coverage.rules import first_of_month
from training.db import db

SCREEN = {"width": 1280, "height": 900}


def enter(page: Page, site: LiveSite, person: User) -> None:
    page.goto(f"{site.url}/ingresar")
    page.fill("[name=document]", person.document)
    page.fill("[name=password]", make.PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def filled() -> tuple[User, User]:
    """A country with something in each state; (who administers, who facilitates)."""
    for region in ("aya", "cus", "pun", "ica", "diris-sur"):
        story.many(24, region=region)
    for back in range(1, 13):
        db.session.add(CoverageMonth(month=first_of_month(today(), back), authority_id=make.authority().id, covered=12 - back,
                                     partly=2, lapsed=1, no_data=9 + back, ready=1, trained=12))
    dina, bea = make.dina(), make.bea()
    db.session.commit()
    return dina, bea


@pytest.mark.one_database
def test_it_fits_and_everybody_can_use_it(app: Flask, live_site: LiveSite, page: Page) -> None:
    dina, _bea = filled()
    enter(page, live_site, dina)
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict does
        for path in ("/cobertura", "/cobertura?vista=listo", "/cobertura/aya", "/cobertura/aya?red=Red+1", "/cobertura/dep-15",
                     "/cobertura/lista?estado=por-cubrir", "/cobertura/metas"):
            page.goto(live_site.url + path)
            assert_fits(page)
            assert_accessible(page)


@pytest.mark.one_database
def test_from_the_map_to_a_facility_without_a_mouse(app: Flask, live_site: LiveSite, page: Page) -> None:
    _dina, bea = filled()
    enter(page, live_site, bea)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict does
    page.goto(f"{live_site.url}/cobertura")
    tile = page.locator("svg.map a")
    expect(tile).to_have_count(1)
    box = tile.bounding_box()
    assert box and min(box["width"], box["height"]) >= 44
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cobertura/aya")
    page.get_by_role("link", name="Red 1").first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text("Red 1")
    page.locator("table.posts a").first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Cobertura")).to_be_visible()
    assert_fits(page)


def luminance(colour: str) -> float:
    """0 for black, 1 for white, of «rgb(1, 2, 3)»."""
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


@pytest.mark.one_database
def test_the_steps_of_the_map_differ_in_grey(app: Flask, live_site: LiveSite, page: Page) -> None:
    dina, _bea = filled()
    enter(page, live_site, dina)
    page.goto(f"{live_site.url}/cobertura")
    fills = page.locator(".cov .legend rect").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    greys = [luminance(fill) for fill in fills[:4]]
    assert greys == sorted(greys, reverse=True)
    assert all(lighter - darker > 0.1 for lighter, darker in zip(greys, greys[1:], strict=False))
