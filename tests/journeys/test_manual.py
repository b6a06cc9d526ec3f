"""The manual in a real browser: a search on a phone, and every book drawn and opened."""

import io
import re
import zipfile
from pathlib import Path

import pikepdf
from flask import Flask
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.journeys.test_story import CONTENT, enter
from training.db import db
from training.manuals.cli import publish_folder
from training.manuals.models import ManualVersion


def test_a_learner_searches_the_real_manual_and_reads_what_she_found(app: Flask, live_site: LiveSite, page: Page) -> None:
    version = db.session.get_one(ManualVersion, publish_folder(str(CONTENT))[0])
    ana = make.ana()
    make.member(make.cohort(make.bea(), version), ana)
    db.session.commit()
    page.set_viewport_size(PHONE)
    enter(page, live_site, ana.document, make.PASSWORD)
    page.wait_for_url(lambda address: "/ingresar" not in address)
    page.goto(live_site.url + "/manual")
    assert_fits(page)
    assert_accessible(page)
    page.fill("[name=words]", "estrangulacion")
    page.get_by_role("button", name="Buscar").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ resultados?$"))
    expect(page.locator("mark").first).to_be_visible()
    assert "estrang" not in page.url
    assert_fits(page)
    assert_accessible(page)
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_every_book_is_drawn_and_opens(app: Flask, live_site: LiveSite, page: Page) -> None:
    dina = make.dina()
    # Books are kept by content: the other database's run of this test must not have drawn them already.
    edition = make.manual(make.module("a1"), make.module("b1"), version=db.engine.dialect.name)
    make.published(make.with_reference(edition, "puesto"))
    db.session.commit()
    enter(page, live_site, dina.document, make.PASSWORD)
    page.wait_for_url(lambda address: "/ingresar" not in address)
    live_site.start_worker()
    page.goto(live_site.url + "/manual/libros")
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("Dibujar los")).click()
    expect(page.get_by_role("progressbar", name="Terminado")).to_be_visible(timeout=120_000)
    page.goto(live_site.url + "/manual/libros")
    links = page.get_by_role("link", name=re.compile("^Descargar"))
    assert links.count() == 18  # eight books in two languages, and the posters in two sizes
    for place in range(links.count()):
        with page.expect_download() as download:
            links.nth(place).click()
        opens(Path(download.value.path()).read_bytes(), download.value.suggested_filename)


def opens(book: bytes, name: str) -> None:
    """A book is a PDF with pages, or an EPUB with its first file where readers look for it."""
    if name.endswith(".epub"):
        assert zipfile.ZipFile(io.BytesIO(book)).infolist()[0].filename == "mimetype"
    else:
        with pikepdf.open(io.BytesIO(book)) as opened:
            assert len(opened.pages) > 0, name
