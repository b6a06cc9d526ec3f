"""The whole way in a browser: one press, the worker draws, the file comes down, a slip's QR is read and opens her page."""

import io
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from tests import make
from tests.books import reading
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.suitcase.story import workshop

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "laptop"])
def test_the_pages_fit_and_are_readable(app: Flask, live_site: LiveSite, page: Page, size: dict[str, int]) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    _enter(page, live_site, bea.document)
    page.goto(f"{live_site.url}/cohortes/{cohort.key}/maletin")
    expect(page.get_by_role("button", name="Preparar el maletín")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def test_from_one_press_to_a_slip_in_the_hand(app: Flask, live_site: LiveSite, page: Page, tmp_path: Path) -> None:
    bea = make.bea()
    cohort = workshop(bea)
    live_site.start_worker()
    _enter(page, live_site, bea.document)
    page.goto(f"{live_site.url}/cohortes/{cohort.key}/maletin")
    page.get_by_role("button", name="Preparar el maletín").click()
    page.get_by_role("link", name="Ver el resultado").click(timeout=90_000)
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar el maletín").click()
    file = tmp_path / "maletin.pdf"
    download.value.save_as(file)
    texts = reading.pages(file.read_bytes())
    number = next(at for at, text in enumerate(texts, 1) if "Código de un solo uso" in text)
    png = subprocess.run(["pdftoppm", "-r", "150", "-png", "-f", str(number), "-l", str(number), str(file)],
                         capture_output=True, check=True).stdout
    with Image.open(io.BytesIO(png)) as image:
        addresses = [found.text for found in zxingcpp.read_barcodes(image)]
    assert len(addresses) == 4
    for address in addresses:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == live_site.url
        assert parts.path.startswith("/f/")
        assert (parts.query, parts.fragment) == ("", "")
    page.context.clear_cookies()
    answer = page.goto(addresses[0])
    assert answer is not None
    assert answer.status == 200
    assert "violencia" not in page.title().lower()
    assert_accessible(page)


def _enter(page: Page, site: LiveSite, document: str) -> None:
    page.goto(site.url + "/ingresar")
    page.fill("[name=document]", document)
    page.fill("[name=password]", make.PASSWORD)
    page.click("main form button")
    expect(page.get_by_role("button", name="Salir")).to_be_visible()
