"""«Direcciones de salud»: renamed, added, told what belongs to them; one that is in use stays."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.places import story
from tests.places.register_files import as_csv, row
from training.db import db
from training.places import importing
from training.places.models import HealthAuthority

PATH = "/direcciones-de-salud"


@pytest.fixture
def admin(app: Flask, client: Client) -> Client:
    return client.sign_in(make.dina())


def change(browser: Client, code: str, **values: str) -> Client:
    browser.get(f"{PATH}/{code}")
    browser.submit(f"{PATH}/{code}", **values)
    return browser


def test_the_list_says_what_belongs_to_each(admin: Client) -> None:
    admin.get(PATH)
    assert "DIRIS Lima Norte" in admin.text and "9 UBIGEO" in admin.text and "29 direcciones de salud" in admin.text


def test_a_diresa_becomes_a_geresa(admin: Client) -> None:
    change(admin, "aya", name="GERESA Ayacucho", ubigeos="05")
    assert admin.status == 303 and make.authority("aya").name == "GERESA Ayacucho"


def test_a_province_of_its_own_is_followed_by_the_next_import(admin: Client) -> None:
    admin.get(f"{PATH}/nueva")
    admin.submit(f"{PATH}/nueva", name="DISA Sur de Ayacucho", department="05", ubigeos="0506, 050701", disas="Ayacucho Sur")
    assert admin.status == 303
    new = db.session.scalars(select(HealthAuthority).where(HealthAuthority.name == "DISA Sur de Ayacucho")).one()
    assert new.code == "disa-sur-de-ayacucho"
    kept = story.imported(as_csv(row(ubigeo="50601"), row("5", ubigeo="", disa="AYACUCHO SUR"), row("6")))
    plan = importing.plan(importing.unpack(kept.packed or b""), (), complete=False)
    assert [one.values["authority_id"] == new.id for one in plan.outcomes] == [True, True, False]


@pytest.mark.parametrize(("values", "said"), [
    ({"name": ""}, "Falta"), ({"name": "123"}, "con letras"), ({"name": "diresa/geresa cusco"}, "Ya hay una"), ({"name": "x" * 121}, "como máximo"),
    ({"ubigeos": "08"}, "ya es de DIRESA/GERESA Cusco"), ({"ubigeos": "5"}, "no es un UBIGEO"), ({"ubigeos": "990101"}, "no es un UBIGEO"),
    ({"disas": "lima sur"}, "ya es de DIRIS Lima Sur"), ({"disas": "x" * 61}, "como máximo"),
])
def test_what_cannot_be_is_told_beside_its_field(admin: Client, values: dict[str, str], said: str) -> None:
    change(admin, "aya", **({"ubigeos": "05"} | values))
    assert admin.status == 422 and said in admin.text and make.authority("aya").name == "DIRESA/GERESA Ayacucho"


def test_a_new_one_needs_a_department(admin: Client) -> None:
    admin.get(f"{PATH}/nueva")
    admin.submit(f"{PATH}/nueva", name="DISA Nueva", department="", ubigeos="")
    assert admin.status == 422 and "Departamento" in admin.text
    admin.submit(f"{PATH}/nueva", name="DIRIS Lima Sur", department="15", ubigeos="")
    assert admin.status == 422 and "Ya hay una" in admin.text


def test_one_in_use_is_not_deleted_and_a_free_one_is(admin: Client) -> None:
    story.facility()
    admin.get(f"{PATH}/aya")
    admin.submit(f"{PATH}/aya/borrar")
    assert admin.status == 409 and "no se puede borrar" in admin.text and make.authority("aya")
    admin.get(f"{PATH}/pun")
    admin.submit(f"{PATH}/pun/borrar")
    assert admin.status == 303
    assert db.session.scalar(select(HealthAuthority).where(HealthAuthority.code == "pun")) is None


def test_an_unknown_one_is_no_page(admin: Client) -> None:
    assert admin.get(f"{PATH}/nope").status_code == 404
    admin.post(f"{PATH}/nope/borrar", {})
    assert admin.status == 404


@pytest.mark.parametrize("name", ["Nueva", "Metas", "Lista", "Dep Norte"])
def test_no_name_hides_its_page_behind_one_of_ours(admin: Client, name: str) -> None:
    admin.get(f"{PATH}/nueva")
    admin.submit(f"{PATH}/nueva", name=name, department="05", ubigeos="")
    code = db.session.scalar(select(HealthAuthority.code).where(HealthAuthority.name == name))
    for page in (f"{PATH}/{code}", f"/cobertura/{code}"):
        assert admin.get(page).status_code == 200 and f"{name}</h1>" in admin.text
