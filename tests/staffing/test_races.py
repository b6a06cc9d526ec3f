"""Two who write at the same moment: one of them is told so in a sentence, and nothing is half done."""

from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.staffing.story import Told, ago
from training.db import db
from training.errors import Refused
from training.staffing import actions
from training.staffing.models import Pending, Posting


def test_two_transfers_at_once_are_one_and_a_sentence(app: Flask, new_client: Callable[[], Client], told: Told) -> None:
    before = told.posted()
    browsers = [new_client().sign_in(told.ana) for _ in range(4)]
    for browser in browsers:
        browser.get("/mi-establecimiento/traslado")
    form = {"authority": str(make.authority().id), "since": ago(3).isoformat(), "seen": before.key}
    places = ["C. S. Río Manso", "00099951"] * 2
    db.session.commit()
    at_once([partial(browser.post, "/mi-establecimiento/traslado", form | {"facility": place})
             for browser, place in zip(browsers, places, strict=True)])
    assert {browser.status for browser in browsers} == {303, 422}
    late = [browser for browser in browsers if browser.status == 422]
    assert all("se anotó un cambio de establecimiento" in browser.text for browser in late)
    assert db.session.query(Posting).count() == 2 and db.session.query(Posting).filter_by(until=None).count() == 1


def test_two_trainers_who_add_the_same_new_person_make_one(app: Flask, new_client: Callable[[], Client], told: Told) -> None:
    browsers = [new_client().sign_in(told.bea) for _ in range(4)]
    path = f"/establecimientos/{told.pampa.code}/personal"
    for browser in browsers:
        browser.get(path)
    form = {"document_type": "dni", "document": "99000777", "surnames": "Rojas", "given_names": "Nora", "since": ago(3).isoformat()}
    db.session.commit()
    at_once([partial(browser.post, path, form) for browser in browsers])
    assert {browser.status for browser in browsers} <= {303, 409} and db.session.query(Pending).count() == 1


def test_the_index_speaks_in_a_sentence(app: Flask, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should anything write past the lock, the database refuses, and the person is told what to do."""
    told.posted()
    monkeypatch.setattr(actions, "posting_of", lambda user_id: None)
    with app.test_request_context("/", method="POST"), pytest.raises(Refused, match="en ese mismo momento"):
        actions.post(told.ana.id, told.manso.id, source="self", by_id=None)
    assert db.session.query(Posting).count() == 1
