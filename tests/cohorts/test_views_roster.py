"""A list becomes people: paste, correct in place, enrol all or nobody, once."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from tests.cohorts.test_workbooks import workbook
from training import clock
from training.accounts.models import User
from training.cohorts.model_list import HEADERS
from training.cohorts.models import Cohort, Membership, RosterDraft
from training.db import db

LIST = "DNI\tApellidos\tNombres\tProfesión\tEESS\n"
GOOD = "99000101\tQuispe Alborada\tIllari\tObstetra\tP. S. Molle\n99000102\tMamani Lucero\tUrpi\tEnfermera\tC. S. Sol\n"


def count(what: type) -> int:
    return int(db.session.scalar(select(func.count()).select_from(what)) or 0)


@pytest.fixture
def cohort(client: Client) -> Cohort:
    bea = make.bea()
    made = make.cohort(bea)
    client.sign_in(bea)
    return made


def paste(client: Client, cohort: Cohort, text: str) -> str:
    """Paste a list; returns the address of its check page."""
    client.post(f"/cohortes/{cohort.key}/lista", {"pasted": text})
    assert client.status == 303, client.text
    return client.response.headers["Location"]  # type: ignore[union-attr]  # there is a response


def test_a_good_list_is_enrolled_in_three_steps(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD)
    assert count(Membership) == 0
    client.get(page)
    assert "2 filas listas para inscribir" in client.text
    client.post(f"{page}/inscribir")
    assert client.status == 303
    member = db.session.scalars(select(Membership).order_by(Membership.id)).first()
    assert member is not None and member.full_name == "Illari Quispe Alborada" and member.confirmed_at is None
    assert member.user.created_by_id == cohort.created_by_id and member.user.password_hash is None
    assert count(RosterDraft) == 0


def test_the_same_press_twice_enrols_once(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD)
    client.post(f"{page}/inscribir")
    client.post(f"{page}/inscribir")
    assert client.status == 303 and count(Membership) == 2 and count(User) == 3
    client.follow()
    assert "ya se inscribió" in client.text


def test_one_bad_row_holds_everybody_back_until_it_is_corrected_in_place(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD + "9900104\tSulca\tHermelinda\n")
    client.get(page)
    assert "2 listas, 1 por corregir" in client.text and "Excel suele borrar el cero" in client.text
    client.post(f"{page}/inscribir")
    assert client.status == 409 and count(Membership) == 0
    client.get(page)
    client.submit(page)
    client.follow()
    assert "1 por corregir" in client.text  # nothing was repaired on its own
    client.submit(page, **{"r4-use-document": "1"})
    client.follow()
    assert "3 filas listas" in client.text and "09900104" in client.text
    client.post(f"{page}/inscribir")
    assert count(Membership) == 3


def test_a_row_can_be_taken_out_and_so_can_all_that_are_wrong(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD + "1\tA\tB\n2\tC\tD\n3\tE\tF\n")
    client.get(page)
    client.post(page, {"r4-remove": "1"})
    client.get(page)
    assert "2 por corregir" in client.text
    client.post(page, {"remove_flawed": "1"})
    client.get(page)
    assert "2 filas listas" in client.text


def test_a_ready_row_cannot_be_changed_by_a_forged_field(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD + "1\tA\tB\n")
    client.post(page, {"r2-document": "99000999", "r2-remove": "1", "r4-remove": "1", "r4-number": "7"})
    client.get(page)
    assert "99000101" in client.text and "99000999" not in client.text


def test_a_list_without_header_asks_for_its_columns(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, GOOD)
    assert page.endswith("/columnas")
    client.get(page)
    assert "¿Qué hay en cada columna?" in client.text
    client.post(page, {"c0": "document", "c1": "surnames", "c2": "surnames"})
    assert client.status == 422 and "Dos columnas" in client.text
    client.post(page, {"c0": "ignore", "c1": "surnames", "c2": "given_names", "c3": "<x>"})
    assert client.status == 422 and "Falta decir" in client.text
    client.post(page, {"c0": "document", "c1": "surnames", "c2": "given_names", "c3": "profession", "c4": "facility"})
    client.follow()
    assert "2 filas listas" in client.text


def test_a_known_dni_reveals_and_changes_nothing(client: Client, cohort: Cohort) -> None:
    known = make.user("Secreta", "Nombre Guardado", document="99000101", profession="Psiquiatra", is_admin=True)
    page = paste(client, cohort, LIST + GOOD)
    seen = [client.get(page).get_data(as_text=True)]
    client.post(f"{page}/inscribir")
    member = db.session.scalars(select(Membership).where(Membership.user_id == known.id)).one()
    for path in ("", f"/personas/{member.key}", f"/personas/{member.key}/codigo", "/fichas"):
        client.get(f"/cohortes/{cohort.key}{path}")
        seen.append(client.text)
    assert not [text for text in seen if any(word in text for word in ("Secreta", "Guardado", "Psiquiatra"))]
    assert member.full_name == "Illari Quispe Alborada" and member.confirmed_at is None
    assert (known.full_name, known.profession) == ("Secreta Nombre Guardado", "Psiquiatra")


def test_who_is_in_the_cohort_already_is_marked_and_who_was_removed_comes_back(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD)
    client.post(f"{page}/inscribir")
    page = paste(client, cohort, LIST + GOOD)
    client.get(page)
    assert "ya está en la cohorte" in client.text
    member = db.session.scalars(select(Membership).order_by(Membership.id)).first()
    assert member is not None
    client.get(f"/cohortes/{cohort.key}/personas/{member.key}/quitar")
    client.post(f"/cohortes/{cohort.key}/personas/{member.key}/quitar")
    client.post(page, {"r3-remove": "1"})
    client.post(f"{page}/inscribir")
    assert member.removed_at is None and count(Membership) == 2


@pytest.mark.parametrize(("name", "data"), [
    ("lista.xlsx", workbook([["DNI", "Apellidos", "Nombres"], [99000101, "Quispe", "Illari"]])),
    ("lista.csv", "DNI;Apellidos;Nombres\r\n99000101;Ñahui;Édgar\r\n".encode("cp1252")),
])
def test_a_file_is_read(client: Client, cohort: Cohort, name: str, data: bytes) -> None:
    client.post(f"/cohortes/{cohort.key}/lista", {"upload": (io.BytesIO(data), name)})
    client.follow()
    assert "1 fila lista para inscribir" in client.text


@pytest.mark.parametrize(("name", "data", "sentence"), [
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel antiguo"), ("a.xlsx", b"PK\x03\x04zzz", "dañado"),
    ("a.pdf", b"%PDF-1.7", "PDF"), ("a.csv", b"", "ninguna fila"), ("a.csv", b"DNI;Apellidos;Nombres", "ninguna fila"),
])
def test_a_file_that_cannot_be_read_says_why_and_keeps_nothing(
        client: Client, cohort: Cohort, name: str, data: bytes, sentence: str) -> None:
    client.post(f"/cohortes/{cohort.key}/lista", {"upload": (io.BytesIO(data), name)})
    assert client.status == 422 and sentence in client.text and count(RosterDraft) == 0


def test_a_file_beyond_the_limit_is_refused(client: Client, cohort: Cohort) -> None:
    client.post(f"/cohortes/{cohort.key}/lista", {"upload": (io.BytesIO(b"x" * 2_300_000), "a.csv")})
    assert client.status == 413 and "2 MB" in client.text
    assert client.response is not None
    client.response.request.environ["wsgi.input"].close()  # the temporary file of the test's own browser


def test_a_list_lives_a_day_and_can_be_thrown_away(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD)
    client.post(f"{page}/descartar")
    assert count(RosterDraft) == 0
    page = paste(client, cohort, LIST + GOOD)
    draft = db.session.scalars(select(RosterDraft)).one()
    draft.created_at = clock.now() - timedelta(hours=25)
    for path in (page, f"{page}/columnas"):
        client.get(path)
        assert client.status == 303
    paste(client, cohort, LIST + GOOD)
    assert count(RosterDraft) == 1  # the old one went


def test_a_list_belongs_to_its_cohort(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + GOOD)
    other = make.cohort(make.bea(), db.session.get_one(Cohort, cohort.id) and make.published())
    client.post(page.replace(cohort.key, other.key) + "/inscribir")
    assert client.status == 303 and count(Membership) == 0


def test_the_model_to_fill_in_downloads(client: Client, cohort: Cohort) -> None:
    client.get("/cohortes/modelo-de-lista.csv")
    assert client.response is not None and client.response.data.startswith(b"\xef\xbb\xbf")
    assert HEADERS[1] in client.response.data.decode("utf-8-sig")
    client.get("/cohortes/modelo-de-lista.xlsx")
    assert client.response.data.startswith(b"PK")
    client.get("/cohortes/modelo-de-lista.exe")
    assert client.status == 404


def test_three_hundred_bad_rows_come_in_portions(client: Client, cohort: Cohort) -> None:
    rows = "".join(f"{n}\tQuispe\tIllari\n" for n in range(300))
    page = paste(client, cohort, LIST + rows)
    client.get(page)
    assert "250 filas más" in client.text
    client.submit(page, **{"r2-document": "99000101"})
    client.follow()
    assert "1 lista, 299 por corregir" in client.text


def test_hostile_text_is_shown_as_text(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, LIST + "99000101\t<script>alert(1)</script>\t{{7*7}}\t\"><img src=x>\t=cmd\n")
    client.get(page)
    assert "<script>alert" not in client.text and "<img src=x" not in client.text and "{{7*7}}" in client.text


def test_a_single_line_that_is_said_to_be_a_header_leaves_nobody(client: Client, cohort: Cohort) -> None:
    page = paste(client, cohort, "juan perez quispe\t12345678x")
    client.post(page, {"c0": "names_first", "c1": "document", "header": "1"})
    assert client.status == 303
    client.post(f"{page.removesuffix('/columnas')}/inscribir")
    assert client.status == 409 and count(Membership) == 0
