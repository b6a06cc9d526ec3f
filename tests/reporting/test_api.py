"""The interface for other systems: by key, of a region or the country, in pages, with marks, and clear when it refuses."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests import make
from tests.reporting.story import facility, stands, token
from tests.statements import statements
from training import clock
from training.clock import now, today
from training.db import db
from training.lineage.models import CohortYield
from training.reporting import door
from training.reporting.models import ApiKey

Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(app: Flask) -> Ask:
    """One request with a key, as a program sends it: without cookies."""
    def asked(path: str, key: str = "", method: str = "GET", **headers: str) -> TestResponse:
        db.session.commit()
        with_key = {"Authorization": f"Bearer {key}"} if key else {}
        answer = app.test_client(use_cookies=False).open(f"/api/v1{path}", method=method, headers=with_key | headers)
        db.session.expire_all()
        return answer
    return asked


def _detail(answer: TestResponse, status: int) -> str:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    body: dict[str, Any] = json.loads(answer.get_data())
    assert set(body) == {"type", "title", "status", "detail"} and body["status"] == status
    return str(body["detail"])


def _data(answer: TestResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = json.loads(answer.get_data())["datos"]
    return found


def test_the_country_is_read_page_by_page_each_facility_once(ask: Ask) -> None:
    for number in range(7):
        stands(facility(f"{number:08}", region=("aya", "cus")[number % 2]))
    key, seen, cursor = token(), [], None
    while True:
        answer = ask(f"/establecimientos?limite=3{f'&cursor={cursor}' if cursor else ''}", key)
        seen += [one["codigo"] for one in _data(answer)]
        cursor = json.loads(answer.get_data())["siguiente"]
        if cursor is None:
            break
    assert seen == [f"{number:08}" for number in range(7)]


def test_a_key_of_a_region_sees_that_region_only(ask: Ask) -> None:
    facility("00000001")
    facility("00000002", region="cus")
    key = token("aya")
    assert [one["codigo"] for one in _data(ask("/establecimientos", key))] == ["00000001"]
    assert [one["codigo"] for one in _data(ask(f"/informe-mensual/{today():%Y-%m}", key))] == ["00000001"]
    assert [one["region"] for one in _data(ask("/cobertura/regiones", key))] == ["aya"]
    assert "abre solo la región «aya»" in _detail(ask("/establecimientos?region=cus", key), 403)
    assert "abre solo la región «aya»" in _detail(ask("/cobertura/regiones/cus/redes", key), 403)
    assert "ocho dígitos" in _detail(ask("/establecimientos/00000002", key), 404)
    assert ask("/establecimientos/00000001", key).status_code == 200
    assert ask("/establecimientos?region=aya", key).status_code == 200


def test_a_facility_says_how_it_stands_and_nothing_of_any_person(ask: Ask) -> None:
    stands(facility("00000001", "P. S. Pampa"), staff=3, trained=1, target=2, state="partly", uncovered_on=date(2027, 2, 3))
    found = json.loads(ask("/establecimientos/00000001", token()).get_data())
    assert (found["nombre"], found["personal"], found["capacitadas"], found["meta"], found["estado"]) == (
        "P. S. Pampa", 3, 1, 2, "en-parte")
    assert (found["listo"], found["kit_hasta"], found["descubierto_desde"], found["plan"]) == (
        False, None, "2027-02-03", "sin-plan")


def test_coverage_adds_up_regions_and_networks(ask: Ask) -> None:
    stands(facility("00000001", network="Huamanga"))
    facility("00000002", network="Huanta")
    key = token()
    (aya,) = [one for one in _data(ask("/cobertura/regiones", key)) if one["region"] == "aya"]
    assert (aya["establecimientos"], aya["cubiertos"], aya["sin_datos"], aya["departamento_iso"]) == (2, 1, 1, "PE-AYA")
    assert [(one["red"], one["cubiertos"]) for one in _data(ask("/cobertura/regiones/aya/redes", key))] == [
        ("Huamanga", 1), ("Huanta", 0)]
    assert "No hay ninguna autoridad de salud" in _detail(ask("/cobertura/regiones/marte/redes", key), 404)


def test_a_cohort_of_few_people_has_no_mean(ask: Ask) -> None:
    bea, version = make.bea(), make.published()
    keys = []
    for people in (4, 5):
        cohort = make.cohort(bea, version)
        keys.append(cohort.key)
        db.session.add(CohortYield(cohort_id=cohort.id, course="a", authority_id=cohort.authority_id, lead_id=bea.id,
                                   ended_on=date(2026, 10, people), closed=True, people=9, certified=people, facilities=2,
                                   exit_mean=0.81234, practice_mean=None))
    key = token("aya")
    found = {one["cohorte"]: one for one in _data(ask("/cohortes", key))}
    assert [found[one]["prueba_de_salida"] for one in keys] == [None, 0.812]
    assert [one["cohorte"] for one in _data(ask("/cohortes?desde=2026-10-05&hasta=2026-10-05&curso=a", key))] == keys[1:]
    assert _data(ask("/cohortes?curso=b", key)) == [] == _data(ask("/cohortes", token("cus")))
    assert "Huamán" not in ask("/cohortes", key).get_data(as_text=True)


def test_the_report_of_a_month_says_its_day(ask: Ask) -> None:
    facility("00000001")
    body = json.loads(ask("/informe-mensual/2026-10", token()).get_data())
    assert (body["mes"], body["al"], body["siguiente"]) == ("2026-10", "2026-10-31", None)
    assert body["datos"][0]["horas"] == 0 and body["datos"][0]["descubierto_desde"] is None
    for month in ("2026-13", "2099-01", "hoy"):
        assert "De ese mes no hay informe" in _detail(ask(f"/informe-mensual/{month}", token_again()), 404)


def token_again() -> str:
    """Another key of the country."""
    db.session.query(ApiKey).update({"name": "Otro"})
    return token()


def test_who_has_the_answer_already_gets_nothing_twice(ask: Ask) -> None:
    place, key = facility("00000001"), token()
    first = ask("/establecimientos", key)
    mark = first.headers["ETag"]
    again = ask("/establecimientos", key, **{"If-None-Match": mark})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache" and "Authorization" in first.headers["Vary"]
    stands(place)
    assert ask("/establecimientos", key, **{"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize(("query", "said"), [
    ("limite=0", "de 1 a 500"), ("limite=501", "de 1 a 500"), ("limite=x", "de 1 a 500"), ("limite=", "de 1 a 500"),
    ("limite=1&limite=2", "una sola vez"), ("cursor=abc", "se copia de «siguiente»"), ("cursor=", "se copia de «siguiente»"),
    ("region=A%20B", "código de una autoridad"), ("region=", "código de una autoridad"), ("dni=1", "No se conoce el parámetro «dni»")])
def test_a_parameter_that_cannot_be_is_refused_with_the_reason(ask: Ask, query: str, said: str) -> None:
    assert said in _detail(ask(f"/establecimientos?{query}", token()), 400)


@pytest.mark.parametrize("query", ["desde=ayer", "desde=2026-02-30", "hasta=", "curso=ab"])
def test_a_cohort_is_asked_for_with_dates_and_letters(ask: Ask, query: str) -> None:
    assert query.partition("=")[0] in _detail(ask(f"/cohortes?{query}", token()), 400)


def test_without_a_key_nothing_opens_but_the_document(ask: Ask) -> None:
    assert "Falta la llave" in _detail(ask("/establecimientos"), 401)
    assert ask("/establecimientos").headers["WWW-Authenticate"].startswith("Bearer")
    assert "Falta la llave" in _detail(ask("/establecimientos", Authorization="Basic YTpi"), 401)
    assert "no abre" in _detail(ask("/establecimientos", "replica_x"), 401)
    assert "no abre" in _detail(ask("/establecimientos", "x" * 5000), 401)
    assert ask("/openapi.json").status_code == 200


def test_a_key_opens_until_its_last_day(ask: Ask) -> None:
    key = token(days=30)
    with clock.frozen(now() + timedelta(days=30)):
        assert ask("/cobertura/regiones", key).status_code == 200
    with clock.frozen(now() + timedelta(days=31)):
        assert "venció" in _detail(ask("/cobertura/regiones", key), 401)


def test_many_wrong_keys_close_the_door_for_that_network_and_not_for_the_right_key(ask: Ask) -> None:
    key = token()
    for _each in range(door.MOST):
        assert ask("/establecimientos", "replica_wrong").status_code == 401
    answer = ask("/establecimientos", "replica_wrong")
    assert "Demasiadas llaves equivocadas" in _detail(answer, 429) and 0 < int(answer.headers["Retry-After"]) <= 60
    assert ask("/establecimientos", key).status_code == 200


def test_the_use_of_a_key_is_noted_once_a_day(ask: Ask) -> None:
    key = token()
    ask("/cobertura/regiones", key)
    assert db.session.scalars(db.select(ApiKey.last_used_on)).one() == today()
    with statements() as asked:
        ask("/cobertura/regiones", key)
    assert not [one for one in asked if one.startswith("UPDATE")]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(ask: Ask, method: str) -> None:
    answer = ask("/establecimientos", token(), method)
    assert "solo de lectura" in _detail(answer, 405) and "GET" in answer.headers["Allow"]


def test_an_address_that_is_none_is_answered_to_a_program_too(ask: Ask) -> None:
    assert "Esa dirección no existe" in _detail(ask("/personas", token()), 404)


def test_a_page_of_many_asks_the_database_as_often_as_one_of_few(ask: Ask) -> None:
    key, counts = token(), []
    for number in range(40):
        stands(facility(f"{number:08}"))
        if number in (0, 1, 39):
            with statements() as asked:
                ask("/establecimientos", key)
            counts.append(len(asked))
    assert counts[1] == counts[2] <= 6
