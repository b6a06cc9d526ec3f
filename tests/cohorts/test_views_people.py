"""One person: added by hand, corrected, removed; codes only to whom the rule allows."""

import re

import pytest
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from training.accounts.models import AccessCode, User
from training.audit.models import AuditEntry
from training.clock import now
from training.cohorts.models import Cohort, Membership
from training.db import db

CODE = re.compile(r'class="big code">([0-9A-Z-]+)<')


@pytest.fixture
def bea(client: Client) -> User:
    made = make.bea()
    client.sign_in(made)
    return made


@pytest.fixture
def cohort(bea: User) -> Cohort:
    return make.cohort(bea)


def person(**more: str) -> dict[str, str]:
    return {"document_type": "dni", "document": "99000101", "surnames": "Quispe", "given_names": "Illari",
            "profession": "Obstetra", "facility": "P. S. Molle"} | more


def test_one_person_is_added_by_hand_once(client: Client, cohort: Cohort) -> None:
    path = f"/cohortes/{cohort.key}/personas/nueva"
    client.get(path)
    client.post(path, person())
    client.follow()
    assert "Illari Quispe" in client.text and "Todavía no usó su código" in client.text
    client.post(path, person())
    assert client.status == 422 and "ya está en la cohorte" in client.text
    assert db.session.scalar(select(func.count(Membership.id))) == 1


@pytest.mark.parametrize(("change", "sentence"), [
    ({"document": "9900101"}, "¿Es 09900101?"), ({"document": ""}, "Falta completar"), ({"document_type": "x"}, ""),
    ({"given_names": "4na"}, "no lleva números"), ({"surnames": "a" * 81}, "como máximo 80"), ({"facility": "x" * 121}, "120"),
    ({"surnames": "\x00"}, ""), ({"document_type": "passport", "document": "1234"}, "de 6 a 12"),
])
def test_a_wrong_detail_is_said_beside_its_field(client: Client, cohort: Cohort, change: dict[str, str], sentence: str) -> None:
    client.post(f"/cohortes/{cohort.key}/personas/nueva", person(**change))
    assert client.status == 422 and sentence in client.text
    assert db.session.scalar(select(func.count(Membership.id))) == 0


def test_profession_and_facility_are_corrected_and_nothing_else(client: Client, cohort: Cohort) -> None:
    ana = make.ana()
    found = make.member(cohort, ana)
    path = f"/cohortes/{cohort.key}/personas/{found.key}"
    client.get(path)
    assert "Confirmó su inscripción el" in client.text
    client.post(path, {"profession": "Médica", "facility": "Hospital", "given_names": "X", "is_admin": "1", "user_id": "1"})
    assert client.status == 303 and (found.profession, found.facility, found.given_names) == ("Médica", "Hospital", "Ana")
    client.post(path, {"facility": "x" * 121})
    assert client.status == 422


def test_a_removed_person_is_hidden_and_kept(client: Client, cohort: Cohort) -> None:
    found = make.member(cohort, make.ana())
    path = f"/cohortes/{cohort.key}/personas/{found.key}"
    client.get(f"{path}/quitar")
    client.post(f"{path}/quitar")
    assert client.status == 303 and found.removed_at is not None
    client.get(path)
    assert client.status == 404
    client.get(f"/cohortes/{cohort.key}")
    assert "Todavía no hay nadie" in client.text


def test_a_person_of_another_cohort_is_not_found_through_this_one(client: Client, bea: User, cohort: Cohort) -> None:
    caro = make.caro()
    elsewhere = make.member(make.cohort(caro, make.published()), make.ana())
    for path in ("", "/codigo", "/quitar"):
        client.get(f"/cohortes/{cohort.key}/personas/{elsewhere.key}{path}")
        assert client.status == 404


@pytest.mark.parametrize(("way", "length"), [("printed", 10), ("spoken", 8)])
def test_a_code_is_given_in_three_taps_and_recorded(client: Client, cohort: Cohort, way: str, length: int) -> None:
    found = make.member(cohort, make.ana())
    path = f"/cohortes/{cohort.key}/personas/{found.key}"
    client.get(path)
    assert f'href="{path}/codigo"' in client.text
    client.get(f"{path}/codigo")
    client.post(f"{path}/codigo", {"way": way})
    code = CODE.search(client.text)
    assert client.status == 200 and code and len(code[1].replace("-", "")) == length
    assert db.session.scalars(select(AuditEntry.act).where(AuditEntry.act == "give code")).one()
    client.get(path)
    assert code[1] not in client.text


def refused(client: Client, cohort: Cohort, member: Membership) -> str:
    path = f"/cohortes/{cohort.key}/personas/{member.key}/codigo"
    client.get(path)
    assert client.status == 403 and "Dar el código" not in client.text
    client.post(path, {"way": "spoken"})
    assert client.status == 403 and db.session.scalar(select(func.count(AccessCode.id))) == 0
    return client.text


def test_no_code_to_a_known_person_who_has_not_confirmed(client: Client, cohort: Cohort) -> None:
    assert "Todavía no confirmó" in refused(client, cohort, make.member(cohort, make.ana(), confirmed=False))


def test_no_code_to_an_account_that_she_made_once_it_was_used_and_never_confirmed(client: Client, bea: User,
                                                                                 cohort: Cohort) -> None:
    used = make.user(created_by_id=bea.id)
    assert "Todavía no confirmó" in refused(client, cohort, make.member(cohort, used, confirmed=False))


@pytest.mark.parametrize("role", [{"is_admin": True}, {"authority_id": 1}])
def test_no_code_to_staff_even_when_she_confirmed(client: Client, cohort: Cohort, role: dict[str, object]) -> None:
    assert "administración" in refused(client, cohort, make.member(cohort, make.user(**role)))


def test_staff_who_has_not_confirmed_cannot_be_told_from_anybody(client: Client, cohort: Cohort) -> None:
    some = [make.member(cohort, make.user("Igual", "Igual", **role), confirmed=False)
            for role in ({}, {"is_admin": True}, {"disabled_at": now()})]
    texts = {re.sub(r"personas/[\w-]+|value=\"[\w.-]+\"|csrf[^>]+", "", refused(client, cohort, member)) for member in some}
    assert len(texts) == 1


def test_no_code_to_a_disabled_account(client: Client, cohort: Cohort) -> None:
    assert "administración" in refused(client, cohort, make.member(cohort, make.user(disabled_at=now())))


def test_no_code_to_herself(client: Client, bea: User, cohort: Cohort) -> None:
    assert "su propia cuenta" in refused(client, cohort, make.member(cohort, bea))


def test_no_code_in_a_closed_cohort(client: Client, cohort: Cohort) -> None:
    found = make.member(cohort, make.ana())
    cohort.closed_at = now()
    assert "cerrada" in refused(client, cohort, found)


def test_no_code_by_a_colleague_who_does_not_facilitate(client: Client, bea: User) -> None:
    colleague = make.bea()
    cohort = make.cohort(colleague)
    assert "quien facilita" in refused(client, cohort, make.member(cohort, make.ana()))


def test_an_administrator_may_give_any_code_but_her_own(client: Client, new_client: type[Client], cohort: Cohort) -> None:
    found = make.member(cohort, make.user(is_admin=True), confirmed=False)
    browser = new_client()
    browser.sign_in(make.dina()).get(f"/cohortes/{cohort.key}/personas/{found.key}/codigo")
    browser.post(f"/cohortes/{cohort.key}/personas/{found.key}/codigo", {"way": "printed"})
    assert browser.status == 200 and CODE.search(browser.text)


def test_slips_are_for_new_accounts_only_and_the_same_when_printed_again(client: Client, bea: User, cohort: Cohort) -> None:
    for number in range(9):
        make.member(cohort, make.newcomer(f"Nueva{'abcdefghi'[number]}", created_by_id=bea.id), confirmed=False)
    make.member(cohort, make.user("Conocida", "Vieja"), confirmed=False)
    make.member(cohort, make.user("Confirmada", "Vieja"))
    make.member(cohort, make.newcomer("Ajena", "De Otra", created_by_id=make.caro().id), confirmed=False)
    client.get(f"/cohortes/{cohort.key}/fichas")
    assert "9 personas todavía no tienen código" in client.text and "slip-card" not in client.text
    client.post(f"/cohortes/{cohort.key}/fichas")
    client.follow()
    first = re.findall(r'<b class="code">([^<]+)<', client.text)
    assert len(first) == 9 and client.text.count('class="slip-sheet"') == 2
    assert not any(word in client.text for word in ("Conocida", "Confirmada", "Ajena"))
    client.post(f"/cohortes/{cohort.key}/fichas")
    client.follow()
    assert re.findall(r'<b class="code">([^<]+)<', client.text) == first


def test_a_head_request_takes_nobody_out(client: Client, cohort: Cohort) -> None:
    member = make.member(cohort, make.ana())
    client._open(f"/cohortes/{cohort.key}/personas/{member.key}/quitar", method="HEAD")
    assert client.status == 200 and member.removed_at is None
