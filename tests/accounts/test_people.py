"""Staff accounts, as an administrator runs them; and who is kept away."""

import re

import pytest
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from training.accounts import actions
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.db import db

NEW = {"document_type": "dni", "document": "99000101", "given_names": "Bea", "surnames": "Huamán Ríos", "profession": "",
       "authority": "", "is_admin": "y"}


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def create(client: Client, **changes: str | None) -> int:
    client.get("/personas/nueva")
    client.post("/personas/nueva", {k: v for k, v in (NEW | changes).items() if v is not None})
    return client.status


def shown_code(client: Client) -> str:
    found = re.search(r'class="code big">([0-9A-Z]{5}-[0-9A-Z]{5})<', client.text)
    assert found is not None
    return found.group(1)


def test_an_administrator_creates_a_trainer_who_enters_with_the_code(client: Client, new_client: object) -> None:
    authority = make.authority("aya")
    client.sign_in(make.dina())
    assert create(client, authority=str(authority.id), is_admin=None) == 200
    code, trainer = shown_code(client), new_client()  # type: ignore[operator]  # a fixture that makes browsers
    trainer.get("/ingresar")
    trainer.post("/ingresar", {"document_type": "dni", "document": "99000101", "password": code})
    trainer.get("/clave-nueva")
    trainer.post("/clave-nueva", {"new": "tren azul volando", "again": "tren azul volando", "agree": "y"})
    assert trainer.status == 303
    assert acts() == ["change roles", "give code"]


def test_an_administrator_creates_an_administrator(client: Client) -> None:
    client.sign_in(make.dina())
    assert create(client) == 200
    made = db.session.scalars(select(User).where(User.document == "99000101")).one()
    assert (made.is_admin, made.authority_id, made.password_hash) == (True, None, None)


def test_the_code_is_shown_once(client: Client) -> None:
    client.sign_in(make.dina())
    create(client)
    code = shown_code(client)
    made = db.session.scalars(select(User).where(User.document == "99000101")).one()
    client.get(f"/personas/{made.key}")
    assert code not in client.text


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"is_admin": None}, "Elija una autoridad"), ({"given_names": ""}, "Falta completar"), ({"surnames": "12345"}, "con letras"),
    ({"given_names": "<b>Bea</b>"}, "Quite los signos"), ({"surnames": "x" * 81}, "como máximo 80"),
    ({"document": "123"}, "son 8"), ({"authority": "999999"}, "inválida|alid choice"), ({"document_type": "ruc"}, "inválida|alid choice"),
])
def test_what_cannot_be_is_told_and_makes_nobody(client: Client, changes: dict[str, str], sentence: str) -> None:
    client.sign_in(make.dina())
    before = people()
    assert create(client, **changes) == 400
    assert re.search(sentence, client.text)
    assert people() == before


def test_a_document_that_is_known_leads_to_its_account(client: Client) -> None:
    ana = make.ana()
    client.sign_in(make.dina())
    before = people()
    assert create(client, document=ana.document) == 409
    assert f"/personas/{ana.key}" in client.text
    assert people() == before


def test_fields_that_the_form_does_not_have_change_nothing(client: Client) -> None:
    client.sign_in(make.dina())
    create(client, password_hash="x", is_demo="1", totp_secret="x", created_by_id="77", id="5000")
    made = db.session.scalars(select(User).where(User.document == "99000101")).one()
    assert (made.password_hash, made.is_demo, made.totp_secret) == (None, False, None)
    assert made.id != 5000


def test_roles_add_up_and_the_change_is_recorded(client: Client) -> None:
    ana = make.ana()
    client.sign_in(make.dina()).get(f"/personas/{ana.key}")
    client.post(f"/personas/{ana.key}", {"given_names": "Ana", "surnames": "Quispe Rojas",
                                         "authority": str(make.authority("aya").id), "is_admin": "y"})
    assert client.status == 303
    assert (ana.is_admin, ana.is_trainer) == (True, True)
    assert "change roles" in acts()


def test_saving_the_page_as_it_stands_changes_no_role(client: Client) -> None:
    bea = make.bea()
    authority = bea.authority_id
    client.sign_in(make.dina()).get(f"/personas/{bea.key}")
    assert f'selected value="{authority}"' in client.text
    client.post(f"/personas/{bea.key}", {"given_names": bea.given_names, "surnames": "Huamán Ríos",
                                         "authority": str(authority)})
    assert (bea.authority_id, bea.is_admin) == (authority, False)
    assert acts() == []


def test_nobody_changes_her_own_roles(client: Client) -> None:
    dina = make.dina()
    client.sign_in(dina).get(f"/personas/{dina.key}")
    client.post(f"/personas/{dina.key}", {"given_names": "Dina", "surnames": "Vega Paz", "authority": "", })
    assert client.status == 403
    assert dina.is_admin


def test_she_may_correct_her_own_name(client: Client) -> None:
    dina = make.dina()
    client.sign_in(dina).get(f"/personas/{dina.key}")
    client.submit(f"/personas/{dina.key}", given_names="Dina María")
    assert client.status == 303
    assert (dina.given_names, dina.is_admin) == ("Dina María", True)


def test_an_administrator_gives_another_one_a_code(client: Client) -> None:
    other = make.user("Eva", "Paz Ríos", is_admin=True)
    client.sign_in(make.dina()).get(f"/personas/{other.key}")
    client.submit(f"/personas/{other.key}/codigo")
    assert shown_code(client) == actions.current_code(other)


def test_nobody_gives_herself_a_code(client: Client) -> None:
    dina = make.dina()
    client.sign_in(dina).get(f"/personas/{dina.key}")
    assert "/codigo" not in client.text
    client.post(f"/personas/{dina.key}/codigo")
    assert client.status == 403
    assert actions.current_code(dina) is None


def test_closing_and_opening_an_account(client: Client) -> None:
    ana = make.ana()
    client.sign_in(make.dina()).get(f"/personas/{ana.key}")
    client.submit(f"/personas/{ana.key}/cerrar")
    assert ana.disabled_at is not None
    client.post(f"/personas/{ana.key}/codigo")
    assert client.status == 403
    client.get(f"/personas/{ana.key}")
    client.submit(f"/personas/{ana.key}/abrir")
    assert ana.disabled_at is None
    assert acts() == ["disable account", "enable account"]


def test_nobody_closes_her_own_account(client: Client) -> None:
    dina = make.dina()
    client.sign_in(dina).get("/personas")
    client.post(f"/personas/{dina.key}/cerrar")
    assert client.status == 403
    assert dina.disabled_at is None


@pytest.mark.parametrize("words", ["quispe", "QUISPE ana", "ROJAS"])
def test_people_are_found_by_name_without_it_standing_in_an_address(client: Client, words: str) -> None:
    ana = make.ana()
    client.sign_in(make.dina()).get("/personas")
    assert ana.surnames not in client.text
    client.submit("/personas", words=words)
    assert ana.surnames in client.text
    assert 'action="/personas"' in client.text


def test_people_are_found_by_document(client: Client) -> None:
    ana = make.ana()
    client.sign_in(make.dina()).get("/personas")
    client.submit("/personas", words=f"{ana.document[:4]} {ana.document[4:]}")
    assert ana.surnames in client.text


@pytest.mark.parametrize("words", ["%", "_", "\\", "' OR 1=1 --", "x" * 80, "\x00", "😀"])
def test_strange_searches_find_nobody_and_do_no_harm(client: Client, words: str) -> None:
    ana = make.ana()
    client.sign_in(make.dina()).get("/personas")
    client.post("/personas", {"words": words})
    assert client.status in (200, 400)
    assert ana.surnames not in client.text


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "2"])
def test_any_page_number_gives_a_page(client: Client, page: str) -> None:
    client.sign_in(make.dina()).get(f"/personas?pagina={page}")
    assert client.status == 200


def test_a_long_list_comes_in_pages_of_fifty(client: Client) -> None:
    authority = make.authority("aya").id
    for number in range(60):
        make.user("Bea", f"Apellido {number:03}", authority_id=authority)
    client.sign_in(make.dina()).get("/personas")
    assert client.text.count('<th scope="row">') == 50
    client.get("/personas?pagina=2")
    assert client.text.count('<th scope="row">') == 11
    client.post("/personas", {"words": "apellido", "pagina": "2"})
    assert client.text.count('<th scope="row">') == 10


def test_an_unknown_person_is_not_found(client: Client) -> None:
    client.sign_in(make.dina()).get("/personas/no-existe")
    assert client.status == 404


@pytest.mark.parametrize("method", ["/personas", "/personas/nueva", "/personas/{key}", "/auditoria"])
def test_others_are_kept_away(client: Client, method: str) -> None:
    ana = make.ana()
    for actor in (ana, make.bea()):
        client.sign_in(actor).get(method.format(key=ana.key))
        assert client.status == 403


def test_a_name_with_signs_is_shown_as_text(client: Client) -> None:
    ana = make.user("Ana", "O\u2019Connor & \"Hijas\"", is_admin=True)
    client.sign_in(make.dina()).get(f"/personas/{ana.key}")
    assert "&amp;" in client.text
    assert client.status == 200
