"""Two people at one plan: the second sees what the first wrote, and nothing is overwritten without a word."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.plans import story
from tests.plans.story import KIT, ROOM, cells, form_of, history, lines, page
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility
from training.plans.models import IN_FORCE, Plan, PlanEdit

Browsers = Callable[[], Client]


@pytest.fixture
def both(new_client: Browsers, bea: User, ana: User) -> tuple[Client, Client]:
    return new_client().sign_in(bea), new_client().sign_in(ana)


def only() -> Plan:
    db.session.expire_all()
    return db.session.scalars(sa.select(Plan)).one()


def test_each_writes_another_topic_and_both_stay(both: tuple[Client, Client], manso: Facility) -> None:
    for client in both:
        client.get(page(manso))
    for client, rows in zip(both, ({"kit": KIT}, {"ambiente": ROOM}), strict=True):
        client.post(page(manso), form_of(client, rows))
        assert client.status == 303
    assert cells(only()) == [KIT, ROOM]


def test_each_changes_another_cell_of_one_line(both: tuple[Client, Client], bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    for client in both:
        client.get(page(manso))
    both[0].post(page(manso), form_of(both[0], {"kit": KIT | {"dia": "Martes"}}))
    both[1].post(page(manso), form_of(both[1], {"kit": KIT | {"quien": "Eva"}}))
    assert both[1].status == 303 and cells(plan) == [KIT | {"dia": "Martes", "quien": "Eva"}]
    both[1].follow()
    assert "Otra persona también escribió en «Kit»" in both[1].text


def test_the_same_cell_is_shown_to_the_second_before_it_is_overwritten(
        both: tuple[Client, Client], bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    for client in both:
        client.get(page(manso))
    both[0].post(page(manso), form_of(both[0], {"kit": KIT | {"dia": "Martes"}}))
    both[1].post(page(manso), form_of(both[1], {"kit": KIT | {"dia": "Jueves"}}))
    assert both[1].status == 409 and cells(plan) == [KIT | {"dia": "Martes"}]
    assert "Otra persona escribió: «Martes»" in both[1].text and "Jueves" in both[1].text
    both[1].post(page(manso), form_of(both[1], {"kit": KIT | {"dia": "Jueves"}}))
    assert both[1].status == 303 and cells(plan) == [KIT | {"dia": "Jueves"}]
    assert [one.revision for one in history(plan)] == [1, 2, 3]


def test_a_line_that_somebody_took_out_comes_back_only_knowingly(
        both: tuple[Client, Client], bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    for client in both:
        client.get(page(manso))
    key = lines(plan)[0].key
    both[0].post(page(manso), form_of(both[0], {"kit": KIT}) | {f"out-{key}": "y"})
    both[1].post(page(manso), form_of(both[1], {"kit": KIT | {"dia": "Jueves"}}))
    assert both[1].status == 409 and "quitó esta línea" in both[1].text and lines(plan) == []
    both[1].post(page(manso), form_of(both[1], {"kit": KIT | {"dia": "Jueves"}}))
    assert both[1].status == 303 and cells(plan) == [KIT | {"dia": "Jueves"}]


def test_nobody_takes_out_what_somebody_has_just_changed_without_seeing_it(
        both: tuple[Client, Client], bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    for client in both:
        client.get(page(manso))
    key = lines(plan)[0].key
    both[0].post(page(manso), form_of(both[0], {"kit": KIT | {"dia": "Martes"}}))
    both[1].post(page(manso), form_of(both[1], {"kit": KIT}) | {f"out-{key}": "y"})
    assert both[1].status == 409 and "«Martes»" in both[1].text and len(lines(plan)) == 1
    both[1].post(page(manso), form_of(both[1], {"kit": KIT | {"dia": "Martes"}}) | {f"out-{key}": "y"})
    assert both[1].status == 303 and lines(plan) == []


def test_a_form_that_arrives_twice_writes_once(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).get(page(manso))
    sent = form_of(client, {"kit": KIT, "ambiente": ROOM})
    for _time in range(3):
        client.post(page(manso), sent)
        assert client.status == 303
    assert cells(only()) == [KIT, ROOM] and len(history(only())) == 2


def test_a_key_of_another_plan_touches_nothing_there(client: Client, bea: User, manso: Facility) -> None:
    other = story.draft(story.facility("C. S. Otro", "00090022"), bea)
    key = lines(other)[0].key
    client.sign_in(bea).get(page(manso))
    client.post(page(manso), {"line": key, f"topic-{key}": "kit", f"rev-{key}": "1", f"c-accion-{key}": "Cambiado"})
    assert cells(other) == [KIT]


def test_two_who_begin_at_once_share_one_draft(new_client: Browsers, bea: User, manso: Facility) -> None:
    browsers = [new_client().sign_in(bea) for _ in range(4)]
    sent = []
    for number, browser in enumerate(browsers):
        browser.get(page(manso))
        sent.append(form_of(browser, {"kit": KIT | {"dia": f"Día {number}"}}))
    path = page(manso)
    db.session.commit()
    at_once([lambda b=browser, f=form: b.post(path, f) for browser, form in zip(browsers, sent, strict=True)])  # type: ignore[misc]  # defaults keep each its own
    assert [browser.status for browser in browsers] == [303] * 4
    assert sorted(one["dia"] for one in cells(only())) == [f"Día {number}" for number in range(4)]


def test_the_same_cell_at_the_same_moment_is_written_by_one(new_client: Browsers, bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    browsers = [new_client().sign_in(bea) for _ in range(3)]
    sent = []
    for number, browser in enumerate(browsers):
        browser.get(page(manso))
        sent.append(form_of(browser, {"kit": KIT | {"dia": f"Día {number}"}}))
    path = page(manso)
    db.session.commit()
    at_once([lambda b=browser, f=form: b.post(path, f) for browser, form in zip(browsers, sent, strict=True)])  # type: ignore[misc]  # the same
    assert sorted(browser.status for browser in browsers) == [303, 409, 409]
    assert [one.revision for one in history(plan)] == [1, 2]


def test_two_who_put_it_in_force_at_once_do_it_once(new_client: Browsers, bea: User, manso: Facility) -> None:
    story.draft(manso, bea)
    browsers = [new_client().sign_in(bea) for _ in range(3)]
    for browser in browsers:
        browser.get(page(manso))
    path, go = page(manso), {"do": "start", "starts_on": today().isoformat()}
    db.session.commit()
    at_once([lambda b=browser: b.post(path, form_of(b, {"kit": KIT}) | go) for browser in browsers])  # type: ignore[misc]  # the same
    assert 303 in [browser.status for browser in browsers] and {browser.status for browser in browsers} <= {303, 409, 422}
    db.session.expire_all()
    assert db.session.query(Plan).filter_by(state=IN_FORCE).count() == 1


@pytest.mark.parametrize("statement", [
    "UPDATE plan_edit SET cells = '{\"accion\": \"otra cosa\"}'", "DELETE FROM plan_edit", "UPDATE plan_edit SET by_id = NULL",
    "UPDATE plan_edit SET cells = '{}'"])
def test_the_database_itself_keeps_the_history(app: Flask, bea: User, manso: Facility, statement: str) -> None:
    story.draft(manso, bea)
    db.session.commit()
    with pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.text(statement))
    db.session.rollback()
    assert db.session.query(PlanEdit).count() == 1


def test_there_is_one_draft_and_one_plan_in_force_of_a_sheet(bea: User, manso: Facility) -> None:
    story.in_force(manso, bea)
    story.draft(manso, bea)
    db.session.commit()
    draft = db.session.scalars(sa.select(Plan).where(Plan.state == "draft")).one()
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.update(Plan).where(Plan.id == draft.id).values(state=IN_FORCE, starts_on=today() - timedelta(1)))
    db.session.rollback()


def test_a_colleague_of_another_facility_is_no_colleague(new_client: Browsers, bea: User, manso: Facility) -> None:
    plan = story.draft(manso, bea)
    luz = story.works_at(make.user("Luz"), story.facility("C. S. Otro", "00090022"))
    browser = new_client().sign_in(luz)
    browser.get(f"/planes/{plan.key}")
    assert browser.status == 404
