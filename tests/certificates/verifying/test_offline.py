"""The verifier on a USB stick: a file opened from the disk, in a browser without network, tells the truth about a QR."""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Browser, Page, expect

from certificates.paper import claim
from certificates.paper.snapshot import Snapshot
from certificates.verifying.offline import HERE, Known, page
from tests.browser import assert_fits
from tests.certificates.examples import ACCREDITED, ALL, KEY, LETTERS, LONG, NORMAL, PRESENT, WORST, like
from training.press import qr

OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PINNED = {"nacl-fast.min.js": "3ec535c004aeeb225785d8e93fb33bf99f52e399bd7dfc01969b5629baea5131",
          "fflate.js": "c3b34f2e9f5e74d4d7d64e01cac7a0c01954c6c406414d42185c7b53d6875ddf"}
KNOWN = Known("Réplica de prueba", "replica.example.org/verificar", [KEY.public_key()],
              {"2026-000200": "replaced", "2026-000201": "revoked", "2026-000202": "erased"},
              {"a": "Atención de salud"}, 300, "9f3c 71ab 02de 5548", date(2026, 11, 23))


def address(snapshot: Snapshot, key: Ed25519PrivateKey = KEY) -> str:
    return claim.address(snapshot, key)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("usb") / "verificar-sin-red.html"
    path.write_bytes(page(KNOWN))
    return path


@pytest.fixture
def stick(file: Path, browser: Browser) -> Iterator[Page]:
    """The file, opened from the disk on a telephone's screen; whatever asks for the network fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es-PE", offline=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: asked.append(f"error: {error}"))
    opened.goto(file.as_uri())
    yield opened
    assert [one for one in asked if not one.startswith(("file:", "blob:"))] == []
    context.close()


def scan(stick: Page, text: str) -> str:
    """As a USB scanner does: it types and presses Enter. The title of the answer."""
    stick.locator("#typed").fill(text)
    stick.locator("#typed").press("Enter")
    return stick.locator("#title").inner_text()


def test_the_vendored_files_are_those_that_were_looked_at() -> None:
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (HERE / "vendor").glob("*.js")} == PINNED
    assert "Unlicense" in (HERE / "vendor" / "LICENSE-tweetnacl").read_text() or "unlicense" in (
        HERE / "vendor" / "LICENSE-tweetnacl").read_text()
    assert "MIT License" in (HERE / "vendor" / "LICENSE-fflate").read_text()


def test_the_file_holds_everything_and_is_the_same_for_the_same_knowledge() -> None:
    text = page(KNOWN).decode()
    assert page(KNOWN).decode() == text
    assert not re.search(r'(?:src|href)="|\{\{|\{%', text)
    assert KEY.private_bytes_raw().hex() not in text


def test_every_paper_is_read_with_all_its_facts(stick: Page) -> None:
    for name, said in ALL.items():
        facts = claim.read(address(said).split("#")[1], [KEY.public_key()])
        assert facts is not None
        assert scan(stick, address(said)) == "La firma es nuestra", name
        told = stick.locator("#facts").inner_text()
        for value in (facts.folio, facts.given_names, facts.surnames, facts.document_end, facts.place, facts.content_version):
            assert value in told, (name, value)
        assert ("recortado" in told) is not facts.whole
        notice = stick.locator("#notice").inner_text()
        assert ("DEMOSTRACIÓN" in notice, "Borrador" in notice) == (facts.demo, facts.draft)
    assert_fits(stick)


def test_dates_hours_and_kind_are_said_as_on_the_sheet(stick: Page) -> None:
    scan(stick, address(NORMAL))
    told = stick.locator("#facts").inner_text()
    for said in ("Certificado: aprobó el curso", "10 de noviembre de 2026 – 11 de noviembre de 2026", "6,5 h", "Atención de salud",
                 "16 de noviembre de 2026", "A1 A2 A3 A4"):
        assert said in told
    scan(stick, address(PRESENT))
    assert "no acredita aprobación" in stick.locator("#facts").inner_text()


@pytest.mark.parametrize(("folio", "title"), [
    ("2026-000200", "Fue reemplazado"), ("2026-000201", "Fue revocado"), ("2026-000202", "Retirado")])
def test_what_was_withdrawn_is_said(stick: Page, folio: str, title: str) -> None:
    assert scan(stick, address(like(folio=folio))) == title
    assert stick.locator("#answer").get_attribute("class") == "bad"
    assert ("Nélida" in stick.locator("#facts").inner_text()) is (title != "Retirado")


def test_an_accreditation_that_is_over_is_said_to_be(stick: Page) -> None:
    said = msgspec.structs.replace(ACCREDITED, valid_until=date(2026, 11, 17))
    stick.clock.set_fixed_time("2026-11-18T04:30:00Z")
    assert scan(stick, address(said)) == "La firma es nuestra"  # in Lima it is still the 17th
    stick.clock.set_fixed_time("2026-11-18T05:30:00Z")
    assert scan(stick, address(said)) == "La firma es nuestra, pero ya venció"


def test_no_changed_claim_is_ever_ours(stick: Page) -> None:
    good = address(NORMAL).split("#")[1]
    data = bytearray(urlsafe_b64decode(good + "=" * (-len(good) % 4)))
    answers = set()
    for place in range(0, len(data), 5):
        data[place] ^= 1
        answers.add(scan(stick, "https://replica.example.org/v/x#" + urlsafe_b64encode(data).rstrip(b"=").decode()))
        data[place] ^= 1
    assert answers == {"No es nuestro"}


@pytest.mark.parametrize(("text", "title"), [
    (address(NORMAL, OTHER), "No es nuestro"), ("https://example.org", "Este código no lleva firma"),
    ("hola", "Este código no lleva firma"), ("#", "No se puede leer entero"), (address(NORMAL)[:80], "No se puede leer entero"),
    ("https://replica.example.org/v/x#" + "A" * 5000, "No se puede leer entero"), ("<script>alert(1)</script>", "Este código no lleva firma")])
def test_anything_else_is_told_for_what_it_is(stick: Page, text: str, title: str) -> None:
    assert scan(stick, text) == title


def test_a_claim_that_was_cut_anywhere_is_never_good(stick: Page) -> None:
    whole = address(NORMAL)
    assert {scan(stick, whole[:-cut]) for cut in range(1, 150, 9)} <= {"No es nuestro", "No se puede leer entero"}


def test_a_claim_pasted_in_pieces_is_read(stick: Page) -> None:
    whole = address(WORST)
    assert scan(stick, whole[:60] + "\n  " + whole[60:]) == "La firma es nuestra"
    assert scan(stick, whole.split("#")[1]) == "La firma es nuestra"


@pytest.mark.parametrize("said", [NORMAL, LONG, LETTERS])
def test_a_picture_of_the_code_is_read(stick: Page, tmp_path: Path, said: Snapshot) -> None:
    (tmp_path / "foto.png").write_bytes(qr.picture(address(said)))
    stick.set_input_files("#photo", tmp_path / "foto.png")
    expect(stick.locator("#title")).to_have_text("La firma es nuestra", timeout=40_000)
    assert said.surnames[:8] in stick.locator("#facts").inner_text()


def test_a_picture_without_a_code_says_what_to_do(stick: Page, tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(b"no picture")
    stick.set_input_files("#photo", tmp_path / "foto.png")
    expect(stick.locator("#title")).to_have_text("No se ve ningún QR", timeout=40_000)


def test_without_a_camera_it_says_the_way_out(stick: Page) -> None:
    stick.locator("#camera").click()
    expect(stick.locator("#no-camera")).to_be_visible()


def test_a_later_form_is_not_taken_for_one_that_is_known(stick: Page) -> None:
    body = bytes([40]) + claim.key_id(KEY.public_key()) + b"x" * 30 + b"0" * 16
    text = urlsafe_b64encode(body + KEY.sign(claim.CONTEXT + body)).rstrip(b"=").decode()
    assert scan(stick, "#" + text) == "Es de una versión más nueva"
    assert msgspec.structs.asdict(NORMAL)["folio"] not in stick.locator("#facts").inner_text()
