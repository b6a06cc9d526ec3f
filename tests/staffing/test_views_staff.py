"""The people of a facility: known people are recognised and nothing of theirs is shown; two at once is refused."""

import pytest

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


def test_somebody_new_gets_an_account_and_a_posting(bea: Client, told: Told) -> None:
    bea.get(page(told))
    assert "Todavía no se sabe de nadie" in bea.text
    for _time in range(2):
        bea.post(page(told), adding(contract="serums", contract_ends_on=ahead(90).isoformat()))
        assert bea.status == 303
    bea.follow()
    assert "Nora Rojas Lluvia" in bea.text and "Obstetra" in bea.text and "SERUMS" in bea.text
    made = db.session.query(User).filter_by(document="99000777").one()
    assert (of(made).facility_id, of(made).source, of(made).as_written) == (told.pampa.id, "trainer", "")
    assert db.session.query(Posting).count() == 1


def test_somebody_known_is_shown_as_she_was_written_until_she_confirms(bea: Client, told: Told) -> None:
    known = make.user("Secreta", "Guardada", document="99000777", profession="Psiquiatra")
    certified(known, make.cohort(told.caro, name="Cusco 1"))
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


def test_two_at_once_is_refused_with_the_name_and_a_transfer(bea: Client, told: Told) -> None:
    before = told.posted(place=told.manso)
    form = adding(document=told.ana.document)
    bea.post(page(told), form)
    assert bea.status == 422 and "ya figura en C. S. Río Manso desde el" in bea.text and "Trasladar aquí" in bea.text
    assert of(told.ana) is before
    bea.post(page(told), form | {"do": "transfer"})
    assert bea.status == 303 and of(told.ana).facility_id == told.pampa.id and before.until == ago(31)


def test_another_region_s_facility_is_not_named(bea: Client, told: Told) -> None:
    told.posted(place=told.azul)
    bea.post(page(told), adding(document=told.ana.document))
    assert bea.status == 422 and "ya figura en otro establecimiento" in bea.text and "Trasladar aquí" in bea.text
    assert "Nevado" not in bea.text and "00099951" not in bea.text
    bea.post(page(told), adding(document=told.ana.document, do="transfer", since=ago(365).isoformat()))
    assert bea.status == 422 and "ya figuraba en otro establecimiento" in bea.text and "Nevado" not in bea.text
    bea.post(page(told), adding(document=told.ana.document, do="transfer"))
    bea.follow()
    assert of(told.ana).facility_id == told.pampa.id and "Nevado" not in bea.text and "Nora Rojas" in bea.text


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
    bea.post(page(told), adding(since=ahead(10).isoformat()))
    bea.follow()
    assert "Empieza aquí el" in bea.text and db.session.query(Posting).count() == 0
    waits = db.session.query(Pending).one()
    bea.post(f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}", {"do": "no"})
    assert db.session.query(Pending).count() == 0


def test_a_trainer_of_the_new_region_confirms_what_a_list_said(bea: Client, told: Told) -> None:
    told.posted(place=told.azul)
    waits = said(told.ana, told.pampa, as_written="Ana Q.")
    bea.get(page(told))
    assert "Ana Q." in bea.text and "figura en otro establecimiento" in bea.text and "Nevado" not in bea.text
    path = f"/establecimientos/{told.pampa.code}/pendientes/{waits.key}"
    for _time in range(2):
        bea.post(path, {"do": "yes"})
        assert bea.status == 303
    assert (of(told.ana).facility_id, of(told.ana).as_written) == (told.pampa.id, "Ana Q.")


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
