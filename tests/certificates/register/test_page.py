"""The administrators' page of the register, and the note that anybody may keep."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from certificates.register import daily, guard, outside, queries
from tests import make
from tests.certificates.register.book import full
from tests.certificates.register.story import member, papers
from tests.certificates.register.story import outside as newest
from tests.client import Client
from training.cohorts.models import Membership
from training.db import db

NewClient = Callable[[], Client]


@pytest.fixture
def who(app: Flask) -> Membership:
    return member()


@pytest.fixture
def admin(app: Flask, client: Client) -> Client:
    dina = make.dina()
    db.session.commit()
    return client.sign_in(dina)


def test_an_empty_register_says_so(admin: Client) -> None:
    admin.get("/registro")
    assert "Todavía no hay ninguna entrada" in admin.text
    assert "Falta un lugar fuera de este servidor" in admin.text


def test_the_page_shows_what_was_signed_and_where_it_lies(admin: Client, who: Membership, outside: Path) -> None:
    papers(who, 1, 3)
    daily.each_day()
    admin.get("/registro")
    stored = queries.newest_checkpoint()
    assert stored is not None and stored.note.split("\n")[2] in admin.text.replace("&#43;", "+")
    assert "El registro concuerda con sus copias de fuera" in admin.text
    assert admin.text.count("al día, 4 entradas") == 2
    assert "todo en orden" in admin.text and "se recalcularon las 4 entradas" in admin.text
    assert "Falta un lugar" not in admin.text
    assert not [word for word in ("Nélida", "Quispe", "40617283") if word in admin.text]


def test_the_page_shows_what_is_wrong_with_a_copy(admin: Client, who: Membership, outside: Path) -> None:
    papers(who, 1, 2)
    shutil.rmtree(outside)
    admin.get("/registro")
    assert "la carpeta no está montada" in admin.text
    outside.mkdir()
    (outside / "newest.txt").write_text(full().sign())
    admin.get("/registro")
    assert "no está firmada por nuestras claves" in admin.text
    assert "No se emite: el registro no concuerda" in admin.text


def test_the_page_says_how_many_problems_there_were(admin: Client, who: Membership) -> None:
    from certificates.register.verify import Report, note_verification
    papers(who, 1, 2)
    note_verification(Report(3, {}, 1, ["x", "y"]))
    db.session.commit()
    admin.get("/registro")
    assert "se encontraron 2 problemas" in admin.text


def restored(who: Membership) -> None:
    papers(who, 1, 2)
    guard.mark_restored()
    db.session.commit()


def test_after_a_restore_a_pasted_note_settles_it(admin: Client, who: Membership) -> None:
    restored(who)
    admin.get("/registro")
    assert "No se emite hasta comparar" in admin.text
    pasted = "  " + newest().replace("\n", "\r\n").rstrip() + "  "  # as a browser and a tired person send it
    admin.post("/registro/acuerdo", {"note": pasted})
    assert admin.status == 303
    admin.follow()
    assert "El registro concuerda con ese punto de control" in admin.text
    db.session.expire_all()
    assert guard.waiting() is None
    papers(who, 10, 2)


@pytest.mark.parametrize("text, words", [("", "Complete este dato"), ("hola", "no es un punto de control")])
def test_what_is_no_note_is_said_at_the_field(admin: Client, who: Membership, text: str, words: str) -> None:
    restored(who)
    admin.post("/registro/acuerdo", {"note": text})
    assert admin.status == 422
    assert words in admin.text or "note-e" in admin.text


def test_a_note_that_does_not_agree_is_refused(admin: Client, who: Membership) -> None:
    restored(who)
    admin.post("/registro/acuerdo", {"note": full().sign()})
    assert admin.status == 409
    assert "no es un punto de control firmado por las claves de este registro" in admin.text
    assert guard.waiting() is not None


def test_anybody_may_keep_the_newest_note(app: Flask, client: Client, who: Membership) -> None:
    client.get("/registro/punto-de-control.txt")
    assert client.status == 404
    papers(who, 1, 2)
    client.get("/registro/punto-de-control.txt")
    assert client.text == newest()
    assert client.response is not None and client.response.mimetype == "text/plain"


def test_issuing_is_refused_on_the_page_too_with_what_to_do(app: Flask, new_client: NewClient) -> None:
    from tests.certificates.story import cohort_of
    bea = make.bea()
    cohort = cohort_of(bea)
    guard.mark_restored()
    db.session.commit()
    browser = new_client().sign_in(bea)
    browser.post(f"/cohortes/{cohort.key}/certificados", {"name_1": "Bea Ríos", "post_1": "Responsable"})
    assert browser.status == 503
    assert "se restauró de una copia" in browser.text
    assert outside.copies()[0].text is None
