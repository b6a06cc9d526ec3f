"""Two days with forty people in a real browser, from the pasted list to the report. Her actions are counted."""

import io
import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from quizzes.entry_exit.blueprint import Blueprint, blueprint_for, form_of
from tests import make
from tests.browser import LiveSite
from tests.journeys.test_story import CONTENT, enter
from tests.journeys.two_days import FIXES, PEOPLE, Presses, a_night_passes, opened, the_list
from training.clock import today
from training.cohorts.queries import members
from training.db import db, reading
from training.manuals.cli import publish_folder
from training.manuals.queries import newest_manual

TOGETHER = 180_000  # milliseconds that a page with forty people, or a drawing, may take on a busy machine


def open_workshop(page: Page, site: LiveSite, act: Presses) -> str:
    """W1: one screen, six actions; the address of the cohort."""
    act(page.goto(site.url + "/talleres/nuevo"))
    act(page.check("[name=course][value=a]"))
    act(page.fill("[name=place]", "Auditorio Casa Clara, Huamanga"))
    act(page.fill("[name=first_day]", today().isoformat()))
    expect(page.locator("[name=trainers]").first).to_be_checked()  # she herself; a colleague would be the fifth action
    act(page.get_by_role("button", name="Crear taller").click())
    expect(page.get_by_role("heading", name="Pegue la lista de participantes")).to_be_visible()
    return page.url.split("/taller")[0]


def paste(page: Page, act: Presses) -> None:
    """W2: forty rows, five of them bad, in four actions and one for each bad cell."""
    act(page.get_by_role("link", name="Pegar lista").first.click())
    act(page.fill("[name=pasted]", the_list()))
    act(page.get_by_role("button", name="Revisar la lista").click())
    for field, value in FIXES.items():
        if value is None:
            page.check(f"[name={field}]")
        else:
            page.fill(f"[name={field}]", value)
    act(page.get_by_role("button", name="Guardar e inscribir").click())


def suitcase(page: Page, address: str, folder: Path) -> bytes:
    """One button, one file; a slip's QR is read from its printed page and opened without a session."""
    page.goto(address + "/maletin")
    page.get_by_role("button", name="Preparar el maletín").click()
    expect(page.get_by_role("link", name=re.compile("Descargar|Abrir|Ver el resultado|Ir al resultado")).first).to_be_visible(
        timeout=TOGETHER)
    page.goto(address + "/maletin")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Descargar")).first.click()
    path = folder / "maletin.pdf"
    download.value.save_as(path)
    return path.read_bytes()


def codes_in(pdf: Path, first: int, last: int) -> list[str]:
    """What a phone reads on these pages."""
    subprocess.run(["pdftoppm", "-r", "110", "-gray", "-png", "-f", str(first), "-l", str(last), pdf, pdf.with_suffix("")],
                   check=True)
    found = []
    for png in sorted(pdf.parent.glob(f"{pdf.stem}-*.png")):
        found += [str(one.text) for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(png.read_bytes())))]
    return found


def page_with(pdf: Path, words: str) -> int:
    """The first page that says this."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return 1 + next(number for number, one in enumerate(text.split("\f")) if words in one)


def key_in(page: Page, address: str, moment: str, blueprint: Blueprint, right: int) -> None:
    """Every sheet on the keypad, one key an answer; it goes on by itself. ``right``: how many each gets right."""
    page.goto(f"{address}/pruebas/{moment}/papel")
    for number in range(1, PEOPLE + 1):
        expect(page.locator("#pad h2")).to_contain_text(f"{number}. ", timeout=TOGETHER)
        places = blueprint.forms[form_of(number, "entry" if moment == "entrada" else "exit")]
        keys = "".join(place.right if place.number <= right else next(one for one in place.letters if one != place.right)
                       for place in places)
        with page.expect_navigation(timeout=TOGETHER):
            page.keyboard.type(keys)
    expect(page.get_by_text("Todas las hojas están ingresadas")).to_be_visible()


def observe(page: Page, address: str) -> None:
    """A checklist for everybody: all steps done well."""
    page.goto(address + "/practica")
    for _number in range(PEOPLE):
        page.get_by_role("button", name=re.compile("^Observar:")).first.click()
        for done_well in page.locator(".score label:has(input[value='2'])").all():
            done_well.click()
        page.get_by_role("button", name="Terminar y ver el resultado").click()
        expect(page.get_by_role("heading", name=re.compile("Aprobó|aprobó|Resultado")).first).to_be_visible()
        page.goto(address + "/practica")


@pytest.mark.one_database
def test_two_days_for_forty_people(app: Flask, live_site: LiveSite, page: Page, tmp_path: Path) -> None:
    bea, act = make.bea(), Presses()
    db.session.commit()
    publish_folder(str(CONTENT))
    live_site.start_worker()
    enter(page, live_site, bea.document, make.PASSWORD)

    address = open_workshop(page, live_site, act)
    assert act.taken() <= 6  # W1
    paste(page, act)
    assert act.taken() <= 4  # W2, and the five bad cells
    with reading():
        cohort = opened(live_site)
        assert len(members(cohort)) == PEOPLE
        blueprint = blueprint_for(newest_manual(), "a")
    assert blueprint is not None

    pdf = tmp_path / "maletin.pdf"
    assert suitcase(page, address, tmp_path).startswith(b"%PDF")
    slips = page_with(pdf, "Ficha de acceso")
    scanned = [text for text in codes_in(pdf, slips, slips) if "/f/" in text]
    assert len(scanned) == 8 and all(text.startswith(f"{live_site.url}/f/") for text in scanned)
    stranger = page.context.browser.new_context() if page.context.browser else None
    assert stranger is not None
    phone = stranger.new_page()
    answer = phone.goto(scanned[0])
    assert answer is not None and answer.status == 200 and phone.locator("[name=password], [name=code]").count() >= 1
    stranger.close()

    first_half_day(page, address, act)
    another_half_day(page, address, act)
    key_in(page, address, "entrada", blueprint, right=9)
    a_night_passes(cohort)
    another_half_day(page, address, act)
    observe(page, address)
    another_half_day(page, address, act)
    key_in(page, address, "salida", blueprint, right=17)

    page.goto(address + "/taller")
    act(page.get_by_role("link", name=re.compile("Ganancia|Pruebas")).first.click())
    expect(page.get_by_text("+40").first).to_be_visible()  # nine right of twenty, then seventeen
    assert act.taken() == 1  # W4

    new_code(page, address, act)
    assert act.taken() <= 3  # W5

    page.goto(address + "/nombres")
    page.get_by_role("button", name=re.compile("firmaron las")).click()
    page.goto(address + "/cierre")
    page.locator("main form").get_by_role("button", name="Cerrar el taller").click()
    expect(page.get_by_role("heading", name="Taller cerrado")).to_be_visible()
    report(page, address, tmp_path)


def first_half_day(page: Page, address: str, act: Presses) -> None:
    """W3 with the network cut in the middle: two taps and one for each of the two who are missing; nothing is lost."""
    page.goto(address + "/asistencia")
    act(page.get_by_role("link", name="Pasar lista").first.click())
    expect(page.locator(".roll li")).to_have_count(PEOPLE)
    page.context.set_offline(True)
    for number in (5, 18):
        act(page.locator(f".roll li[data-number='{number}'] > label").click())
    expect(page.locator("#device")).to_contain_text("2")
    page.context.set_offline(False)
    expect(page.locator("#device")).to_contain_text(re.compile("enviad", re.IGNORECASE), timeout=TOGETHER)
    act(page.get_by_role("button", name=re.compile("^Cerrar:")).click())
    assert act.taken() <= 2 + 2
    expect(page).to_have_url(re.compile("/asistencia$"), timeout=TOGETHER)
    expect(page.get_by_text("38 presentes, 2 faltaron")).to_be_visible()


def another_half_day(page: Page, address: str, act: Presses) -> None:
    """The same with everybody there: two actions."""
    page.goto(address + "/asistencia")
    act(page.get_by_role("link", name="Pasar lista").first.click())
    act(page.get_by_role("button", name=re.compile("^Cerrar:")).click())
    expect(page).to_have_url(re.compile("/asistencia$"), timeout=TOGETHER)
    assert act.taken() <= 2


def new_code(page: Page, address: str, act: Presses) -> None:
    """W5: a person, her code, given."""
    page.goto(address)
    act(page.get_by_role("link", name=re.compile("Aguilar Brisa")).first.click())
    act(page.get_by_role("link", name="código").first.click())
    act(page.get_by_role("button", name="Dar el código").click())
    expect(page.locator("main .code.big, main .big.code").first).to_be_visible()


def report(page: Page, address: str, folder: Path) -> None:
    """The report is drawn by the worker and says what happened."""
    for _try in range(60):
        page.goto(address + "/cierre")
        if page.get_by_role("link", name="Descargar").count():
            break
        page.wait_for_timeout(500)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar").first.click()
    path = folder / "informe.pdf"
    download.value.save_as(path)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    for words in ("Informe del taller", "Auditorio Casa Clara", "40", "personas inscritas"):
        assert words in text


