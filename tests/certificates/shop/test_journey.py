"""Three hundred certificates of eight cohorts to paper in a real browser, her actions counted."""

import re
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from certificates.shop import queries
from certificates.shop.filters import Filter
from certificates.shop.states import SIGNED
from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.certificates.shop.story import facility, papers, people
from tests.certificates.shop.test_work import sheet
from tests.journeys.test_story import enter
from tests.journeys.two_days import Presses
from training.db import db

TOGETHER = 180_000  # milliseconds that joining may take on a busy machine


def eight_cohorts() -> None:
    """Eight workshops of a region with 300 people between them, from twelve facilities of three networks."""
    bea = make.bea()
    places = [facility(f"P. S. {name} {number}", f"Red {name}") for name in ("Norte", "Centro", "Sur") for number in range(4)]
    version = make.published(make.with_workshop())
    for number in range(8):
        cohort = make.workshop(bea, version, name=f"Ayacucho 2026-{number}")
        for at, place in enumerate(places):
            few = 3 if (number + at) % 8 else 4
            papers(cohort, people(cohort, *(f"Persona {number}{at:02}{one}" for one in range(few)), at=place), sheet())
    rest = 300 - queries.page(bea, Filter(), 1).stamp.count
    papers(cohort, people(cohort, *(f"Última {one:03}" for one in range(rest)), at=places[0]), sheet())


@pytest.mark.one_database
def test_300_certificates_to_paper_in_four_actions(app: Flask, live_site: LiveSite, page: Page, tmp_path: Path) -> None:
    dina, act = make.dina(), Presses()
    eight_cohorts()
    db.session.commit()
    live_site.start_worker()
    enter(page, live_site, dina.document, make.PASSWORD)

    act(page.get_by_role("link", name="Por imprimir").click())
    act(page.get_by_role("button", name="Imprimir 300").click())
    expect(page.get_by_text("300 pasaron a impresos.")).to_be_visible()
    download = page.get_by_role("link", name="Descargar para imprimir")
    expect(download).to_be_visible(timeout=TOGETHER)
    with page.expect_download() as got:
        act(download.click())
    got.value.save_as(tmp_path / "papeles.pdf")
    act(page.get_by_role("button", name="Marcar 300 como firmados").click())
    expect(page.get_by_text("300 pasaron a firmados.")).to_be_visible()
    assert act.taken() <= 4

    with pikepdf.open(tmp_path / "papeles.pdf") as pile:
        assert len(pile.pages) == 600
    db.session.rollback()
    assert queries.page(dina, Filter(state=SIGNED), 1).stamp.count == 300


@pytest.mark.one_database
def test_the_pages_are_accessible_and_fit_a_phone(app: Flask, live_site: LiveSite, page: Page) -> None:
    dina, bea = make.dina(), make.bea()
    cohort = make.workshop(bea)
    papers(cohort, people(cohort, "Quispe", "Ñahuincopa de Tupac Yupanqui", at=facility("C. S. Río Manso", "Huamanga")), sheet())
    db.session.commit()
    enter(page, live_site, dina.document, make.PASSWORD)
    page.goto(live_site.url + "/imprimir?region=aya")
    addresses = [page.url, live_site.url + "/imprimir/revisar", live_site.url + "/imprimir?estado=entregados"]
    addresses.append(str(page.get_by_role("link", name=re.compile("Quispe")).evaluate("a => a.href")))
    page.get_by_role("button", name="Imprimir 2").click()
    addresses.append(page.url)
    for address in addresses:
        page.set_viewport_size(PHONE)
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
