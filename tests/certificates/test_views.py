"""The pages of a cohort's certificates and of their holder, and the files."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import zxingcpp
from flask import Flask
from PIL import Image

from certificates.issuing import drawing
from certificates.issuing.models import Certificate, CertificateFile, PrintFile
from tests import make
from tests.certificates.story import cohort_of, complete, graduates, issued, kept, work_through
from tests.client import Client
from training import store
from training.cohorts.models import Cohort
from training.db import db
from training.jobs.models import DONE, Job

PRESS = {"name_1": "Bea Huamán", "post_1": "Responsable"}


def page_of(cohort: Cohort) -> str:
    return f"/cohortes/{cohort.key}/certificados"


def drawn(app: Flask, cohort: Cohort) -> list[Certificate]:
    made = issued(cohort)
    work_through(app, drawing.start(cohort, made, cohort.created_by_id))
    return made


def test_the_page_says_who_is_ready_and_what_the_others_lack(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    client.sign_in(bea).get(page_of(cohort))
    assert "<b>3</b>certificados listos" in client.text
    assert "<b>1</b>sin certificado aún" in client.text
    assert "0 de 2 módulos completos" in client.text
    assert "onstancia" not in client.text
    assert "Emitir 3 certificados" in client.text
    assert 'value="Bea Huamán Ríos"' in client.text
    assert client.text.index("Álvarez") < client.text.index("Ñaupari") < client.text.index("Quispe Rojas")


def test_one_press_issues_and_goes_to_the_work_and_a_second_press_adds_nothing(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    client.sign_in(bea).get(page_of(cohort))
    token = client.csrf_token()
    places = [client.post(page_of(cohort), PRESS, token=token).headers["Location"] for _ in range(2)]
    assert client.status == 303
    assert places[0] == places[1]
    assert places[0].startswith("/trabajos/")
    assert db.session.query(Certificate).count() == 3
    client.get(places[0])
    assert client.status == 200
    work_through(app, db.session.query(Job).one())
    assert db.session.query(Job).one().state == DONE
    client.get(places[0])
    assert page_of(cohort) in client.text
    assert client.post(page_of(cohort), PRESS).headers["Location"] == page_of(cohort)
    assert db.session.query(Job).count() == 1
    client.follow()
    assert "no se emitió nada de nuevo" in client.text
    assert "<b>3</b>ya emitidos" in client.text
    assert "Para imprimir: 3 hojas" in client.text


def test_a_cohort_without_complete_members_is_refused(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    make.member(cohort, make.ana())
    client.sign_in(bea).post(page_of(cohort), PRESS)
    assert client.status == 409
    assert db.session.query(Certificate).count() == 0
    client.get(page_of(make.cohort(bea, name="Otra")))
    assert "Todavía no hay nadie" in client.text


def test_a_signer_needs_name_and_post(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    client.sign_in(bea)
    for wrong in ({"name_1": "", "post_1": ""}, PRESS | {"name_2": "Dina"}, PRESS | {"post_2": "Directora"},
                  PRESS | {"name_1": "漢字"}, PRESS | {"post_1": "x" * 81}, PRESS | {"post_1": "Gran cargo " * 7, "name_1": "Bea Auxiliadora de los Ángeles Huamán"}):
        client.post(page_of(cohort), wrong)
        assert client.status == 422, wrong
        assert "Error" in client.text
    assert db.session.query(Certificate).count() == 0


def test_learners_and_other_regions_stay_out(app: Flask, new_client: Callable[[], Client]) -> None:
    cohort = cohort_of(make.bea())
    ana = make.ana()
    make.member(cohort, ana)
    paths = ("", "/imprimir.pdf", "/imprimir-x.pdf", "/hojas.zip")
    for person, status in ((ana, 403), (make.caro(), 404)):
        client = new_client().sign_in(person)
        assert [client.get(page_of(cohort) + path).status_code for path in paths] == [status] * 4
        assert [client.post(page_of(cohort) + path, PRESS).status_code for path in ("", "/preparar")] == [status] * 2
    assert db.session.query(Certificate).count() == 0


def test_holder_and_trainer_download_and_nobody_else(app: Flask, new_client: Callable[[], Client]) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    ana, other = make.user("Lía", "Zapata"), make.user("Otra", "Persona")
    graduates(cohort)
    from_list = make.member(cohort, ana)
    make.member(cohort, other)
    complete(from_list)
    made = drawn(app, cohort)
    hers = next(one for one in made if one.membership_id == from_list.id)
    path = f"/certificados/{hers.key}.pdf"
    assert new_client().get(path).status_code == 303
    for person, status in ((ana, 200), (bea, 200), (make.dina(), 200), (other, 404), (make.caro(), 404)):
        response = new_client().sign_in(person).get(path)
        assert response.status_code == status
        if status == 200:
            assert f'filename="certificado-{hers.folio}.pdf"' in response.headers["Content-Disposition"]
            assert response.headers["Cache-Control"] == "no-store"


def test_her_page_lists_her_certificate_and_says_so_while_it_is_not_drawn(app: Flask, client: Client) -> None:
    cohort = make.cohort(make.bea())
    ana = make.ana()
    complete(make.member(cohort, ana))
    client.sign_in(ana).get("/mis-certificados")
    assert "Todavía no tiene certificados" in client.text
    one = issued(cohort)[0]
    client.get("/mis-certificados")
    assert "se está preparando" in client.text
    client.get(f"/certificados/{one.key}.pdf")
    assert client.status == 202
    work_through(app, drawing.start(cohort, [one], cohort.created_by_id))
    client.get("/mis-certificados")
    assert f"/verificar/{one.code[:4]}-{one.code[4:8]}-{one.code[8:]}" in client.text
    assert f"/certificados/{one.key}.pdf" in client.text


def test_the_print_file_is_in_the_order_of_surnames_and_the_zip_holds_single_files(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    made = drawn(app, cohort)
    client.sign_in(bea)
    data = client.get(page_of(cohort) + "/imprimir.pdf").data
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert re.findall(r"Yma Álvarez|Óscar Ñaupari|Ana Quispe", said) == ["Yma Álvarez", "Óscar Ñaupari", "Ana Quispe"]
    archive = zipfile.ZipFile(io.BytesIO(client.get(page_of(cohort) + "/hojas.zip").data))
    assert archive.testzip() is None
    assert archive.namelist() == [f"certificado-{one.folio}.pdf" for one in made]
    with pikepdf.open(io.BytesIO(archive.read(archive.namelist()[0]))) as sheet:
        assert len(sheet.pages) == 1
    batch = db.session.query(PrintFile).one()
    assert client.get(f"{page_of(cohort)}/imprimir-{batch.key}.pdf").data == data
    assert client.get(f"{page_of(cohort)}/imprimir-otro.pdf").status_code == 404


def test_the_code_on_the_drawn_sheet_opens_the_public_page(app: Flask, client: Client, tmp_path: Path) -> None:
    cohort = make.cohort(make.bea())
    graduates(cohort, ("Ana", "Quispe Rojas"))
    drawn(app, cohort)
    file = store.path_of(db.session.query(CertificateFile).one().sha256)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", file, tmp_path / "one"], check=True)
    with Image.open(tmp_path / "one.pgm") as image:
        address = zxingcpp.read_barcodes(image)[0].text
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == app.config["PUBLIC_URL"]
    assert parts.fragment
    client.get(parts.path)
    assert client.status == 200
    assert "Ana Quispe Rojas" in client.text
    assert parts.fragment not in client.text


def test_an_uncommon_request_header_changes_no_printed_address(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    client.sign_in(bea).get(page_of(cohort))
    client.post(page_of(cohort), PRESS, headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"})
    one = db.session.query(Certificate).first()
    assert one is not None
    assert b"evil" not in kept(one).snapshot


def test_a_file_that_somebody_changed_is_not_handed_out(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    one = drawn(app, cohort)[0]
    sha256 = db.session.get_one(CertificateFile, one.id).sha256
    path = store.path_of(sha256)
    path.write_bytes(path.read_bytes() + b" ")
    client.sign_in(bea)
    assert client.get(f"/certificados/{one.key}.pdf").status_code == 503
    assert client.get(page_of(cohort) + "/hojas.zip").status_code == 503


def test_latecomers_get_their_own_print_file_and_the_first_stays(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    drawn(app, cohort)
    graduates(cohort, ("Luz", "Vega"))
    drawn(app, cohort)
    client.sign_in(bea).get(page_of(cohort))
    assert "Para imprimir: 3 hojas" in client.text
    assert "Para imprimir: 1 hoja" in client.text


def test_what_was_never_drawn_can_be_prepared(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = cohort_of(bea)
    issued(cohort)
    client.sign_in(bea).get(page_of(cohort))
    assert "Preparar los 3 archivos que faltan" in client.text
    client.submit(page_of(cohort) + "/preparar")
    assert client.status == 303
    work_through(app, db.session.query(Job).one())
    assert db.session.query(CertificateFile).count() == 3


def test_two_trainers_who_press_the_button_follow_the_same_batch(app: Flask, new_client: Callable[[], Client]) -> None:
    bea, colleague, caro = make.bea(), make.bea(), make.caro()
    cohort = cohort_of(bea)
    pages = []
    for person in (bea, colleague):
        browser = new_client().sign_in(person)
        browser.get(page_of(cohort))
        browser.post(page_of(cohort), PRESS)
        assert browser.status == 303
        pages.append(browser.response.headers["Location"])  # type: ignore[union-attr]  # there is a response
        browser.follow()
        assert browser.status == 200
    assert pages[0] == pages[1]
    stranger = new_client().sign_in(caro)
    stranger.get(pages[0])
    assert stranger.status == 404
    bea.authority_id = None  # she facilitates no more: nor does her batch concern her
    browser = new_client().sign_in(bea)
    browser.get(pages[0])
    assert browser.status == 404
