"""The pages of a workshop's papers: issuing both with one press, what the holder sees, what anybody else reads."""

import io
import zipfile

import pytest
from flask import Flask

from certificates.issuing.models import Certificate, PrintFile
from certificates.paper.codes import grouped
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA, from_bytes
from tests import make
from tests.certificates.story import attend, close_all, issued, kept, named, work_through, workshop_of_three
from tests.client import Client
from tests.statements import statements
from training.accounts.models import User
from training.cohorts.models import Membership
from training.db import db
from training.jobs.models import Job
from training.workshops.queries import half_days

pytestmark = pytest.mark.usefixtures("failed")
PRESS = {"name_1": "Bea Huamán", "post_1": "Responsable"}


def test_one_press_issues_both_papers_and_each_kind_prints_apart(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    page = f"/cohortes/{cohort.key}/certificados"
    client.sign_in(bea).get(page)
    assert "Emitir 1 certificado y 1 constancia" in client.text
    assert "Es 1 hoja más" in client.text
    client.post(page, PRESS)
    work_through(app, db.session.query(Job).one())
    assert {one.kind: one.pages for one in db.session.query(PrintFile)} == {CERTIFICATE: 1, CONSTANCIA: 1}
    client.get(page)
    assert "Constancias para imprimir: 1 hoja" in client.text
    assert "Certificados para imprimir: 1 hoja" in client.text
    assert "con constancia" in client.text
    constancias = db.session.query(PrintFile).filter_by(kind=CONSTANCIA).one()
    response = client.get(f"{page}/imprimir-{constancias.key}.pdf")
    assert 'filename="constancias-1-hojas.pdf"' in response.headers["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(client.get(f"{page}/hojas.zip").data)).namelist()
    assert [name.partition("-")[0] for name in names] == ["certificado", "constancia"]


def test_the_tick_adds_the_constancia_of_those_with_a_certificate(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    client.sign_in(bea).post(f"/cohortes/{cohort.key}/certificados", PRESS | {"both": "y"})
    assert client.status == 303
    assert sorted(one.kind for one in db.session.query(Certificate)) == [CERTIFICATE, CONSTANCIA, CONSTANCIA]


def test_an_open_half_day_is_named_with_the_way_to_close_it(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    last = half_days(cohort)[3]
    last.closed_at = None
    db.session.commit()
    page = f"/cohortes/{cohort.key}/certificados"
    client.sign_in(bea).get(page)
    assert f"/cohortes/{cohort.key}/asistencia/{last.key}" in client.text
    assert "name_1" not in client.text
    client.post(page, PRESS)
    assert client.status == 409
    assert "Jornada 4" in client.text
    assert db.session.query(Certificate).count() == 0


def test_what_would_not_be_issued_today_is_shown_and_still_verifies(app: Flask, client: Client, failed: set[int]) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    one = issued(cohort)[0]
    failed.add(one.membership_id)
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/certificados")
    assert "1 emitido que hoy no cumpliría" in client.text
    assert "Prueba de salida: 60 %." in client.text
    client.get(f"/verificar/{one.code}")
    assert "Certificado válido" in client.text


def test_the_public_page_says_which_paper_it_is_and_every_printed_minute(app: Flask, client: Client) -> None:
    certificate, constancia = issued(workshop_of_three(make.bea()))
    client.get(f"/verificar/{constancia.code}")
    said = from_bytes(kept(constancia).snapshot)
    assert said.workshop is not None
    for text in ("Verificación de constancia", "Constancia de asistencia válida", "acredita que asistió, no que aprobó",
                 "855 de 900 minutos (95 %)", "195 de 240 min", "14 horas cronológicas", "desde el 80 %", constancia.folio,
                 *(line.title for line in said.workshop.half_days)):
        assert text in client.text, text
    assert "Módulos" not in client.text
    assert said.document not in client.text
    client.get(f"/v/{certificate.token}")
    assert "acredita que aprobó el curso" in client.text
    assert "900 de 900 minutos (100 %)" in client.text


def test_the_holder_sees_what_hers_says_and_gets_it_under_its_name(app: Flask, client: Client) -> None:
    cohort = workshop_of_three(make.bea())
    constancia = issued(cohort)[1]
    holder = db.session.get_one(User, db.session.get_one(Membership, constancia.membership_id).user_id)
    client.sign_in(holder).get(f"/certificados/{constancia.key}.pdf")
    assert client.status == 202
    assert "La constancia ya está emitida" in client.text
    client.get("/mis-certificados")
    assert "Constancia de asistencia" in client.text
    assert "asistió 855 de 900 minutos" in client.text
    assert f"Mi constancia {constancia.folio}" in client.text
    assert grouped(constancia.code) in client.text


def test_the_workshops_page_says_what_was_issued(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/taller")
    issued(cohort)
    client.get(f"/cohortes/{cohort.key}/taller")
    assert "Emitidos: 1 certificado y 1 constancia." in client.text


def test_the_page_asks_as_often_for_thirty_people_as_for_three(app: Flask, client: Client) -> None:
    bea = make.bea()
    cohort = workshop_of_three(bea)
    key = cohort.key
    client.sign_in(bea)

    def questions() -> int:
        client.get(f"/cohortes/{key}/certificados")
        db.session.commit()
        with statements() as asked:
            client.get(f"/cohortes/{key}/certificados")
        return len(asked)

    few = questions()
    for number in range(27):
        attend(named(make.member(cohort, make.user(f"N{number}", "Paz"))), 240, 210, 240, 210)
    close_all(cohort)
    db.session.commit()
    assert questions() == few
