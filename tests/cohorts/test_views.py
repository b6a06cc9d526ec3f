"""The cohort's pages: opening, changing, closing, its join code; each refusal."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import make
from tests.client import Client
from tests.statements import statements
from training.accounts.models import AccessCode
from training.audit.models import AuditEntry
from training.clock import now, today
from training.cohorts.models import Cohort, CohortTrainer
from training.cohorts.queries import trainers_of
from training.db import db
from training.manuals.queries import forget_newest

DAY = timedelta(days=1)


def details(**more: str) -> dict[str, str]:
    return {"course": "a", "name": "Ayacucho 2026-9", "place": "Auditorio", "starts_on": today().isoformat(),
            "ends_on": (today() + DAY).isoformat()} | more


def acts() -> set[str]:
    return set(db.session.scalars(select(AuditEntry.act)))


def test_a_trainer_opens_a_cohort_of_her_own_region_pinned_to_the_newest_manual(client: Client) -> None:
    bea, version = make.bea(), make.published()
    client.sign_in(bea).get("/cohortes/nueva")
    assert 'value="Ayacucho 2026-1"' in client.text
    client.post("/cohortes/nueva", details(authority=str(make.authority("cus").id), manual_digest="x", join_open=""))
    cohort = db.session.scalars(select(Cohort)).one()
    assert client.status == 303 and cohort.authority_id == bea.authority_id and cohort.manual_digest == version.digest
    assert len(cohort.join_code) == 8 and cohort.join_open and "open cohort" in acts()


def test_an_administrator_chooses_the_region(client: Client) -> None:
    make.published()
    client.sign_in(make.dina()).post("/cohortes/nueva", details())
    assert client.status == 422
    client.post("/cohortes/nueva", details(authority=str(make.authority("cus").id)))
    assert db.session.scalars(select(Cohort)).one().authority_id == make.authority("cus").id


@pytest.mark.parametrize(("change", "sentence"), [
    ({"course": "z"}, "curso"), ({"course": ""}, "Elija un curso"), ({"name": " "}, "Falta completar"),
    ({"name": "x" * 101}, "como máximo 100"), ({"place": "a\u202eb"}, "caracteres que no se pueden"),
    ({"ends_on": "2020-01-01"}, "anterior al primero"), ({"starts_on": "31/02/2026"}, "no existe"),
    ({"starts_on": ""}, "Falta completar"), ({"starts_on": "9999-12-31"}, "Revise el año"),
    ({"ends_on": (today() + 900 * DAY).isoformat()}, "más de un año"), ({"name": "a\x00b\n"}, "caracteres que no se pueden"),
])
def test_a_wrong_detail_is_said_and_nothing_is_opened(client: Client, change: dict[str, str], sentence: str) -> None:
    make.published()
    client.sign_in(make.bea()).post("/cohortes/nueva", details(**change))
    if sentence:
        assert client.status == 422 and sentence.lower() in client.text.lower() and "<title>Error:" in client.text
        assert db.session.scalar(select(func.count(Cohort.id))) == 0
    else:
        assert client.status == 303


def test_without_a_manual_nothing_can_be_opened(client: Client) -> None:
    forget_newest()
    client.sign_in(make.bea()).get("/cohortes/nueva")
    assert client.status == 503


def test_the_list_shows_only_ones_own_and_filters_by_state(client: Client) -> None:
    bea, caro = make.bea(), make.caro()
    version = make.published()
    make.cohort(bea, version, name="Mía abierta")
    make.cohort(bea, version, name="Mía cerrada", closed_at=now())
    make.cohort(caro, version, name="De Cusco")
    client.sign_in(bea).get("/cohortes")
    assert "Mía abierta" in client.text and "Mía cerrada" not in client.text and "De Cusco" not in client.text
    client.get("/cohortes?estado=cerradas")
    assert "Mía cerrada" in client.text and "Mía abierta" not in client.text
    client.get("/cohortes?estado=otra")
    assert client.status == 404


def test_a_stranger_finds_nothing_and_a_learner_is_told_it_is_not_hers(client: Client, new_client: type[Client]) -> None:
    bea, caro, ana = make.bea(), make.caro(), make.ana()
    cohort = make.cohort(bea)
    make.member(cohort, ana)
    for person, status in ((caro, 404), (ana, 403), (bea, 200), (make.dina(), 200)):
        browser = new_client()
        browser.sign_in(person).get(f"/cohortes/{cohort.key}")
        assert browser.status == status


def test_a_trainer_who_moved_loses_sight_at_the_next_request(client: Client) -> None:
    bea, other = make.bea(), make.bea()
    cohort = make.cohort(other)
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    assert client.status == 200
    bea.authority_id = make.authority("cus").id
    client.get(f"/cohortes/{cohort.key}")
    assert client.status == 404


def test_details_and_facilitators_can_be_changed_and_it_is_recorded(client: Client) -> None:
    bea, other, caro = make.bea(), make.bea(), make.caro()
    cohort = make.cohort(bea)
    data = {k: v for k, v in details(name="Otro nombre").items() if k != "course"}
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/editar")
    client.post(f"/cohortes/{cohort.key}/editar", data | {"trainers": [str(bea.id), str(other.id)], "join_code": "00000000"})
    assert client.status == 303 and cohort.name == "Otro nombre" and cohort.join_code != "00000000"
    assert set(db.session.scalars(select(CohortTrainer.user_id))) == {bea.id, other.id}
    assert {"change cohort", "add facilitator"} <= acts()
    for wrong in ([], [str(caro.id)], ["x"]):
        client.post(f"/cohortes/{cohort.key}/editar", data | {"trainers": wrong})
        assert client.status == 422


def test_closing_ends_printed_codes_and_reopening_brings_everything_else_back(client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    person = make.newcomer(created_by_id=bea.id)
    make.member(cohort, person, confirmed=False)
    client.sign_in(bea).post(f"/cohortes/{cohort.key}/fichas")
    client.get(f"/cohortes/{cohort.key}/cerrar")
    client.post(f"/cohortes/{cohort.key}/cerrar")
    assert client.status == 303 and cohort.closed_at is not None and not cohort.join_open
    assert db.session.scalars(select(AccessCode)).one().expires_at <= now()
    for path in ("lista", "personas/nueva", "editar"):
        client.get(f"/cohortes/{cohort.key}/{path}")
        assert client.status == 409 and "cerrada" in client.text
    client.get(f"/cohortes/{cohort.key}")
    client.post(f"/cohortes/{cohort.key}/reabrir")
    assert cohort.closed_at is None and {"close cohort", "reopen cohort"} <= acts()


def test_joining_is_opened_closed_and_the_code_replaced(client: Client) -> None:
    bea = make.bea()
    cohort = make.cohort(bea)
    old = cohort.join_code
    client.sign_in(bea).get(f"/cohortes/{cohort.key}")
    assert f"{old[:4]}-{old[4:]}" in client.text
    client.post(f"/cohortes/{cohort.key}/codigo", {"do": "replace"})
    assert cohort.join_code != old
    client.post(f"/cohortes/{cohort.key}/codigo", {"do": "close"})
    assert not cohort.join_open
    client.get(f"/cohortes/{cohort.key}")
    assert "está cerrado" in client.text
    client.post(f"/cohortes/{cohort.key}/codigo", {"do": "open"})
    assert cohort.join_open
    client.post(f"/cohortes/{cohort.key}/codigo", {"do": "dance"})
    assert client.status == 400
    assert {"replace join code", "close joining", "open joining"} <= acts()


def test_the_page_of_a_cohort_costs_the_same_queries_for_one_and_for_forty(app: Flask, client: Client) -> None:
    bea = make.bea()
    version = make.published()
    small, large = make.cohort(bea, version), make.cohort(bea, version)
    make.member(small, make.user())
    for _ in range(40):
        make.member(large, make.user())
    client.sign_in(bea).get(f"/cohortes/{small.key}")
    assert queries_of(client, f"/cohortes/{small.key}") == queries_of(client, f"/cohortes/{large.key}")


def queries_of(client: Client, path: str) -> int:
    with statements() as asked:
        client.get(path)
    return len(asked)


def test_nobody_makes_herself_a_facilitator_to_give_codes(client: Client) -> None:
    bea, colleague = make.bea(), make.bea()
    cohort = make.cohort(bea)
    member = make.member(cohort, make.ana())
    data = {k: v for k, v in details(name="Otro nombre").items() if k != "course"}
    client.sign_in(colleague).get(f"/cohortes/{cohort.key}/editar")
    assert 'name="trainers"' not in client.text
    client.post(f"/cohortes/{cohort.key}/editar", data | {"trainers": [str(colleague.id)]})
    assert client.status == 303 and cohort.name == "Otro nombre"
    assert set(db.session.scalars(select(CohortTrainer.user_id))) == {bea.id}
    client.post(f"/cohortes/{cohort.key}/personas/{member.key}/codigo", {"way": "printed"})
    assert client.status == 403 and db.session.scalar(select(func.count(AccessCode.id))) == 0


def test_after_its_end_only_administrators_change_its_dates_and_who_facilitated(app: Flask, client: Client) -> None:
    bea, luz, dina = make.bea(), make.user("Luz", "Tello Garúa", authority_id=make.authority("aya").id), make.dina()
    cohort = make.cohort(bea, starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(days=2))
    db.session.commit()
    asked = {"name": cohort.name, "place": "Otra sala", "starts_on": "2026-01-05", "ends_on": "2026-01-06",
             "trainers": [str(bea.id), str(luz.id)]}
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/editar")
    assert "ya terminó" in client.text
    client.post(f"/cohortes/{cohort.key}/editar", asked)
    db.session.expire_all()
    assert cohort.place == "Otra sala" and cohort.ends_on == today() - timedelta(days=2)
    assert [one.id for one in trainers_of(cohort)] == [bea.id]
    client.sign_in(dina).get(f"/cohortes/{cohort.key}/editar")
    client.post(f"/cohortes/{cohort.key}/editar", asked)
    db.session.expire_all()
    assert cohort.ends_on == date(2026, 1, 6) and {one.id for one in trainers_of(cohort)} == {bea.id, luz.id}


def test_a_long_list_comes_in_pages_of_fifty_with_as_many_queries_as_a_short_one(client: Client) -> None:
    bea, version = make.bea(), make.published()
    make.cohort(bea, version, name="Número 00")
    client.sign_in(bea).get("/cohortes")
    with statements() as few:
        client.get("/cohortes")
    assert 'role="search"' not in client.text
    for number in range(1, 60):
        make.cohort(bea, version, name=f"Número {number:02}")
    with statements() as many:
        client.get("/cohortes")
    assert client.text.count('<div class="grow">') == 50 and "60 cohortes" in client.text and len(many) == len(few)
    client.get("/cohortes?pagina=2")
    assert client.text.count('<div class="grow">') == 10
    for strange in ("0", "-1", "x", "9" * 20):
        client.get(f"/cohortes?pagina={strange}")
        assert client.status == 200


def test_a_cohort_is_found_by_a_word_of_its_name_or_place_without_it_standing_in_an_address(client: Client) -> None:
    bea, caro, version = make.bea(), make.caro(), make.published()
    make.cohort(bea, version, name="Ñawi 1", place="Hospital Río Manso", closed_at=now())
    make.cohort(bea, version, name="Killa 7", place="Sala grande")
    make.cohort(caro, version, name="Ñawi ajena")
    client.sign_in(bea).get("/cohortes?region=aya")
    for words in ("nawi", "RIO", "río ñawi"):
        client.submit("/cohortes", words=words)
        assert client.status == 200 and "Ñawi 1" in client.text and "Killa 7" not in client.text and "ajena" not in client.text
    client.submit("/cohortes", words="nada así")
    assert "No encontramos ninguna cohorte así" in client.text
    client.post("/cohortes", {"words": ""})
    assert client.status == 400 and "<title>Error:" in client.text


def test_an_administrator_chooses_a_region_of_the_list(client: Client) -> None:
    version = make.published()
    make.cohort(make.bea(), version, name="De Ayacucho")
    make.cohort(make.caro(), version, name="De Cusco")
    client.sign_in(make.dina()).get("/cohortes?region=cus")
    assert "De Cusco" in client.text and "De Ayacucho" not in client.text and 'value="cus" selected' in client.text
    client.get("/cohortes?region=no-such")
    assert client.status == 200 and "De Cusco" not in client.text
