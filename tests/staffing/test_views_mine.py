"""Her own page: one tap, a transfer, leaving, a mistake; each wrong date said beside its field, nothing half done."""

from datetime import date

import pytest

from tests import make
from tests.client import Client
from tests.staffing.story import Told, ago, ahead, said
from training.clock import today
from training.db import db
from training.staffing import actions
from training.staffing.models import AGREED, Pending, Posting, Withdrawn
from training.staffing.queries import posting_of

MINE = "/mi-establecimiento"


@pytest.fixture
def hers(client: Client, told: Told) -> Client:
    """Ana, signed in."""
    return client.sign_in(told.ana)


def moving(told: Told, **more: str) -> dict[str, str]:
    current = posting_of(told.ana.id)
    return {"authority": str(make.authority().id), "facility": "C. S. Río Manso", "since": ago(5).isoformat(),
            "contract": "", "contract_ends_on": "", "seen": current.key if current else ""} | more


def here(told: Told) -> Posting:
    found = posting_of(told.ana.id)
    assert found is not None
    return found


def test_who_is_known_nowhere_is_asked_and_says_it(hers: Client, told: Told) -> None:
    hers.get(MINE)
    assert "Todavía no sabemos dónde trabaja" in hers.text
    hers.get(f"{MINE}/traslado")
    assert "¿Dónde trabaja ahora?" in hers.text
    hers.post(f"{MINE}/traslado", moving(told, contract="serums", contract_ends_on=ahead(200).isoformat()))
    hers.follow()
    assert "usted trabaja en C. S. Río Manso" in hers.text and "SERUMS" in hers.text
    assert (here(told).facility_id, here(told).since, here(told).source) == (told.manso.id, ago(5), "self")


def test_one_tap_says_that_it_is_still_so(hers: Client, told: Told) -> None:
    told.posted()
    hers.get(MINE)
    hers.submit(f"{MINE}/sigo")
    assert here(told).confirmed_on == today()
    hers.follow()
    assert "hoy sigue ahí" in hers.text


def test_a_yes_to_a_page_that_is_out_of_date_confirms_nothing(hers: Client, told: Told) -> None:
    told.posted()
    hers.post(f"{MINE}/sigo", {"seen": "another-key0"})
    assert here(told).confirmed_on is None
    hers.follow()
    assert "se anotó un cambio" in hers.text


def test_a_transfer_ends_the_one_before_and_the_same_again_changes_nothing(hers: Client, told: Told) -> None:
    told.posted()
    form = moving(told)
    for _time in range(2):
        hers.post(f"{MINE}/traslado", form)
        assert hers.status == 303
    hers.follow()
    assert "C. S. Río Manso" in hers.text and "P. S. Pampa Serena" in hers.text
    assert db.session.query(Posting).count() == 2


def test_a_transfer_to_come_waits_and_can_be_called_off(hers: Client, told: Told) -> None:
    told.posted()
    hers.post(f"{MINE}/traslado", moving(told, since=ahead(30).isoformat()))
    assert here(told).facility_id == told.pampa.id
    waits = db.session.query(Pending).one()
    assert waits.kind == AGREED
    key = waits.key
    hers.get(MINE)
    assert "Ese día cambiará solo" in hers.text
    for _time in range(2):
        hers.post(f"{MINE}/pendiente/{key}", {"do": "no"})
        assert hers.status == 303
    assert db.session.query(Pending).count() == 0


@pytest.mark.parametrize(("change", "sentence"), [
    ({"since": ahead(61).isoformat()}, "más de 60 días"), ({"since": "1949-12-31"}, "anterior a 1950"),
    ({"since": ""}, "Falta completar"), ({"since": "31/02/2026"}, "Esa fecha no existe"),
    ({"since": ago(365).isoformat()}, "cuando empezó en P. S. Pampa Serena"),
    ({"contract": "cas", "contract_ends_on": ago(6).isoformat()}, "terminaría antes de empezar"),
    ({"contract_ends_on": "2099-01-01"}, "más de diez años"), ({"contract": "sindicato"}, ""),
    ({"contract": "appointed", "contract_ends_on": ahead(30).isoformat()}, "no tiene fecha de fin"),
    ({"facility": ""}, "Falta completar"), ({"facility": "Río Mansho"}, "elija cuál es"), ({"facility": "Zzzz Qqqq"}, "No lo encontramos"),
    ({"facility": "x" * 121}, "como máximo 120"), ({"facility": "\0"}, ""), ({"authority": "9999"}, ""), ({"authority": ""}, ""),
    ({"seen": "another-key0"}, "se anotó un cambio"),
])
def test_what_is_wrong_is_said_beside_its_field_and_changes_nothing(
        hers: Client, told: Told, change: dict[str, str], sentence: str) -> None:
    before = told.posted()
    hers.post(f"{MINE}/traslado", moving(told, **change))
    assert hers.status == 422 and sentence in hers.text and 'class="err"' in hers.text
    assert here(told) is before and before.until is None and db.session.query(Pending).count() == 0


def test_an_earlier_posting_is_not_overlapped(hers: Client, told: Told) -> None:
    told.posted(since=ago(300), until=ago(100))
    hers.post(f"{MINE}/traslado", moving(told, since=ago(101).isoformat()))
    assert hers.status == 422 and "todavía figuraba en P. S. Pampa Serena" in hers.text
    hers.post(f"{MINE}/traslado", moving(told, since=ago(100).isoformat()))
    assert hers.status == 303


def test_the_nearest_facilities_are_offered_and_one_is_picked(hers: Client, told: Told) -> None:
    hers.post(f"{MINE}/traslado", moving(told, facility="Río Mansho"))
    assert "¿Cuál es?" in hers.text and "00099902" in hers.text
    hers.post(f"{MINE}/traslado", moving(told, facility="Río Mansho", asked="Río Mansho", place="00099902"))
    assert hers.status == 303 and here(told).facility_id == told.manso.id


def test_a_code_of_the_register_is_enough(hers: Client, told: Told) -> None:
    hers.post(f"{MINE}/traslado", moving(told, facility="99902"))
    assert here(told).facility_id == told.manso.id


def test_a_closed_facility_receives_nobody(hers: Client, told: Told) -> None:
    told.manso.closed_on = ago(10)
    hers.post(f"{MINE}/traslado", moving(told))
    assert hers.status == 422 and db.session.query(Posting).count() == 0


def test_a_region_without_a_register_is_told(hers: Client, told: Told) -> None:
    hers.post(f"{MINE}/traslado", moving(told, authority=str(make.authority("tac").id)))
    assert "Todavía no hay establecimientos de esa región" in hers.text


def test_leaving_has_a_last_day(hers: Client, told: Told) -> None:
    found = told.posted()
    for until, sentence in ((ahead(1), "todavía no llega"), (ago(366), "anterior al día en que empezó")):
        hers.post(f"{MINE}/salida", {"seen": found.key, "until": until.isoformat()})
        assert hers.status == 422 and sentence in hers.text and found.until is None
    for _time in range(2):
        hers.post(f"{MINE}/salida", {"seen": found.key, "until": ago(2).isoformat()})
        assert hers.status == 303 and found.until == ago(2)
    hers.get(f"{MINE}/salida")
    assert hers.status == 303
    hers.get(MINE)
    assert "Antes" in hers.text


def test_a_contract_may_be_said_changed_and_left_open(hers: Client, told: Told) -> None:
    found = told.posted()
    hers.get(f"{MINE}/contrato")
    assert "No se usa para evaluar a nadie" in hers.text
    hers.post(f"{MINE}/contrato", {"seen": found.key, "contract": "cas", "contract_ends_on": date(2026, 12, 31).isoformat()})
    assert (found.contract, found.contract_ends_on) == ("cas", date(2026, 12, 31))
    hers.get(f"{MINE}/contrato")
    assert '<option selected value="cas">' in hers.text
    hers.post(f"{MINE}/contrato", {"seen": found.key, "contract": "", "contract_ends_on": ""})
    assert (found.contract, found.contract_ends_on) == ("", None)
    hers.post(f"{MINE}/contrato", {"seen": found.key, "contract": "cas", "contract_ends_on": ago(400).isoformat()})
    assert hers.status == 422 and found.contract == ""


def test_a_mistake_is_taken_back_once_and_brings_back_what_it_ended(hers: Client, told: Told) -> None:
    before = told.posted(until=ago(6), ended_how="moved")
    wrong = told.posted(place=told.manso, since=ago(5))
    key = wrong.key
    hers.post(f"{MINE}/error", {"seen": key})
    assert hers.status == 422 and "Elija una" in hers.text
    for _time in range(2):
        hers.post(f"{MINE}/error", {"seen": key, "reason": "facility"})
        assert hers.status == 303
    assert here(told) is before and db.session.query(Withdrawn).one().key == key


def test_what_a_list_says_is_hers_to_confirm(hers: Client, told: Told) -> None:
    told.posted(place=told.azul)
    waits = said(told.ana, told.pampa)
    hers.get(MINE)
    assert "¿Trabaja usted ahora en P. S. Pampa Serena?" in hers.text and "Según la lista de un taller" in hers.text
    key = waits.key
    for _time in range(2):
        hers.post(f"{MINE}/pendiente/{key}", {"do": "yes"})
        assert hers.status == 303
    assert here(told).facility_id == told.pampa.id and here(told).source == "self"
    hers.follow()
    assert "ya estaba resuelto" in hers.text


def test_what_a_trainer_asked_for_a_later_day_begins_on_that_day(hers: Client, told: Told) -> None:
    told.posted(place=told.azul)
    actions.ask(told.ana.id, told.pampa.id, actions.Terms(ahead(9), "cas", ahead(99)), source="trainer", by=told.bea, as_written="Ana Q.")
    hers.get(MINE)
    assert "Lo anotó quien facilita" in hers.text
    hers.post(f"{MINE}/pendiente/{db.session.query(Pending).one().key}", {"do": "yes"})
    agreed = db.session.query(Pending).one()
    assert here(told).facility_id == told.azul.id and (agreed.kind, agreed.since, agreed.as_written) == (AGREED, ahead(9), "")
    hers.follow()
    assert "Anotado: desde esa fecha figurará en P. S. Pampa Serena" in hers.text


def test_nobody_settles_what_is_said_of_another(hers: Client, told: Told) -> None:
    waits = said(make.user("Eva", "Luz"), told.pampa)
    hers.post(f"{MINE}/pendiente/{waits.key}", {"do": "yes"})
    assert hers.status == 303 and db.session.query(Pending).count() == 1 and posting_of(told.ana.id) is None


def test_a_list_cannot_bring_her_to_a_closed_facility(hers: Client, told: Told) -> None:
    told.pampa.closed_on = ago(3)
    waits = said(told.ana, told.pampa)
    hers.get(MINE)
    assert "Sí, ahora trabajo ahí" not in hers.text
    hers.post(f"{MINE}/pendiente/{waits.key}", {"do": "yes"})
    assert hers.status == 409 and "cerrado" in hers.text
