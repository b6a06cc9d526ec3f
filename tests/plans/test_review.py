"""Reviewing a plan: ten minutes by phone, one line at a time; a visit, all on one page; what was seen counts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.plans import story
from tests.plans.story import KIT, ROOM, checks, lines, ready, reviews
from training.accounts.models import User
from training.audit.models import AuditEntry
from training.clock import today
from training.db import db
from training.house import house
from training.places.models import Facility
from training.plans.models import Plan, PlanAnswer

Browsers = Callable[[], Client]


@pytest.fixture
def plan(bea: User, manso: Facility) -> Plan:
    return story.in_force(manso, bea, rows=[("kit", KIT), ("ambiente", ROOM)])


def where(plan: Plan, at: int = 0) -> str:
    return f"/planes/revisiones/{reviews(plan)[at].key}"


def answers() -> list[tuple[str, str]]:
    db.session.expire_all()
    return [(one.state, one.note) for one in db.session.scalars(sa.select(PlanAnswer).order_by(PlanAnswer.line_id))]


def states(plan: Plan) -> list[str]:
    db.session.expire_all()
    return [one.state for one in reviews(plan)]


def whole(plan: Plan, **more: str) -> dict[str, str]:
    """A review that is complete."""
    kit, room = lines(plan)
    return {f"s-{kit.key}": "done", f"s-{room.key}": "under_way", f"n-{room.key}": "Falta la llave", "on": today().isoformat(),
            "how": "visit"} | more


def test_a_call_goes_line_by_line_and_each_answer_is_kept_at_once(client: Client, bea: User, plan: Plan) -> None:
    kit, room = lines(plan)
    client.sign_in(bea).get(where(plan) + "?paso=1")
    assert "Línea 1 de 2" in client.text and "Reponer el kit" in client.text and "Poner llave" not in client.text
    client.post(where(plan) + "?paso=1", {f"s-{kit.key}": "not_possible", f"n-{kit.key}": "La compra es en marzo"})
    assert client.status == 303 and answers() == [("not_possible", "La compra es en marzo")]
    client.follow()
    assert "Línea 2 de 2" in client.text and states(plan) == ["open"] * 3
    client.post(where(plan) + "?paso=2", {})
    client.follow()
    assert "Para terminar" in client.text and "1 línea respondida" in client.text
    client.post(where(plan) + "?paso=3", {"on": today().isoformat(), "how": "phone", "note": "Llamar en marzo."})
    assert client.status == 303 and states(plan) == ["done", "open", "open"]
    client.follow()
    assert "La compra es en marzo" in client.text and "Llamar en marzo." in client.text and "por teléfono" in client.text


def test_a_call_that_broke_off_goes_on_where_it_was(client: Client, bea: User, plan: Plan) -> None:
    kit = lines(plan)[0]
    client.sign_in(bea).post(where(plan) + "?paso=1", {f"s-{kit.key}": "done"})
    client.get(where(plan) + "?paso=1")
    assert 'value="done" checked' in client.text
    client.post(where(plan) + "?paso=1", {f"s-{kit.key}": "under_way"})
    assert answers() == [("under_way", "")]


def test_a_note_without_an_answer_is_not_lost(client: Client, bea: User, plan: Plan) -> None:
    kit = lines(plan)[0]
    for path in ("?paso=1", ""):
        client.sign_in(bea).post(where(plan) + path, {f"n-{kit.key}": "Dijeron que sí", "on": today().isoformat(), "how": "phone"})
        assert client.status == 422 and "Marque cómo está esta línea" in client.text and "Dijeron que sí" in client.text


def test_a_visit_is_one_page_and_what_was_seen_makes_the_facility_ready(
        client: Client, bea: User, manso: Facility, plan: Plan) -> None:
    client.sign_in(bea).get(where(plan, 1))
    assert "Ambiente privado" in client.text and "Ruta de noche" in client.text
    kit = today() + timedelta(days=200)
    rung = today() - timedelta(days=20)
    client.post(where(plan, 1), whole(plan, **{"o-kit": "yes", "d-kit": kit.isoformat(), "o-ambiente": "yes", "o-directorio": "yes",
                                               "d-directorio": rung.isoformat(), "o-noche": "no"}))
    assert client.status == 303 and states(plan) == ["skipped", "done", "open"]
    found = ready(manso)
    assert found is not None
    assert (found.kit_until, found.room_until, found.directory_until, found.route_until) == (
        kit, today() + timedelta(days=365), rung + timedelta(days=120), None)
    assert [(one.thing, one.how, one.by_id) for one in checks()] == [(thing, "visit", bea.id) for thing in ("kit", "ambiente", "directorio", "noche")]
    assert answers() == [("done", ""), ("under_way", "Falta la llave")]
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == "review plan")).one()
    assert entry.subject == f"plan:{plan.id}"


def test_the_house_is_told_that_a_fact_of_the_facility_changed(app: Flask, client: Client, bea: User, manso: Facility, plan: Plan) -> None:
    told: list[int] = []
    house(app).facility_changes.append(lambda ids: told.extend(ids))
    try:
        client.sign_in(bea).post(where(plan), whole(plan))
        assert told == []
        client.post(where(plan, 1), whole(plan, **{"o-noche": "yes"}))
        assert told == [manso.id]
    finally:
        house(app).facility_changes.pop()


@pytest.mark.parametrize(("field", "value", "said"), [
    ("on", "", "Falta la fecha"), ("on", "mañana", "no se entiende"), ("on", "2126-01-01", "todavía no llega"),
    ("on", (today() - timedelta(days=31)).isoformat(), "El plan empezó"), ("how", "", "Elija una de las dos"), ("how", "radio", "How|Elija|válid"),
    ("note", "x" * 401, "400 caracteres"), ("d-kit", "", "vence lo primero"), ("d-kit", "2020-01-01", "ya había vencido"), ("d-kit", "9999-12-31", "demasiado lejos")])
def test_what_cannot_be_is_refused_and_nothing_is_lost(
        client: Client, bea: User, plan: Plan, field: str, value: str, said: str) -> None:
    good = whole(plan, **{"o-kit": "yes", "d-kit": (today() + timedelta(days=9)).isoformat(), "note": "Se acordó"})
    client.sign_in(bea).post(where(plan), good | {field: value})
    assert client.status == 422 and any(one in client.text for one in said.split("|")), client.text
    assert "Falta la llave" in client.text and states(plan) == ["open"] * 3 and checks() == [] and answers() == []


def test_a_review_answers_at_least_one_line(client: Client, bea: User, plan: Plan) -> None:
    client.sign_in(bea).post(where(plan), {"on": today().isoformat(), "how": "phone", "o-noche": "yes"})
    assert client.status == 422 and "al menos una línea" in client.text and checks() == []


def test_the_same_form_twice_is_one_review_and_another_one_is_refused(client: Client, bea: User, plan: Plan) -> None:
    sent = whole(plan, **{"o-noche": "yes"})
    for _time in range(2):
        client.sign_in(bea).post(where(plan), sent)
        assert client.status == 303
    assert len(checks()) == 1
    client.post(where(plan), sent | {"note": "Otra cosa"})
    assert client.status == 409 and "ya se anotó" in client.text and len(checks()) == 1


def test_two_phones_at_once_make_one_review(new_client: Browsers, bea: User, plan: Plan) -> None:
    browsers = [new_client().sign_in(bea) for _ in range(3)]
    for browser in browsers:
        browser.get(where(plan))
    sent = [whole(plan, note=f"Nota {number}", **{"o-noche": "yes"}) for number in range(3)]
    path = where(plan)
    db.session.commit()
    at_once([lambda b=browser, f=form: b.post(path, f) for browser, form in zip(browsers, sent, strict=True)])  # type: ignore[misc]  # defaults keep each its own
    assert sorted(browser.status for browser in browsers) == [303, 409, 409] and len(checks()) == 1


def test_a_review_that_was_made_leads_to_its_plan(client: Client, bea: User, plan: Plan) -> None:
    client.sign_in(bea).post(where(plan), whole(plan))
    client.get(where(plan))
    assert client.status == 303


def test_of_a_region_nothing_is_looked_at(client: Client, bea: User) -> None:
    found = story.queries.forms()
    assert found
    region = story.Place(authority=make.authority())
    regional = story.actions.draft_of(region, "contingencia", found[1], bea)
    story.actions.save(regional, story.actions.compare(regional, [story.typed(KIT)]), bea)
    story.actions.begin(regional, story.sheet(), today(), bea)
    client.sign_in(bea).get(where(regional))
    assert client.status == 200 and "Lo que se vio" not in client.text
    client.post(where(regional), {f"s-{lines(regional)[0].key}": "done", "on": today().isoformat(), "how": "phone", "o-kit": "no"})
    assert client.status == 303 and checks() == []


def test_strangers_and_the_team_make_no_review(new_client: Browsers, ana: User, caro: User, plan: Plan) -> None:
    for who, status in ((ana, 403), (caro, 404)):
        browser = new_client().sign_in(who)
        browser.get(where(plan))
        assert browser.status == status
        browser.get("/navegar-con-seguridad")
        browser.post(where(plan), whole(plan))
        assert browser.status == status
    assert states(plan) == ["open"] * 3


@pytest.mark.parametrize("statement", [
    "UPDATE plan_review SET note = 'otra' WHERE state = 'done'", "DELETE FROM plan_review", "DELETE FROM plan_answer",
    "UPDATE plan_answer SET state = 'done'", "UPDATE facility_check SET until = NULL", "DELETE FROM facility_check"])
def test_what_was_reviewed_stays(client: Client, bea: User, plan: Plan, statement: str) -> None:
    client.sign_in(bea).post(where(plan), whole(plan, **{"o-noche": "yes"}))
    db.session.commit()
    with pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.text(statement))
    db.session.rollback()


def test_a_date_that_no_calendar_has_is_no_server_error(client: Client, bea: User, plan: Plan) -> None:
    for wrong in ("0001-01-01", "9999-12-31", date.min.isoformat()):
        client.sign_in(bea).post(where(plan), whole(plan, on=wrong, **{"o-directorio": "yes", "d-directorio": wrong, "o-kit": "yes", "d-kit": wrong}))
        assert client.status == 422
