"""A visit without a review: shelf, room, directory, night route."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.plans import story
from tests.plans.story import checks, ready, seen
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.places.models import Facility


def where(at: Facility) -> str:
    return f"/establecimientos/{at.code}/visita"


def test_what_was_seen_is_written_once_however_often_it_arrives(client: Client, bea: User, manso: Facility) -> None:
    client.sign_in(bea).get(where(manso))
    sent = {"sent_key": "la-misma-visita", "on": today().isoformat(), "how": "visit", "o-noche": "yes", "o-ambiente": "no"}
    for _time in range(3):
        client.post(where(manso), sent)
        assert client.status == 303
    assert [(one.thing, one.in_order) for one in checks()] == [("ambiente", False), ("noche", True)]
    found = ready(manso)
    assert found and found.route_until == today() + timedelta(days=180) and found.room_until is None


def test_the_newest_day_counts_not_the_newest_form(bea: User, manso: Facility) -> None:
    seen(manso, "kit", None, today() - timedelta(days=1))
    seen(manso, "kit", today() + timedelta(days=9), today() - timedelta(days=30))
    found = ready(manso)
    assert found and found.kit_until is None


@pytest.mark.parametrize(("change", "said"), [
    ({"on": ""}, "Falta la fecha"), ({"on": "2126-01-01"}, "todavía no llega"), ({"on": "1990-01-01"}, "demasiado antigua"),
    ({"how": ""}, "Elija una de las dos"), ({"o-noche": ""}, "al menos una de las cuatro"), ({"o-kit": "yes"}, "vence lo primero"),
    ({"o-directorio": "yes", "d-directorio": "2020-01-01"}, "ya no vale")])
def test_what_cannot_be_is_refused_and_stays_on_the_page(
        client: Client, bea: User, manso: Facility, change: dict[str, str], said: str) -> None:
    sent = {"on": today().isoformat(), "how": "visit", "o-noche": "no", "d-kit": "2020-01-01" if "on" in change else ""} | change
    client.sign_in(bea).post(where(manso), sent)
    assert client.status == 422 and said in client.text and checks() == [] and ready(manso) is None


def test_of_a_closed_facility_nothing_is_noted(client: Client, bea: User, manso: Facility) -> None:
    manso.closed_on = today()
    client.sign_in(bea).get(where(manso))
    assert "figura como cerrado" in client.text
    client.post(where(manso), {"on": today().isoformat(), "how": "visit", "o-noche": "yes"})
    assert client.status == 409 and checks() == []


def test_only_staff_of_the_region(new_client: Callable[[], Client], ana: User, caro: User, manso: Facility) -> None:
    for who, status in ((ana, 403), (caro, 404)):
        browser = new_client().sign_in(who)
        browser.get(where(manso))
        assert browser.status == status


def test_without_a_form_the_page_says_so(client: Client, app: Flask) -> None:
    make.published()
    at = story.facility()
    client.sign_in(make.bea()).get(where(at))
    assert "Todavía no hay hoja de visita" in client.text
    db.session.rollback()
