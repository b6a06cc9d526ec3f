"""«Registro de establecimientos»: upload, look, apply; what is refused on the way, and what goes by itself."""

import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from tests.places import story
from tests.places.register_files import as_csv, as_xlsx, register, row
from training.clock import frozen, now
from training.db import db
from training.places import actions, forms, importing, keeping, prepared
from training.places.models import Facility
from training.places.models_register import FacilityImport, ImportLine

PATH = "/registro-establecimientos"


@pytest.fixture
def admin(app: Flask, client: Client) -> Client:
    return client.sign_in(make.dina())


def send(browser: Client, data: bytes, **more: str) -> Client:
    browser.post(PATH, {"upload": (io.BytesIO(data), "registro.csv")} | more)
    if browser.status == 303:
        browser.follow()
    return browser


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_nothing_changes_before_it_is_applied(admin: Client) -> None:
    story.facility()
    send(admin, as_csv(row(category="I-3"), row("5", "OTRO"), row("x"), row("6", state="BAJA")))
    assert "Lo que cambiaría" in admin.text and "4 filas" in admin.text and count(Facility) == 1
    page = admin.path
    admin.get(f"{page}?ver=changed")
    assert "categoría: I-1 → I-3" in admin.text
    admin.get(f"{page}?ver=refused")
    assert "el código «x» no es un número" in admin.text
    admin.submit(f"{page}/aplicar")
    assert admin.status == 303 and count(Facility) == 2
    admin.follow()
    assert "La aplicó Dina Vega Paz" in admin.text and "Registro actualizado" in admin.text
    admin.get(PATH)
    assert "aplicada" in admin.text


@pytest.mark.parametrize(("data", "said"), [
    (b"", "Elija un archivo"), (b"DNI,Nombres\n1,2", "falta la columna"), (b"%PDF-1.7", "Es un PDF"),
    (b"PK\x03\x04" + b"\0" * 60, "dañado"), (b"\0" * 5000, "vacío"), (b'"' * 99_999, "falta la columna"),
])
def test_what_is_no_register_gets_a_sentence(admin: Client, data: bytes, said: str) -> None:
    send(admin, data)
    assert admin.status == 422 and said in admin.text and count(FacilityImport) == 0


def test_a_file_above_the_limit_gets_a_sentence(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 500)
    send(admin, as_csv(row()))
    assert admin.status == 422 and "El archivo pesa más de" in admin.text and count(FacilityImport) == 0


def test_a_hundred_megabytes_are_refused_before_they_are_read(admin: Client) -> None:
    admin.post(PATH, {"upload": (io.BytesIO(as_csv(row())), "r.csv")}, environ_overrides={"CONTENT_LENGTH": "100000000"})
    assert admin.status == 413 and count(FacilityImport) == 0


def bomb(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


def edited(name: str, before: bytes, after: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx([row()]))) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, content.replace(before, after) if entry.filename == name else content)
    return out.getvalue()


@pytest.mark.parametrize("data", [
    bomb(50_000_000), edited("xl/worksheets/sheet1.xml", b'r="A2"', b'r="XFD1048576"'), edited("xl/worksheets/sheet1.xml", b'r="A2"', b'r="2A"'),
    edited("xl/workbook.xml", b"<workbook", b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook"), edited("xl/worksheets/sheet1.xml", b"<row", b"<<row"),
], ids=["bomb", "far cell", "odd cell", "entities", "broken xml"])
def test_a_hostile_workbook_gets_a_sentence(admin: Client, data: bytes) -> None:
    send(admin, data)
    assert admin.status == 422 and count(FacilityImport) == 0


def test_a_code_of_another_place_is_accepted_one_by_one(admin: Client) -> None:
    story.facility()
    send(admin, as_csv(row(name="TOTORA", place=3), row("5")))
    page = admin.path
    admin.get(f"{page}?ver=refused")
    assert "Aceptar: el código cambió de establecimiento" in admin.text
    admin.submit(f"{page}/aceptar")
    admin.get(f"{page}?ver=changed")
    assert "dirección de salud: DIRESA/GERESA Ayacucho → DIRESA/GERESA Puno" in admin.text
    admin.submit(f"{page}/aplicar")
    assert db.session.scalar(select(Facility.name).where(Facility.code == "00099901")) == "P. S. Totora"


def test_a_complete_file_says_how_many_it_closes(admin: Client) -> None:
    story.facility()
    send(admin, as_csv(row("5")), complete="y")
    assert "Se cierra 1 establecimiento que no está en el archivo" in admin.text
    admin.submit(f"{admin.path}/aplicar")
    assert db.session.scalar(select(Facility.closed_on).where(Facility.code == "00099901")) is not None


def test_a_partial_file_that_says_to_be_complete_is_refused(admin: Client) -> None:
    for number in range(30):
        story.facility(f"{number + 1:08}", f"P. S. Loma {number}")
    send(admin, as_csv(row("1", "LOMA 0", district="VALLE CLARO")), complete="y")
    assert admin.status == 422 and "no parece traer todo el registro" in admin.text and count(FacilityImport) == 0


def test_what_was_not_looked_at_is_not_applied(admin: Client) -> None:
    send(admin, as_csv(row()))
    page = admin.path
    admin.post(f"{page}/aplicar", {"seen": "0" * 64})
    assert admin.status == 409 and count(Facility) == 0
    admin.post(f"{page}/aplicar", {})
    assert admin.status == 400


def test_two_files_one_after_the_other(admin: Client) -> None:
    send(admin, as_csv(row()))
    first = admin.path
    send(admin, as_csv(row(), row("5")))
    second = admin.path
    admin.get(first)
    admin.submit(f"{first}/aplicar")
    admin.get(second)
    admin.submit(f"{second}/aplicar")
    assert admin.status == 409 and "El registro cambió" in admin.text and count(Facility) == 1
    admin.get(second)
    admin.submit(f"{second}/comparar")
    admin.follow()
    admin.submit(f"{second}/aplicar")
    assert admin.status == 303 and count(Facility) == 2
    admin.post(f"{second}/comparar", {})
    assert admin.status == 409
    for act in ("aplicar", "descartar", "aceptar"):
        admin.post(f"{first}/{act}", {"seen": "0" * 64, "facility": "00000005"})
        assert admin.status == 409


def test_a_file_is_thrown_away(admin: Client) -> None:
    send(admin, as_csv(row()))
    admin.submit(f"{admin.path}/descartar")
    assert count(FacilityImport) == count(ImportLine) == 0


def test_lines_come_fifty_a_page_and_an_unknown_list_is_no_page(admin: Client) -> None:
    send(admin, as_csv(*register(120)))
    page = admin.path
    admin.get(f"{page}?ver=added&pagina=3")
    assert admin.text.count('<th scope="row"') == 20
    assert admin.get(f"{page}?ver=x").status_code == 404 and admin.get(f"{PATH}/nope").status_code == 404


def test_what_waits_goes_after_a_day_and_old_lines_after_three_months(app: Flask) -> None:
    dina = make.dina()
    old, new = story.waiting(dina), story.waiting(dina)
    old.at = now() - timedelta(days=2)
    db.session.commit()
    assert keeping.tidy() == {"imports": 1}
    db.session.commit()
    assert db.session.scalars(select(FacilityImport.id)).all() == [new.id] and count(ImportLine) > 0
    plan = importing.plan(importing.unpack(new.packed or b""), (), complete=False)
    actions.apply(new, plan, prepared.writes(plan), dina.id)
    db.session.commit()
    with frozen(now() + timedelta(days=91)):
        keeping.tidy()
    assert count(ImportLine) == 0 and count(FacilityImport) == 1
