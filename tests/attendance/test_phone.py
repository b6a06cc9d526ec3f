"""The roll on a phone, in a real browser: two presses and one for each absent person."""

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import func, select

from tests import make
from tests.attendance import story
from tests.attendance.story import Day
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from training.attendance.models import Mark
from training.clock import today
from training.db import db, reading

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both


def test_forty_people_two_presses_and_the_absent(app: Flask, live_site: LiveSite, page: Page,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "FIRST_DAY", today())
    day = Day(40)
    document, address, grid = day.bea.document, day.at(), day.grid
    db.session.commit()
    page.set_viewport_size(PHONE)
    page.goto(live_site.url + "/ingresar")
    page.fill("[name=document]", document)
    page.fill("[name=password]", make.PASSWORD)
    page.get_by_role("button", name="Ingresar").click()
    page.wait_for_url(lambda url: "ingresar" not in url)
    page.goto(live_site.url + grid)
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Pasar lista").first.click()  # 1
    assert_accessible(page)
    assert_fits(page)
    for number in (5, 18):
        page.locator(f"li[data-number='{number}'] > label").click()
    count = "getComputedStyle(document.querySelector('.n-away'), '::before').content"
    assert page.locator(".n-away").is_visible() and page.evaluate(count) == "counter(away)"
    page.get_by_role("button", name="Cerrar:").click()  # 2
    page.wait_for_url(live_site.url + grid)
    assert "Asistencia cerrada" in page.inner_text("main") and "2 personas ya no alcanzan" in page.inner_text("main")
    with reading():
        assert db.session.scalar(select(func.count()).select_from(Mark).where(Mark.state == "absent")) == 2
        assert db.session.scalar(select(func.count()).select_from(Mark)) == 40
    page.goto(live_site.url + address)
    assert_accessible(page)
    assert_fits(page)
