"""The pages of a country: none fails, none asks more often than on the demonstration, none reads more than its page."""

from collections.abc import Callable

import pytest
from flask import Flask

from bench.data import sign_in
from tests.country import addresses
from tests.country.addresses import Page
from tests.country.explained import Said, asked, most_rows
from training.cohorts.models import Cohort
from training.db import db
from training.demo.country.load import around
from training.demo.load import load as load_demo

FEW, SOME = 400, 20_000  # people
BOUND = 10_000  # rows: fifty lines of a page, two hundred rows for each; half of the people who are there
DRAWS = (".pdf", ".zip", ".csv", ".xlsx", "manual/libros/", "/dibujo")  # drawn or written whole
COUNTS = {  # what a page adds up on purpose, over more rows than it shows
    "/imprimir": "counts the papers of each state, up to ten thousand of each",
    "/informe-mensual": "adds up what a month's people of fifty facilities did",
    "/cascada": "tells the facilities of fifty trainers apart, over everybody whom they certified",
}
Told = dict[tuple[str, str], tuple[int, list[Said]]]  # (role, rule) → status, statements


@pytest.fixture
def demonstration(app: Flask, command: Callable[..., str]) -> None:
    command("content", "publish")
    load_demo()


def told(app: Flask, find: Callable[[], Cohort], roles: tuple[str, ...]) -> Told:
    """Every page about a cohort and of none, asked twice; the first time fills what a process keeps."""
    found: Told = {}
    for role in roles:
        cohort = find()
        who = addresses.of_role(role, cohort)
        cookie = sign_in(app, [who.id])[0] if who else ""
        pages = list(addresses.pages(app, role, cohort))
        db.session.rollback()  # on SQLite a page that notes a view would wait for whoever reads
        for page in pages:
            if not any(part in page.path for part in DRAWS):
                found[role, page.rule] = _asked(app, page, cookie)
    return found


def _asked(app: Flask, page: Page, cookie: str) -> tuple[int, list[Said]]:
    browser = app.test_client()
    if cookie:
        browser.set_cookie(*cookie.split("=", 1))
    for _ in range(2):
        with app.app_context(), asked() as statements:
            answer = browser.get(page.path)
            answer.get_data()
        assert answer.status_code < 500, f"{page.role} at {page.path}: {answer.status_code}"
    return answer.status_code, [said for said in statements if addresses.counts(said[0])]


@pytest.mark.one_database("sqlite")
@pytest.mark.usefixtures("demonstration")
def test_a_small_country_loads_its_register_holds_and_every_page_answers(app: Flask, command: Callable[..., str]) -> None:
    said: list[str] = []
    around(FEW, "tests", said.append)
    assert said and "todo en orden" in command("register", "verify", "--files")
    assert db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
    found = told(app, addresses.ended, ("learner", "trainer"))
    assert sum(status == 200 for status, _statements in found.values()) > 100


@pytest.mark.one_database("postgresql")
@pytest.mark.usefixtures("demonstration")
def test_pages_cost_on_a_country_what_they_cost_on_the_demonstration(app: Flask, command: Callable[..., str]) -> None:
    roles = ("learner", "trainer", "admin")
    before = told(app, addresses.running, roles)
    around(SOME, "tests", lambda line: None)
    assert "todo en orden" in command("register", "verify")
    after = told(app, addresses.running, roles)
    both = {name: (before[name][1], statements) for name, (status, statements) in after.items()
            if name in before and status == before[name][0] == 200}
    more = {name: len(many) - len(few) for name, (few, many) in both.items()}
    assert len(both) > 200 and {name: extra for name, extra in more.items()
                                if not 0 <= extra <= addresses.MAY_ASK_MORE.get(name[1], 0)} == {}
    wide = {name: most_rows(app, statements) for name, (status, statements) in after.items()
            if status == 200 and name[1] not in COUNTS}
    assert {name: read for name, read in wide.items() if read[0] > BOUND} == {}
