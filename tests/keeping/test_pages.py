"""«Mis datos», and an administrator who erases somebody: what they show, and each way in which they refuse."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from tests import make
from tests.certificates import story as papers
from tests.client import Client
from tests.keeping import story
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.db import db
from training.forgetting import GONE
from training.keeping.export import archive, gathered
from training.keeping.words import section_words, word


def taken(client: Client) -> tuple[dict[str, object], str, ZipFile]:
    """What the last answer holds."""
    assert client.response is not None and client.status == 200
    packed = ZipFile(io.BytesIO(client.response.data))
    return json.loads(packed.read("datos.json")), packed.read("datos.html").decode(), packed


def test_a_person_takes_her_data_with_her(app: Flask, client: Client) -> None:
    cohort = papers.cohort_of(make.bea())
    papers.issued(cohort)
    ana = db.session.query(User).filter_by(given_names="Ana", surnames="Quispe Rojas").one()
    other = db.session.query(User).filter_by(given_names="Óscar").one()
    client.sign_in(ana)
    client.get("/mis-datos")
    assert "Descargar mis datos" in client.text
    client.submit("/mis-datos", current=make.PASSWORD)
    assert client.response is not None and client.response.headers["Cache-Control"] == "no-store"
    data, html, _packed = taken(client)
    assert data["account"]["document"] == ana.document  # type: ignore[index]  # JSON
    assert [one["cohort"] for one in data["cohorts"]] == [cohort.name]  # type: ignore[attr-defined]  # the same
    assert {one["module"] for one in data["modules"]} == {"a1", "a2"}  # type: ignore[attr-defined]  # the same
    assert len(data["certificates"]) == 1  # type: ignore[arg-type]  # the same
    everything = json.dumps(data, ensure_ascii=False) + html
    assert ana.surnames in html and other.document not in everything and other.surnames not in everything
    assert (ana.password_hash or "-") not in everything
    assert db.session.query(AuditEntry).filter_by(act="export person", subject=f"user:{ana.id}").count() == 1


@pytest.mark.parametrize(("password", "status"), [("", 400), ("otra-clave-99", 403)])
def test_without_her_password_nothing_leaves(client: Client, app: Flask, password: str, status: int) -> None:
    client.sign_in(make.ana())
    client.get("/mis-datos")
    client.submit("/mis-datos", current=password)
    assert client.status == status
    assert client.response is not None and client.response.mimetype == "text/html"


def test_guessing_it_is_slowed_down(client: Client, app: Flask) -> None:
    client.sign_in(make.ana())
    for _turn in range(6):
        client.get("/mis-datos")
        client.submit("/mis-datos", current="otra-clave-99")
    assert client.status == 429
    client.submit("/mis-datos", current=make.PASSWORD)
    assert client.status == 429


def test_every_field_of_an_export_has_a_word(app: Flask, client: Client) -> None:
    planted = story.plant(app)
    with app.test_request_context():
        data, _files = gathered(planted.person.id)
        assert set(data) <= set(section_words())
        fields = {key for part in data.values() for entry in (part if isinstance(part, list) else [part]) for key in entry}
        assert [key for key in fields if word(key) == key.replace("_", " ")] == []
        assert len(archive(planted.person.id)) > 1000


def test_an_administrator_looks_twice_and_erases(app: Flask, client: Client) -> None:
    planted = story.plant(app)
    client.sign_in(make.dina())
    client.get("/personas/borrar")
    client.submit("/personas/borrar", document=story.DOCUMENT, document_type="dni")
    assert client.status == 200
    assert "Todavía no se borró nada" in client.text and "Fotos de hojas" in client.text.replace("Las fotos", "Fotos")
    assert "Comentarios de práctica" in client.text and planted.person.surnames in client.text
    where = f"/personas/{planted.person.key}/borrar"
    client.submit(where, typed="73190265", sure="y")
    assert client.status == 400 and "No es el número" in client.text
    client.post(where, {"typed": story.DOCUMENT})
    assert client.status == 400 and "Marque la casilla" in client.text
    client.submit(where, typed="73 190 264", sure="y")
    assert client.status == 303
    client.follow()
    assert "Se borraron los datos" in client.text
    assert db.session.get_one(User, planted.person.id).surnames == GONE
    entry = db.session.query(AuditEntry).filter_by(act="erase person").one()
    assert entry.subject == f"user:{planted.person.id}" and entry.actor_id is not None
    client.get("/personas/borrar")
    client.submit("/personas/borrar", document=story.DOCUMENT, document_type="dni")
    assert client.status == 404
    client.get(f"/personas/{planted.person.key}")
    assert client.status == 404


def test_who_administers_is_not_erased_and_nobody_erases_herself(app: Flask, client: Client) -> None:
    dina, other = make.dina(), make.user("Elsa", "Vega Paz", is_admin=True)
    client.sign_in(dina)
    for person, status in ((dina, 403), (other, 409)):
        client.get("/personas/borrar")
        client.submit("/personas/borrar", document=person.document, document_type="dni")
        assert client.status == status
        client.post(f"/personas/{person.key}/borrar", {"typed": person.document, "sure": "y"})
        assert client.status == status
    assert db.session.query(User).filter(User.erased_at.is_not(None)).count() == 0


@pytest.mark.parametrize("document", ["", "1", "00000000", "9" * 300, "\0", "<b>"])
def test_bad_documents_get_a_sentence(app: Flask, client: Client, document: str) -> None:
    client.sign_in(make.dina())
    client.get("/personas/borrar")
    client.post("/personas/borrar", {"document": document, "document_type": "dni"})
    assert client.status in (400, 404)


def test_her_session_ends_with_her_data(app: Flask, client: Client, new_client: Callable[[], Client]) -> None:
    ana = make.ana()
    client.sign_in(ana)
    admin = new_client().sign_in(make.dina())
    admin.get("/personas/borrar")
    admin.submit("/personas/borrar", document=ana.document, document_type="dni")
    admin.submit(f"/personas/{ana.key}/borrar", typed=ana.document, sure="y")
    client.get("/mis-datos")
    assert client.status == 303 and client.response is not None and "/ingresar" in client.response.headers["Location"]


def test_the_commands_do_the_same(app: Flask, command: Callable[..., str], tmp_path: Path) -> None:
    planted = story.plant(app)
    target = tmp_path / "hers.zip"
    assert "solo a ella" in command("person", "export", story.DOCUMENT, str(target))
    assert target.stat().st_mode & 0o077 == 0
    with ZipFile(target) as packed:
        assert story.found(planted.canaries, packed.read("datos.json").decode())
    run = app.test_cli_runner()
    assert run.invoke(args=["person", "export", story.DOCUMENT, str(target)]).exit_code == 1, "no file is written over"
    assert run.invoke(args=["person", "export", "00000000", str(tmp_path / "x.zip")]).exit_code == 1
    asked = run.invoke(args=["person", "erase", story.DOCUMENT], input="12345678\n")
    assert asked.exit_code == 1 and "queda:" in asked.output
    db.session.rollback()
    assert db.session.get_one(User, planted.person.id, populate_existing=True).erased_at is None
    done = run.invoke(args=["person", "erase", story.DOCUMENT], input=f"{story.DOCUMENT}\n")
    assert done.exit_code == 0 and done.output.endswith("Borrado.\n")
    again = run.invoke(args=["person", "erase", story.DOCUMENT, "--yes"])
    assert again.exit_code == 1
