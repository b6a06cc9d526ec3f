"""The dossier: one PDF from what is stored, the same bytes from a copy of the rows, nothing of whoever was erased."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import func, insert, select

from certificates.corrections.erasing import erase
from certificates.dossier import actions, drawing, queries
from certificates.dossier.compose import html, widths
from certificates.dossier.models import DossierFile
from certificates.issuing.models import Certificate
from certificates.paper.snapshot import CONSTANCIA
from certificates.register import chain
from tests import make
from tests.certificates.story import issued, kept, work_through, workshop_of_three
from tests.client import Client
from training import store
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import frozen, now
from training.cohorts.models import Membership
from training.db import Base, db
from training.evidence import Section
from training.jobs.models import Job
from training.keeping.erasing import erase_person

NOT_COPIED = {"cohort_change", "alembic_version", "shop_paper", "shop_step", "register_head"}


def one_of(kind: str = "certificate") -> Certificate:
    """A paper of this kind of Bea's workshop."""
    return next(one for one in issued(workshop_of_three(make.bea())) if one.kind == kind)


def page_of(one: Certificate) -> str:
    return html(queries.contents_of(one))


def file_of(one: Certificate) -> bytes:
    contents = queries.contents_of(one)
    return drawing.drawn(contents, html(contents))


def test_it_says_what_the_paper_says_upon_what_and_how_to_check_it(app: Flask) -> None:
    page = page_of(one := one_of(CONSTANCIA))
    for text in (one.folio, "Óscar Ñaupari Luz", "Asistir al 80 % de los minutos", "855 de 900", "Quien facilita: Bea Huamán",
                 "Historia en el registro", kept(one).salt.hex(), "flask register export", "coinciden"):
        assert text in page, text


def test_what_was_changed_behind_the_register_is_said_on_the_first_page(app: Flask) -> None:
    contents = queries.contents_of(one_of())
    assert contents.said is not None
    assert contents.said.holds
    other = queries.Said(**{**contents.said.__dict__, "holds": False})
    changed = queries.Contents(**{**contents.__dict__, "said": other})
    assert "Atención: lo guardado no es lo que el registro tomó" in html(changed)


@pytest.mark.one_database
def test_the_same_rows_give_the_same_bytes_and_it_carries_its_proof(app: Flask) -> None:
    one = one_of()
    first = file_of(one)
    with frozen(now().replace(year=now().year + 5)):
        assert file_of(one) == first
    with pikepdf.open(BytesIO(first)) as pdf:
        inside = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    entry = chain.from_bytes(inside["entrada.json"])
    salt = kept(one).salt
    assert hmac.digest(salt, inside["datos.json"], sha256).hex() == entry.commitment
    assert hmac.digest(salt, inside["evidencia.zlib"], sha256).hex() == entry.evidence
    assert b"/registro\n" in inside["punto-de-control.txt"]


@pytest.mark.one_database
def test_a_copy_of_the_rows_in_another_database_gives_the_same_bytes(
        app: Flask, another_app: object, tmp_path: Path) -> None:
    one = one_of()
    first, key = file_of(one), one.key
    tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_COPIED]
    rows = {table: [dict(row._mapping) for row in db.session.execute(select(table))] for table in tables}
    db.session.rollback()
    url = f"sqlite:///{tmp_path}/copy.sqlite"
    other: Flask = another_app(DATABASE_URL=url)  # type: ignore[operator]  # a fixture that makes applications
    with other.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        Base.metadata.create_all(db.engine)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            for table, found in rows.items():
                if found and connection.scalar(select(func.count()).select_from(table)) == 0:
                    connection.execute(insert(table), found)
            connection.commit()
        copied = db.session.scalars(select(Certificate).where(Certificate.key == key)).one()
        assert file_of(copied) == first
        db.session.rollback()


def test_after_an_erasure_only_the_register_speaks(app: Flask) -> None:
    one = one_of(CONSTANCIA)
    member = db.session.get_one(Membership, one.membership_id)
    erase(member.user_id, None)
    db.session.commit()
    page = page_of(one)
    assert "Retirado" in page
    assert one.folio in page
    for text in ("Óscar", "Ñaupari", "855 de 900", "Asistencia"):
        assert text not in page, text


def test_it_is_drawn_by_the_worker_for_whoever_asked(app: Flask, client: Client, new_client: Callable[[], Client]) -> None:
    one, dina = one_of(), make.dina()
    db.session.commit()
    client.sign_in(dina)
    client.get(f"/certificados/{one.key}")
    client.submit(f"/certificados/{one.key}/dossier")
    assert client.status == 303
    job = db.session.scalars(select(Job).where(Job.kind == drawing.KIND)).one()
    assert client.response is not None
    assert client.response.headers["Location"].endswith(f"/trabajos/{job.key}")
    work_through(app, job)
    assert client.get(f"/certificados/{one.key}/dossier.pdf").data.startswith(b"%PDF")
    told = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "dossier")).one()
    assert (told.actor_id, told.detail) == (dina.id, one.folio)
    bea = db.session.get_one(User, one.issued_by_id)
    hers = new_client()
    hers.sign_in(bea)
    assert hers.get(f"/certificados/{one.key}/dossier.pdf").status_code == 409  # each asks, and it is written down
    client.get(f"/certificados/{one.key}")
    client.submit(f"/certificados/{one.key}/dossier")
    assert client.response.headers["Location"].endswith("/dossier.pdf")
    holder = db.session.get_one(Membership, one.membership_id).user_id
    erase(holder, None)
    db.session.commit()
    assert client.get(f"/certificados/{one.key}/dossier.pdf").status_code == 409


def test_of_whoever_is_erased_while_it_is_drawn_nothing_is_kept(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    one, dina = one_of(CONSTANCIA), make.dina()
    holder = db.session.get_one(Membership, one.membership_id).user_id
    press, made = drawing.drawn, []

    def slowly(contents: queries.Contents, page: str) -> bytes:
        made.append(press(contents, page))
        erase_person(holder, None)
        return made[0]

    monkeypatch.setattr(drawing, "drawn", slowly)
    drawing.draw(f"dossier:{one.id}:{dina.id}")
    assert db.session.query(DossierFile).count() == 0
    assert sha256(made[0]).hexdigest() not in {stored for stored, _ending in store.every()}


def test_its_rows_go_after_two_days_and_with_an_erasure(app: Flask) -> None:
    one, dina = one_of(), make.dina()
    for by in (dina.id, one.issued_by_id):
        actions.note(one.id, by, "0" * 64, store.put(f"%PDF {by}".encode()), 8)
    with frozen(now().replace(year=now().year + 1)):
        assert actions.tidy() == {"dossiers": 2}
    actions.note(one.id, dina.id, "0" * 64, store.put(b"%PDF again"), 8)
    holder = db.session.get_one(Membership, one.membership_id).user_id
    assert actions.forget(holder) == {"dossiers": 1}
    assert db.session.scalar(select(func.count()).select_from(DossierFile)) == 0


def test_a_column_has_room_for_its_longest_word_and_more_for_long_lines() -> None:
    narrow, wide, last = widths(Section("", ("N.º", "Pregunta", "Resultado"), (("10", "de esto " * 50, "Incorrecta"),)))
    assert narrow < last < wide
    assert narrow >= 5
    assert last >= 11
    assert abs(narrow + wide + last - 100) <= 1
