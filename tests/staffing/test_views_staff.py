"""The people of a facility: known people are recognised and nothing of theirs is shown; two at once is refused."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import delete

from tests import make
from tests.client import Client
from tests.staffing.story import Told, ago, ahead, certified, said
from tests.statements import statements
from training.accounts.models import User
from training.db import db
from training.staffing.models import Pending, Posting
from training.staffing.queries import posting_of


@pytest.fixture
def bea(client: Client, told: Told) -> Client:
    """Bea, signed in."""
    return client.sign_in(told.bea)


def page(told: Told) -> str:
    return f"/establecimientos/{told.pampa.code}/personal"


def adding(**more: str) -> dict[str, str]:
    return {"document_type": "dni", "document": "99000777", "surnames": "Rojas Lluvia", "given_names": "Nora",
            "profession": "Obstetra", "since": ago(30).isoformat(), "contract": "", "contract_ends_on": "", "do": "add"} | more


def of(person: User) -> Posting:
    found = posting_of(person.id)
    assert found is not None
    return found


def test_an_administrator_adds_somebody_new_at_once(client: Client, told: Told) -> None:
    admin = client.sign_in(told.dina)
    admin.get(page(told))
    assert "Todavía no se sabe de nadie" in admin.text
    for _time in range(2):
        admin.post(page(told), adding(contract="serums", contract_ends_on=ahead(90).isoformat()))
        assert admin.status == 303
    admin.follow()
    assert "Nora Rojas Lluvia" in admin.text and "Obstetra" in admin.text and "SERUMS" in admin.text
    made = db.session.query(User).filter_by(document="99000777").one()
    assert (of(made).facility_id, of(made).source, of(made).as_written) == (told.pampa.id, "admin", "")
    assert db.session.query(Posting).count() == 1


def test_somebody_of_her_workshops_is_shown_as_she_was_written_until_she_confirms(bea: Client, told: Told) -> None:
    known = make.user("Secreta", "Guardada", document="99000777", profession="Psiquiatra")
    certified(known, make.cohort(told.bea))
    bea.post(page(told), adding())
    bea.follow()
    assert "Nora Rojas Lluvia" in bea.text and "Por confirmar por la persona" in bea.text
    for secret in ("Secreta", "Guardada", "Psiquiatra"):
        assert secret not in bea.text
    bea.get(f"{page(told)}/{of(known).key}")
    assert "Secreta" not in bea.text and "Psiquiatra" not in bea.text
    of(known).as_written = ""
    bea.get(page(told))
    assert "Secreta Guardada" in bea.text and "Psiquiatra" in bea.text and known.full_name == "Secreta Guardada"


def test_who_did_not_confirm_her_place_in_the_workshop_waits(bea: Client, told: Told) -> None:
    make.member(make.cohort(told.bea), told.ana, confirmed=False)
    bea.post(page(told), adding(document=told.ana.document))
    assert posting_of(told.ana.id) is None and db.session.query(Pending).count() == 1


def answers(bea: Client, told: Told, document: str, **more: str) -> list[str]:
    """What Bea reads after she added this document, twice; without what is new in every answer."""
    found = []
    for _time in range(2):
        bea.post(page(told), adding(document=document, **more))
        assert bea.status == 303
        bea.follow()
        found.append(re.sub(r'(name="csrf_token" value="|pendientes/)[^"]*', "", bea.text))
        bea.get(f"/establecimientos/{told.pampa.code}")
        found.append(re.sub(r'(name="csrf_token" value=")[^"]*', "", bea.text))
    db.session.execute(delete(Pending))
    db.session.commit()
    return found


@pytest.mark.parametrize("more", [{}, {"do": "transfer"}, {"since": ago(400).isoformat()}, {"since": ahead(9).isoformat()}])
def test_the_answer_is_the_same_whoever_the_document_is_of(bea: Client, told: Told, more: dict[str, str]) -> None:
    """Unknown; known and nowhere; working in another region, certified and not."""
    told.posted(place=told.azul)
    certified(eva := make.user("Eva", "Puma"), cohort := make.cohort(told.caro, name="Cusco 1"))
    told.posted(eva, told.azul)
    certified(luz := make.user("Luz", "Mayta"), cohort)
    db.session.commit()
    read = [answers(bea, told, one, **more) for one in ("99000777", told.ana.document, eva.document, luz.document)]
    assert read[0] == read[1] == read[2] == read[3]
    assert "Nora Rojas Lluvia queda por confirmar" in read[0][0] and "1 por confirmar" in read[0][1]
    assert of(told.ana).facility_id == of(eva).facility_id == told.azul.id and posting_of(luz.id) is None


def waits_at_pampa(bea: Client, told: Told) -> Pending:
    """Ana works in Caro's region, and Bea asked for her."""
    told.posted(place=told.azul)
    bea.post(page(told), adding(document=told.ana.document))
    return db.session.query(Pending).one()


def test_who_asked_may_not_confirm_it_herself(bea: Client, told: Told) -> None:
    waits = waits_at_pampa(bea, told)
    bea.follow()
    assert "Sí, trabaja aquí" not in bea.text and "No es así" in bea.text
    bea.post(f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}", {"do": "yes"})
    assert bea.status == 403 and "Eso lo confirma la propia persona" in bea.text and of(told.ana).facility_id == told.azul.id


@pytest.mark.parametrize(("answer", "ends"), [("yes", "pampa"), ("no", "azul")])
def test_the_region_that_she_leaves_says_whether_she_left(
        bea: Client, new_client: Callable[[], Client], told: Told, answer: str, ends: str) -> None:
    key = waits_at_pampa(bea, told).key
    caro = new_client().sign_in(told.caro)
    caro.get(f"/establecimientos/{told.azul.code}")
    assert "1 por confirmar" in caro.text
    caro.get(f"/establecimientos/{told.azul.code}/personal")
    assert "Ana Quispe Rojas" in caro.text and "Trabajaría ahora en P. S. Pampa Serena" in caro.text
    path = f"/establecimientos/{told.azul.code}/pendientes/{key}"
    for _time in range(2):
        caro.post(path, {"do": answer})
        assert caro.status == 303
    assert of(told.ana).facility_id == getattr(told, ends).id and db.session.query(Pending).count() == 0


def test_who_administers_says_it_too(bea: Client, new_client: Callable[[], Client], told: Told) -> None:
    key = waits_at_pampa(bea, told).key
    new_client().sign_in(told.dina).post(f"/establecimientos/{told.pampa.code}/pendientes/{key}", {"do": "yes"})
    assert (of(told.ana).facility_id, of(told.ana).as_written) == (told.pampa.id, "Nora Rojas Lluvia")


def test_nobody_of_a_third_region_reads_or_settles_it(bea: Client, new_client: Callable[[], Client], told: Told) -> None:
    told.posted(place=told.manso)
    waits = said(told.ana, told.pampa)
    caro = new_client().sign_in(told.caro)
    for code in (told.pampa.code, told.manso.code):
        caro.post(f"/establecimientos/{code}/pendientes/{waits.key}", {"do": "yes"})
        assert caro.status == 404
    caro.post(f"/establecimientos/{told.azul.code}/pendientes/{waits.key}", {"do": "yes"})
    assert of(told.ana).facility_id == told.manso.id


def test_two_at_once_in_her_region_is_refused_with_the_name_and_a_transfer(bea: Client, told: Told) -> None:
    before = told.posted(place=told.manso)
    form = adding(document=told.ana.document)
    bea.post(page(told), form)
    assert bea.status == 422 and "ya figura en C. S. Río Manso desde el" in bea.text and "Trasladar aquí" in bea.text
    assert of(told.ana) is before
    bea.post(page(told), form | {"do": "transfer"})
    assert bea.status == 303 and of(told.ana).facility_id == told.pampa.id and before.until == ago(31)


def test_who_administers_reads_the_name(client: Client, told: Told) -> None:
    told.posted(place=told.azul)
    client.sign_in(told.dina).post(page(told), adding(document=told.ana.document))
    assert "C. S. Nevado Azul" in client.text
    client.post(page(told), adding(document=told.ana.document, do="transfer"))
    assert of(told.ana).source == "admin"


@pytest.mark.parametrize(("change", "sentence"), [
    ({"document": "123"}, "son 8"), ({"document": ""}, "Falta completar"), ({"surnames": ""}, "Falta completar"),
    ({"given_names": "<b>"}, "sin signos"), ({"given_names": "123"}, "con letras"), ({"surnames": "a" * 81}, "como máximo 80"),
    ({"since": ahead(61).isoformat()}, "más de 60 días"), ({"since": "1949-01-01"}, "anterior a 1950"), ({"since": "hoy"}, "no existe"),
    ({"contract_ends_on": ago(31).isoformat()}, "antes de empezar"), ({"contract": "x"}, ""), ({"profession": "x" * 81}, "80"),
])
def test_what_is_wrong_is_said_beside_its_field_and_nobody_is_made(
        bea: Client, told: Told, change: dict[str, str], sentence: str) -> None:
    people = db.session.query(User).count()
    bea.post(page(told), adding(**change))
    assert bea.status == 422 and sentence in bea.text and 'class="err"' in bea.text
    assert db.session.query(User).count() == people and db.session.query(Posting).count() == 0


def test_who_comes_later_waits_on_the_page(bea: Client, told: Told) -> None:
    told.posted(place=told.manso)
    bea.post(page(told), adding(document=told.ana.document, since=ahead(10).isoformat(), do="transfer"))
    bea.follow()
    assert "Empieza aquí el" in bea.text and of(told.ana).facility_id == told.manso.id
    waits = db.session.query(Pending).one()
    bea.post(f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}", {"do": "no"})
    assert db.session.query(Pending).count() == 0


def test_what_a_list_said_of_somebody_of_the_region_its_trainer_confirms(bea: Client, told: Told) -> None:
    told.posted(place=told.manso)
    waits = said(told.ana, told.pampa, as_written="Ana Q.")
    bea.get(page(told))
    assert "Ana Q." in bea.text and "Según la lista de un taller" in bea.text and "Sí, trabaja aquí" in bea.text
    path = f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}"
    for _time in range(2):
        bea.post(path, {"do": "yes"})
        assert bea.status == 303
    assert (of(told.ana).facility_id, of(told.ana).as_written) == (told.pampa.id, "Ana Q.")


def test_what_a_list_said_of_somebody_of_another_region_waits(bea: Client, told: Told) -> None:
    told.posted(place=told.azul)
    waits = said(told.ana, told.pampa, as_written="Ana Q.")
    bea.get(page(told))
    assert "Ana Q." in bea.text and "Sí, trabaja aquí" not in bea.text and "Nevado" not in bea.text
    bea.post(f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}", {"do": "yes"})
    assert bea.status == 403 and of(told.ana).facility_id == told.azul.id


def test_nobody_settles_what_waits_elsewhere(bea: Client, told: Told) -> None:
    waits = said(told.ana, told.azul)
    bea.post(f"/establecimientos/{told.azul.code}/pendientes/{waits.key}", {"do": "yes"})
    assert bea.status == 404
    bea.post(f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}", {"do": "yes"})
    assert bea.status == 303 and db.session.query(Pending).count() == 1


def test_a_closed_facility_keeps_its_history_and_receives_nobody(bea: Client, told: Told) -> None:
    told.posted(until=ago(20))
    told.pampa.closed_on = ago(10)
    bea.get(page(told))
    assert "Ana Quispe Rojas" in bea.text and "Anotar a alguien" not in bea.text
    bea.post(page(told), adding())
    assert bea.status == 409 and "ya no se anota personal" in bea.text


def test_a_hundred_people_cost_as_many_statements_as_two(bea: Client, told: Told) -> None:
    asked = []
    for count in (2, 58):
        for number in range(count):
            told.posted(make.user("Otra", f"Persona {count} {number}"))
        with statements() as seen:
            bea.get(page(told))
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 12
    assert "60 personas" in bea.text and "Página 1 de 2" in bea.text
    bea.get(f"{page(told)}?pagina=2")
    assert "Página 2 de 2" in bea.text
    bea.get(f"{page(told)}?pagina=99999999999999999999&antes=-4")
    assert bea.status == 200
