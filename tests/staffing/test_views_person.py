"""One person of a facility: transfer, last day, contract, mistake."""

import pytest

from tests.client import Client
from tests.staffing.story import Told, ago, ahead
from training.db import db
from training.staffing.models import Pending, Posting, Withdrawn
from training.staffing.queries import posting_of


@pytest.fixture
def hers(told: Told) -> Posting:
    """Ana's posting at Pampa Serena."""
    return told.posted()


@pytest.fixture
def bea(client: Client, told: Told) -> Client:
    """Bea, signed in."""
    return client.sign_in(told.bea)


def path(told: Told, hers: Posting, act: str = "") -> str:
    return f"/establecimientos/{told.pampa.code}/personal/{hers.key}{act}"


def sending(hers: Posting, **more: str) -> dict[str, str]:
    return {"facility": "C. S. Río Manso", "since": ago(5).isoformat(), "contract": "", "contract_ends_on": "",
            "seen": hers.key} | more


def test_her_page_says_what_is_known_and_what_can_be_done(bea: Client, told: Told, hers: Posting) -> None:
    hers.contract, hers.contract_ends_on = "cas", ago(3)
    bea.get(path(told, hers))
    assert "Ana Quispe Rojas" in bea.text and "Venció: confirme si sigue" in bea.text and "trasladar" in bea.text


def test_a_stranger_s_posting_is_not_found(bea: Client, client: Client, told: Told) -> None:
    there = told.posted(place=told.azul)
    for act in ("", "/contrato", "/salida", "/traslado", "/error"):
        for code in (told.azul.code, told.pampa.code):
            bea.get(f"/establecimientos/{code}/personal/{there.key}{act}")
            assert bea.status == 404


def test_a_transfer_within_the_region_happens_once(bea: Client, told: Told, hers: Posting) -> None:
    for _time in range(2):
        bea.post(path(told, hers, "/traslado"), sending(hers))
        assert bea.status == 303
    bea.follow()
    assert "ya estaba anotado" in bea.text
    found = posting_of(told.ana.id)
    assert found is not None and found.facility_id == told.manso.id and hers.until == ago(6)


@pytest.mark.parametrize(("change", "sentence"), [
    ({"facility": "P. S. Pampa Serena"}, "Ya figura en ese establecimiento"), ({"facility": "00099951"}, "es de otra región"),
    ({"facility": "Zzz Qqq"}, "No lo encontramos"), ({"facility": "Río Mansho"}, "elija cuál es"), ({"facility": ""}, "Falta"),
    ({"since": ago(365).isoformat()}, "posterior"), ({"since": ahead(61).isoformat()}, "60 días"),
    ({"contract": "cas", "contract_ends_on": ago(9).isoformat()}, "antes de empezar"), ({"seen": "x"}, "se anotó un cambio"),
])
def test_what_is_wrong_with_a_transfer_is_said_beside_its_field(
        bea: Client, told: Told, hers: Posting, change: dict[str, str], sentence: str) -> None:
    bea.post(path(told, hers, "/traslado"), sending(hers, **change))
    assert bea.status == 422 and sentence in bea.text and 'class="err"' in bea.text
    assert hers.until is None and db.session.query(Posting).count() == 1


def test_a_transfer_to_come_waits(bea: Client, told: Told, hers: Posting) -> None:
    bea.post(path(told, hers, "/traslado"), sending(hers, since=ahead(9).isoformat()))
    assert bea.status == 303 and hers.until is None and db.session.query(Pending).one().facility_id == told.manso.id


def test_a_last_day_is_noted_once(bea: Client, told: Told, hers: Posting) -> None:
    for until, sentence in ((ahead(1), "todavía no llega"), (ago(400), "anterior al día")):
        bea.post(path(told, hers, "/salida"), {"until": until.isoformat()})
        assert bea.status == 422 and sentence in bea.text
    for until in (ago(4), ago(2)):
        bea.post(path(told, hers, "/salida"), {"until": until.isoformat()})
        assert bea.status == 303 and hers.until == ago(4)


def test_a_contract_is_noted(bea: Client, told: Told, hers: Posting) -> None:
    bea.get(path(told, hers, "/contrato"))
    bea.post(path(told, hers, "/contrato"), {"contract": "serums", "contract_ends_on": ahead(40).isoformat()})
    assert (hers.contract, hers.contract_ends_on) == ("serums", ahead(40))
    bea.post(path(told, hers, "/contrato"), {"contract": "serums", "contract_ends_on": ago(366).isoformat()})
    assert bea.status == 422 and hers.contract_ends_on == ahead(40)


def test_a_mistake_goes_with_its_reason_and_she_goes_back_where_she_was(bea: Client, told: Told) -> None:
    before = told.posted(place=told.azul, until=ago(31), ended_how="moved")
    wrong = told.posted(since=ago(30))
    address = path(told, wrong, "/error")
    bea.post(address, {})
    assert bea.status == 422 and "Elija una" in bea.text
    for _time in range(2):
        bea.post(address, {"reason": "person"})
        assert bea.status == 303
    assert before.until is None and db.session.query(Withdrawn).one().reason == "person"
    bea.get(f"/establecimientos/{told.pampa.code}/personal")
    assert "donde figuraba antes" in bea.text and "Nevado" not in bea.text and "Ana Quispe" not in bea.text


def test_what_ended_can_still_be_a_mistake(bea: Client, told: Told) -> None:
    ended = told.posted(until=ago(10))
    address = path(told, ended, "/error")
    bea.get(path(told, ended, "/contrato"))
    assert bea.status == 303
    bea.post(address, {"reason": "dates"})
    assert bea.status == 303 and db.session.query(Posting).count() == 0
