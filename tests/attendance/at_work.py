"""Bea takes the roll on a telephone, in a real browser."""

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page
from sqlalchemy import select

from tests import make
from tests.attendance import story
from tests.attendance.story import Day
from tests.browser import PHONE, LiveSite
from training.attendance.models import Mark, MarkChange
from training.clock import today
from training.db import db, reading

KEPT = """async () => {
  const store = await caches.open("roll"), files = [...document.querySelectorAll("link[rel=stylesheet],script[src]")];
  const all = await Promise.all([location.href, ...files.map((one) => one.href || one.src)].map((one) => store.match(one)));
  return all.every(Boolean);
}"""


def until(page: Page, script: str) -> None:
    """Ask the page until it says yes."""
    for _try in range(300):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} never said yes to {script}")


class Work:
    """The workshop that begins today, its live site and Bea's page. What the database says is read as plain values."""

    def __init__(self, site: LiveSite, page: Page, people: int = 6) -> None:
        self.site, self.page, self.day = site, page, Day(people)
        self.address, self.grid = site.url + self.day.at(), site.url + self.day.grid
        self.tomorrow = site.url + self.day.at(3)
        self.keys = {one.number: one.key for one in self.day.people}
        self.names = {one.number: f"{one.surnames}, {one.given_names}" for one in self.day.people}
        self.numbers = {one.id: one.number for one in self.day.people}
        self.bea, self.luz = self.day.bea.document, self.day.luz.document
        self.bea_id, self.half_day_id = self.day.bea.id, self.day.half_days[0].id
        db.session.commit()
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})

    def enter(self, page: Page | None = None, document: str = "", to: str = "") -> None:
        """Sign in, and open the roll."""
        page = page or self.page
        page.context.clear_cookies()
        page.goto(self.site.url + "/ingresar")
        page.fill("[name=document]", document or self.bea)
        page.fill("[name=password]", make.PASSWORD)
        page.get_by_role("button", name="Ingresar").click()
        page.wait_for_url(lambda url: "ingresar" not in url)
        page.goto(to or self.address)

    def wait_until_kept(self, page: Page | None = None) -> None:
        """The page and its files may be opened without network."""
        until(page or self.page, KEPT)

    def cut(self) -> None:
        """No network any more. What keeps the page has come before."""
        self.wait_until_kept()
        self.page.context.set_offline(True)

    def back(self) -> None:
        self.page.context.set_offline(False)

    def row(self, number: int, page: Page | None = None) -> Locator:
        return (page or self.page).locator(f".roll li[data-number='{number}']")

    def tap(self, *numbers: int, page: Page | None = None) -> None:
        for number in numbers:
            self.row(number, page).locator("> label").click()

    def marks(self) -> dict[int | None, str]:
        """Row number → state, as it stands."""
        with reading():
            return {self.numbers[one.membership_id]: one.state for one in db.session.scalars(select(Mark))}

    def sent(self) -> list[tuple[int | None, str]]:
        """Every mark that ever came, in its order."""
        with reading():
            found = db.session.scalars(select(MarkChange).order_by(MarkChange.id))
            return [(self.numbers[one.membership_id], one.state) for one in found]


@pytest.fixture
def work(app: Flask, live_site: LiveSite, page: Page, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setattr(story, "FIRST_DAY", today())
    return Work(live_site, page)
