"""Slips are read by camera, from a photo or by row number; the slips are those of the printed page."""

import hashlib
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.attendance.at_work import Work, until, work
from tests.browser import FLAGS, assert_accessible, assert_fits
from tests.client import Client
from training.db import db
from training.press import qr
from training.suitcase import queries, sheets
from training.suitcase.paper import Slip
from training.suitcase.press import the_press

pytestmark = pytest.mark.one_database  # the browser's side; the server's is tested on both

__all__ = ["work"]  # the fixture

VENDOR = Path(__file__).parents[2] / "training" / "static" / "vendor" / "jsqr"
PINNED = {"jsQR.js": "bc40c8a15196236b2314db0856f72ca0b49980cd5413b8c852a7349f5fee0859"}
SLOW = 90_000  # milliseconds that reading a picture may take on a busy machine
STILL = 30  # frames that each slip is held before the camera, and an empty table as long: a busy decoder skips many


def printed(cohort_id: int, folder: Path) -> Image.Image:
    """The first page of slips, as it comes out of the printer."""
    paper = queries.paper_of(cohort_id)
    made = [Slip(one, "K7M42-XQD9H", datetime(2026, 12, 23, 15, tzinfo=UTC)) for one in paper.rows]
    pdf, _pages = the_press().documents(sheets.slips(paper, made))
    db.session.commit()
    (folder / "slips.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-l", "1", "-singlefile", folder / "slips.pdf", folder / "slips"], check=True)
    return Image.open(folder / "slips.png").convert("RGB")


def camera(film: Path, pictures: list[Image.Image]) -> None:
    """A film of slips, held one after the other before the camera on a table."""
    table = Image.new("RGB", (640, 480), (120, 110, 100))
    with film.open("wb") as out:
        for picture in pictures:
            frame = table.copy()
            picture.thumbnail((520, 440))
            frame.paste(picture.rotate(4, expand=True, fillcolor=(120, 110, 100)), (60, 30))
            for one in (frame, table):
                for _number in range(STILL):
                    one.save(out, "JPEG", quality=85)


def quarter(page: Image.Image, number: int) -> Image.Image:
    """One slip of the page, cut along its lines: two columns, four rows."""
    wide, high = page.width // 2, page.height // 4
    column, row = (number - 1) % 2, (number - 1) // 2
    return page.crop((column * wide, row * high, (column + 1) * wide, (row + 1) * high))


def stranger() -> Image.Image:
    return Image.open(io.BytesIO(qr.picture("https://replica.example.org/f/AbCdEfGhIjKl"))).convert("RGB")


@pytest.fixture
def filmed(app: Flask, work: Work, browser: Browser, tmp_path: Path) -> Iterator[tuple[Work, Page]]:
    """Bea's roll in a browser whose camera sees slips 2 and 5, and one of another group."""
    sheet = printed(work.day.cohort.id, tmp_path)
    camera(tmp_path / "slips.mjpeg", [quarter(sheet, 2), quarter(sheet, 5), stranger()])
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with browser.browser_type.launch(executable_path=shutil.which("chromium"), args=[
            *FLAGS, *as_root, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={tmp_path / 'slips.mjpeg'}"]) as seeing:
        page = seeing.new_page(locale="es-PE", viewport={"width": 360, "height": 740})
        work.enter(page)
        yield work, page


def test_the_vendored_decoder_is_the_one_that_was_looked_at() -> None:
    assert {path.name for path in VENDOR.iterdir() if path.suffix not in (".gz", ".br")} == {*PINNED, "LICENSE"}
    assert {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in PINNED} == PINNED
    assert "Apache License" in (VENDOR / "LICENSE").read_text()


def test_only_the_roll_may_ask_for_the_camera(work: Work, client: Client) -> None:
    client.sign_in(work.day.bea)
    allowed = {path: client.get(path).headers["Permissions-Policy"] for path in (work.day.at(), work.day.grid)}
    assert allowed[work.day.at()].startswith("camera=(self),") and allowed[work.day.grid].startswith("camera=(),")


def test_the_camera_reads_slips_one_after_the_other(filmed: tuple[Work, Page]) -> None:
    work, page = filmed
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url))
    work.tap(5, page=page)  # she was missing, and comes late
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert not any("jsQR" in one for one in scripts)  # nobody pays for what she does not open
    page.get_by_text("Leer fichas con la cámara").click()
    result = page.locator("[data-result]")
    expect(result).to_contain_text("Esta ficha no es de este grupo", timeout=SLOW)
    expect(result).to_contain_text(work.names[2], timeout=SLOW)
    assert_fits(page)
    assert any("jsQR" in one for one in scripts)
    expect(work.row(5, page).locator("[name=p]")).to_be_checked(timeout=SLOW)
    expect(page.locator("[data-left]")).to_contain_text("Quedan 4 personas sin leer")
    page.get_by_role("button", name="Marcarlas como falta").click()
    page.get_by_text("Leer fichas con la cámara").click()
    expect(page.locator("video")).to_be_hidden()
    until(page, "() => !document.querySelector('#scan video').srcObject")
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {1: "absent", 2: "present", 3: "absent", 4: "absent", 5: "present", 6: "absent"}
    assert work.sent().count((2, "present")) == 1  # held for half a second, it counts once


def test_a_photo_of_the_whole_sheet_reads_every_slip_on_it(work: Work, tmp_path: Path) -> None:
    printed(work.day.cohort.id, tmp_path)
    work.enter()
    page = work.page
    work.tap(3)
    page.get_by_text("Leer fichas con la cámara").click()
    expect(page.locator("[data-problem]")).to_contain_text("No encontramos una cámara")
    page.set_input_files("[data-photo]", tmp_path / "slips.png")
    expect(page.locator("[data-result]")).to_contain_text("6 fichas leídas", timeout=SLOW)
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {number: "present" for number in range(1, 7)}
    assert_fits(page)
    assert_accessible(page)


def test_whoever_was_missing_came_late(work: Work, tmp_path: Path) -> None:
    quarter(printed(work.day.cohort.id, tmp_path), 4).save(tmp_path / "photo.jpg", quality=70)
    work.enter()
    page = work.page
    work.tap(4)
    page.get_by_text("Leer fichas con la cámara").click()
    page.set_input_files("[data-photo]", tmp_path / "photo.jpg")
    expect(page.locator("[data-name]")).to_have_text(work.names[4], timeout=SLOW)
    expect(page.locator("[data-said]")).to_contain_text("Figuraba como falta; ahora, presente")
    page.get_by_role("button", name="Anotar su hora").click()
    expect(work.row(4).locator("[name^=a-]")).to_be_focused()


def test_a_photo_chosen_before_the_reader_has_come_is_read_too(work: Work, tmp_path: Path) -> None:
    quarter(printed(work.day.cohort.id, tmp_path), 4).save(tmp_path / "photo.jpg", quality=70)
    page = work.page
    held: list[Route] = []
    page.route("**/jsQR.js*", lambda route: held.append(route))
    work.enter()
    page.get_by_text("Leer fichas con la cámara").click()
    until(page, "() => performance.getEntriesByType('resource').some((one) => one.name.includes('scanner'))")
    page.set_input_files("[data-photo]", tmp_path / "photo.jpg")
    for waiting in held:
        waiting.continue_()
    expect(page.locator("[data-name]")).to_have_text(work.names[4], timeout=SLOW)


def test_a_photo_without_slips_says_what_to_do(work: Work, tmp_path: Path) -> None:
    work.enter()
    work.page.get_by_text("Leer fichas con la cámara").click()
    for name, body, told in (("wall.png", None, "no se ve ninguna ficha"), ("list.png", b"no picture", "no es una foto"),
                             ("other.png", qr.picture("https://example.org/f"), "no es de una ficha")):
        if body is None:
            Image.new("RGB", (900, 700), "grey").save(tmp_path / name)
        else:
            (tmp_path / name).write_bytes(body)
        work.page.set_input_files("[data-photo]", tmp_path / name)
        expect(work.page.locator("[data-said]")).to_contain_text(told, timeout=SLOW)
    assert work.marks() == {}


def test_the_typed_number_is_the_way_out_also_without_network(work: Work) -> None:
    work.enter()
    page = work.page
    page.get_by_text("Leer fichas con la cámara").click()
    page.locator("[data-typed]").wait_for()
    expect(page.locator("[data-problem]")).to_be_visible()
    work.cut()
    for typed in ("2", "2", "77"):
        page.fill("[data-typed]", typed)
        page.press("[data-typed]", "Enter")
        expect(page.locator("[data-said]")).to_have_text({"77": "No hay fila 77 en esta lista."}.get(typed, page.locator("[data-said]").inner_text()))
    expect(page.locator("#device")).to_contain_text("1 marca por enviar")
    work.back()
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert work.sent() == [(2, "present")]


def test_a_reader_that_was_opened_once_works_without_network(work: Work, tmp_path: Path) -> None:
    quarter(printed(work.day.cohort.id, tmp_path), 4).save(tmp_path / "photo.jpg", quality=70)
    work.enter()
    work.wait_until_kept()
    page = work.page
    page.get_by_text("Leer fichas con la cámara").click()
    expect(page.locator("[data-problem]")).to_be_visible()
    work.cut()
    page.reload()
    page.get_by_text("Leer fichas con la cámara").click()
    expect(page.locator("[data-problem]")).to_be_visible()
    page.set_input_files("[data-photo]", tmp_path / "photo.jpg")
    expect(page.locator("[data-name]")).to_have_text(work.names[4], timeout=SLOW)
    expect(page.locator("#device")).to_contain_text("1 marca por enviar")
    work.back()
    expect(page.locator("#device")).to_contain_text("Todo enviado")
    assert work.marks() == {4: "present"}


def test_over_plain_http_the_page_says_what_does_not_work_and_why(work: Work) -> None:
    work.page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false });"
                              "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    work.enter()
    work.page.get_by_text("Leer fichas con la cámara").click()
    expect(work.page.locator("[data-problem]")).to_contain_text("solo en direcciones con HTTPS")
    work.page.context.set_offline(True)
    work.tap(2)
    expect(work.page.locator("#device")).to_contain_text("No recargue esta página: la dirección no usa HTTPS")
    work.page.context.set_offline(False)
    expect(work.page.locator("#device")).to_contain_text("Todo enviado")
    assert work.page.evaluate("caches.has('roll')") is False


def test_the_reader_says_so_when_it_cannot_be_brought(work: Work) -> None:
    work.enter()
    work.cut()
    work.page.get_by_text("Leer fichas con la cámara").click()
    expect(work.page.get_by_text("la primera vez hace falta señal")).to_be_visible()
    work.back()
