"""The whole story in a real browser: from the administrator's first trainer to a stranger who scans the QR."""

import io
import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from quizzes import gift
from quizzes.questions import Quiz
from tests import make
from tests.browser import PHONE, LiveSite, assert_accessible, assert_fits
from tests.journeys.answers import fill
from training.db import db, reading
from training.manuals.cli import publish_folder
from training.manuals.queries import newest_manual

CONTENT = Path(__file__).parents[2] / "content"
NAMES = ("Illari Quispe Alborada", "Urpi Mamani Lucero", "Édgar Ñahui Del Monte", "Killa Huamán Rocío",
         "Percy Ccahuana Ichu", "Wayra Condori Retama", "Tomás Shupingahua Lluvia", "Nélida Ticona Neblina",
         "Jhon D’Ávila Muña", "Rosa Yucra Retamal", "Sisa Choque Arcoíris", "Amaru Cárdenas Llovizna")
OWN = "cinco-cuyes-al-sol"


def the_list() -> str:
    """Twelve rows as a spreadsheet pastes them."""
    lines = ["DNI\tApellidos\tNombres\tProfesión\tEstablecimiento"]
    for number, name in enumerate(NAMES):
        given, _, surnames = name.partition(" ")
        lines.append(f"990003{number:02}\t{surnames}\t{given}\tEnfermera\tP. S. Pampa Serena")
    return "\n".join(lines)


def the_quiz(module: str) -> Quiz:
    with reading():
        found = newest_manual().module(module)
    assert found is not None
    return gift.parse(found.quiz or "", module).quiz


def enter(page: Page, site: LiveSite, document: str, key: str) -> None:
    page.goto(site.url + "/ingresar")
    page.fill("[name=document]", document)
    page.fill("[name=password]", key)
    page.click("main form button")


def first_access(page: Page, site: LiveSite, document: str, code: str) -> None:
    """The code in the field of the key, then her own key and her consent."""
    enter(page, site, document, code)
    page.fill("[name=new]", OWN)
    page.fill("[name=again]", OWN)
    page.check("[name=agree]")
    page.click("main form button")


def leave(page: Page) -> None:
    page.get_by_role("button", name="Salir").click()


def code_on(page: Page) -> str:
    shown = page.locator("main .code.big, main .big.code").first.inner_text()
    assert re.fullmatch(r"[0-9A-Z-]{9,11}", shown)
    return shown


def make_trainer(page: Page, site: LiveSite, admin_document: str) -> str:
    """The administrator opens the account of a trainer of Ayacucho; the code of her first access."""
    enter(page, site, admin_document, make.PASSWORD)
    page.goto(site.url + "/personas/nueva")
    page.fill("[name=document]", "99000002")
    page.fill("[name=given_names]", "Sami")
    page.fill("[name=surnames]", "Apaza Queñual")
    page.select_option("[name=authority]", label="DIRESA/GERESA Ayacucho")
    page.click("main form button")
    return code_on(page)


def recognise(page: Page, site: LiveSite) -> None:
    """The administrator vouches for her, who trained before Réplica: without a licence her cohort certifies nobody."""
    page.goto(site.url + "/formadores?estado=en-camino")
    page.get_by_role("link", name="Apaza Queñual, Sami").click()
    page.get_by_role("link", name="Reconocer una licencia").click()
    page.select_option("[name=step]", label="Facilitador/a regional")
    page.fill("[name=reason]", "Facilita desde 2019 con la DIRESA.")
    page.fill("[name=evidence]", "Resolución 12-2019.")
    page.get_by_role("button", name="Reconocer la licencia").click()
    expect(page.get_by_text("Licencia dada: Facilitador/a regional")).to_be_visible()


def open_cohort(page: Page, site: LiveSite) -> str:
    """The trainer opens a cohort and pastes twelve people; its address."""
    page.goto(site.url + "/cohortes/nueva")
    page.check("[name=course][value=a]")
    page.fill("[name=name]", "Ayacucho 2026-2")
    page.fill("[name=place]", "C. S. Río Manso")
    page.fill("[name=starts_on]", "2026-12-01")
    page.fill("[name=ends_on]", "2026-12-02")
    page.get_by_role("button", name="Abrir la cohorte").click()
    address = page.url.split("?")[0].split("#")[0]
    page.goto(address + "/lista")
    page.fill("[name=pasted]", the_list())
    page.get_by_role("button", name="Revisar la lista").click()
    page.get_by_role("button", name="Inscribir a las 12 personas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ayacucho 2026-2")
    return address


def code_for(page: Page, name: str) -> str:
    """The trainer gives a printed code in three taps."""
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="código").first.click()
    page.get_by_role("button", name="Dar el código").click()
    return code_on(page)


def learn(page: Page, module: str, *, fail_first: bool) -> None:
    """Read a module, mark it, and pass its quiz."""
    page.get_by_role("button", name="Marcar como leído").click()
    expect(page.get_by_text("consta como leído")).to_be_visible()
    page.get_by_role("link", name="Ir a la prueba").click()
    for right in ((False, True) if fail_first else (True,)):
        page.get_by_role("button", name=re.compile("Empezar|Repetir")).click()
        fill(page, the_quiz(module), right=right)
        page.get_by_role("button", name="Enviar mis respuestas").click()
        expect(page.get_by_role("heading", name=re.compile("Aprobó" if right else "Obtuvo|Todavía|No aprobó"))).to_be_visible()


def scanned(pdf: bytes, folder: Path) -> str:
    """What a phone reads from the printed page."""
    (folder / "hoja.pdf").write_bytes(pdf)
    png = subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", folder / "hoja.pdf"],
                         check=True, capture_output=True).stdout
    return str(zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))[0].text)


def test_from_the_first_trainer_to_a_verified_certificate(app: Flask, live_site: LiveSite, page: Page,
                                                          tmp_path: Path) -> None:
    dina = make.dina()
    db.session.commit()
    publish_folder(str(CONTENT))
    trainer_code = make_trainer(page, live_site, dina.document)
    recognise(page, live_site)
    leave(page)

    first_access(page, live_site, "99000002", trainer_code)
    cohort = open_cohort(page, live_site)
    learner_code = code_for(page, "Quispe Alborada, Illari")
    leave(page)

    page.set_viewport_size(PHONE)
    first_access(page, live_site, "99000300", learner_code)
    page.get_by_role("button", name="Sí, es mi curso").click()
    page.get_by_role("button", name="Sí, así se escribe").click()
    key = cohort.rsplit("/", 1)[1]
    with reading():
        modules = [module.slug for module in newest_manual().published("a")]
    for module in modules:
        page.goto(f"{live_site.url}/curso/{key}/{module}")
        assert_fits(page)
        learn(page, module, fail_first=module == "a1")
    page.goto(live_site.url)
    expect(page.get_by_text("Completó el curso")).to_be_visible()
    assert_accessible(page)
    leave(page)

    page.set_viewport_size({"width": 1280, "height": 900})
    enter(page, live_site, "99000002", OWN)
    live_site.start_worker()
    page.goto(cohort + "/certificados")
    page.get_by_role("button", name="Emitir el certificado").click()
    expect(page.get_by_role("progressbar", name="Terminado")).to_be_visible(timeout=60_000)
    page.goto(cohort + "/certificados")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Para imprimir")).click()
    address = scanned(Path(download.value.path()).read_bytes(), tmp_path)
    leave(page)

    assert address.startswith(live_site.url + "/v/")
    page.goto(address)
    expect(page.get_by_text("Certificado válido")).to_be_visible()
    expect(page.get_by_text("Illari Quispe Alborada")).to_be_visible()
    assert "99000300" not in page.content()
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/ingresar", "/sus-datos", "/navegar-con-seguridad", "/unirse", "/verificar"])
def test_public_pages_are_accessible_on_a_small_phone(app: Flask, live_site: LiveSite, page: Page, path: str) -> None:
    publish_folder(str(CONTENT))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(live_site.url + path)
    assert_fits(page)
    assert_accessible(page)


def test_the_exit_is_the_first_stop_of_the_keyboard(app: Flask, live_site: LiveSite, page: Page) -> None:
    page.goto(live_site.url + "/ingresar")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "exit"
