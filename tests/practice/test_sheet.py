"""The sheet on a phone: marking, saving half-way, finishing once, stopping without a mark."""

from collections.abc import Callable

import msgspec

from tests import make
from tests.client import Client
from tests.practice.story import MISSED, WELL, begin, observe, person_page, reached, sheets
from training.accounts.models import User
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db

Browsers = Callable[[], Client]


def test_a_passed_sheet_reaches_the_practice_of_its_module(client: Client, bea: User, cohort: Cohort,
                                                            member: Membership) -> None:
    client.sign_in(bea)
    observe(client, cohort, member, WELL | {"comment": "Buen tono."})
    client.follow()
    assert "Aprobó con 100 %" in client.text
    assert "Buen tono." in client.text
    assert reached() == [(member.id, "a1", "practice", bea.id)]


def test_a_missed_critical_step_is_named_with_what_to_practise(client: Client, bea: User, cohort: Cohort,
                                                                member: Membership) -> None:
    client.sign_in(bea)
    observe(client, cohort, member, MISSED)
    client.follow()
    assert "Todavía no" in client.text
    assert "Nadie más oye." in client.text  # what a 2 looks like
    assert "Empezar: Intento 2 de 2" in client.text
    assert reached() == []


def test_the_sheet_asks_for_what_is_missing_and_loses_nothing(client: Client, bea: User, cohort: Cohort,
                                                              member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    client.post(sheet, {"p-dos": "1", "comment": "Va bien."})
    assert client.status == 422
    assert "Falta marcar este paso." in client.text
    assert (sheets()[0].scores, sheets()[0].comment, sheets()[0].finished_at) == ('{"dos":1}', "Va bien.", None)
    client.get(sheet)
    assert 'value="1" checked' in client.text


def test_a_comment_with_a_document_is_refused_and_not_kept(client: Client, bea: User, cohort: Cohort,
                                                           member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    for field in ({}, {"later": "1"}):
        client.post(sheet, WELL | {"comment": "La señora del 45678912"} | field)
        assert client.status == 422
        assert "Parece un DNI" in client.text
        assert (sheets()[0].comment, sheets()[0].finished_at) == ("", None)
    client.post(sheet, WELL | {"comment": "a" * 601})
    assert "como máximo 600" in client.text
    said = client.post(sheet + "/guardar", WELL | {"comment": "45678912"}).get_json()["said"]
    assert "menos el comentario" in said
    assert sheets()[0].comment == ""


def test_she_saves_half_way_and_goes_on(client: Client, bea: User, cohort: Cohort, member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    assert client.post(sheet + "/guardar", {"p-uno": "2"}).get_json()["said"].startswith("Guardado")
    client.post(sheet, {"p-uno": "2", "later": "1"})
    assert client.status == 303
    client.get(f"/cohortes/{cohort.key}/practica")
    assert "Seguir con mi hoja" in client.text
    assert begin(client, cohort, member) == sheet  # no second one
    assert len(sheets()) == 1


def test_a_repeated_sending_changes_nothing_and_another_is_refused(client: Client, bea: User, cohort: Cohort,
                                                                    member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    assert client.post(sheet, WELL).status_code == 303
    assert client.post(sheet, WELL).status_code == 303
    assert client.post(sheet, MISSED).status_code == 409
    assert client.post(sheet, {}).status_code == 409
    assert client.post(sheet + "/guardar", MISSED).status_code == 409
    assert (sheets()[0].points, sheets()[0].passed) == (4, True)


def test_a_body_that_is_no_form_does_not_empty_the_sheet(client: Client, bea: User, cohort: Cohort,
                                                         member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    client.post(sheet + "/guardar", {"p-uno": "2"})
    client._open(sheet, method="POST", json={}, headers={"X-CSRFToken": client.csrf_token()})
    assert client.status == 415
    assert sheets()[0].scores == '{"uno":2}'


def test_stopping_leaves_nothing_behind(client: Client, bea: User, cohort: Cohort, member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    client.post(sheet + "/parar")
    assert client.status == 303
    assert sheets() == []
    client.get(sheet)
    assert client.status == 404


def test_a_finished_sheet_is_not_stopped(client: Client, bea: User, cohort: Cohort, member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    client.post(sheet, WELL)
    client.post(sheet + "/parar")
    assert client.status == 409
    assert len(sheets()) == 1


def test_nobody_fills_in_somebody_elses_sheet(client: Client, new_client: Browsers, bea: User, luz: User, cohort: Cohort,
                                              member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    other = new_client().sign_in(luz)
    assert other.get(sheet).status_code == 303  # to the person's page
    assert other.post(sheet, WELL).status_code == 409
    assert other.post(sheet + "/guardar", WELL).status_code == 409
    assert sheets()[0].scores == "{}"


def test_who_takes_the_course_observes_nobody_in_it(client: Client, bea: User, luz: User, cohort: Cohort,
                                                    member: Membership) -> None:
    mine = make.member(cohort, luz)
    client.sign_in(luz).get(f"/cohortes/{cohort.key}/practica")
    for somebody in (mine, member):
        client.post(person_page(cohort, somebody), {"number": "1"})
        assert client.status == 409
        assert "no se observa a sí misma ni a sus colegas" in client.text
    db.session.add(CohortTrainer(cohort_id=cohort.id, user_id=luz.id))
    client.post(person_page(cohort, member), {"number": "1"})
    assert client.status == 303
    client.post(person_page(cohort, mine), {"number": "1"})
    assert client.status == 409
    assert len(sheets()) == 1


def test_the_words_are_those_of_the_version_that_the_sheet_was_begun_with(client: Client, bea: User, cohort: Cohort,
                                                                          member: Membership) -> None:
    sheet = begin(client.sign_in(bea), cohort, member)
    newer = make.with_workshop(make.manual(version="2.0"), checklists=("apoyo",))
    lists = tuple(msgspec.structs.replace(one, steps=one.steps[:1]) for one in newer.checklists)
    cohort.manual_digest = make.published(msgspec.structs.replace(newer, checklists=lists)).digest
    client.get(sheet)
    assert "2. Saluda" in client.text
    client.post(sheet, WELL)
    assert (sheets()[0].points, sheets()[0].out_of) == (4, 4)


def test_an_odd_number_of_the_try_is_refused(client: Client, bea: User, cohort: Cohort, member: Membership) -> None:
    client.sign_in(bea).get(f"/cohortes/{cohort.key}/practica")
    for number in ("", "0x1", "-1", "٢", "9" * 30):
        client.post(person_page(cohort, member), {"number": number})
        assert client.status == 400, number
    client.post(person_page(cohort, member), {"number": "2"})
    assert client.status == 409
    assert sheets() == []
