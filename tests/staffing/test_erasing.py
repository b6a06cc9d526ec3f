"""Hers to take along, gone when she asks, and what waited too long goes by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from tests.client import Client
from tests.staffing.story import Told, ago, ahead, said
from training import clock
from training.clock import LIMA, now
from training.db import db
from training.keeping import erasing as keeping
from training.staffing.actions import withdraw
from training.staffing.erasing import export, tidy_waiting, tidy_withdrawn
from training.staffing.models import AGREED, Pending, Posting, Withdrawn


def test_everything_of_hers_goes_and_the_facilities_are_counted_again(told: Told, changed: list[list[int]]) -> None:
    told.posted(until=ago(50), place=told.manso)
    told.posted(since=ago(20))
    said(told.ana, told.azul)
    other = told.posted(told.caro, told.azul, by_id=told.ana.id)
    db.session.commit()
    gone = keeping.erase_person(told.ana.id, told.dina.id)
    assert gone["postings"] == 3 and sorted([told.pampa.id, told.manso.id]) in changed
    assert db.session.scalars(select(Posting)).all() == [other]  # what she entered of others stays, with her number
    assert db.session.query(Pending).count() == 0


def test_her_data_say_where_she_worked(app: Flask, told: Told) -> None:
    told.posted(contract="cas", contract_ends_on=ahead(9), as_written="Ana Q.")
    said(told.ana, told.azul)
    with app.test_request_context("/", method="POST"):
        withdraw(told.posted(place=told.manso, since=ago(5), until=ago(4)), "person", told.bea)
        found = export(told.ana.id)
    assert found["workplaces"][0]["facility"] == "P. S. Pampa Serena, 00099901 (I-1)"
    assert (found["workplaces"][0]["contract"], found["workplaces"][0]["as_written"]) == ("CAS", "Ana Q.")
    assert found["workplaces_waiting"][0]["facility"].startswith("C. S. Nevado Azul")
    assert found["workplaces_withdrawn"][0]["facility"] == "C. S. Río Manso"


def test_what_nobody_confirmed_goes_after_ninety_days(told: Told) -> None:
    said(told.ana, told.azul)
    said(told.ana, told.manso, kind=AGREED, since=ahead(100))
    db.session.commit()
    assert tidy_waiting() == {"unconfirmed workplaces": 0}
    with clock.frozen(datetime.now(LIMA) + timedelta(days=91)):
        assert tidy_waiting() == {"unconfirmed workplaces": 1}
    assert db.session.query(Pending).one().kind == AGREED


def test_a_mistake_is_kept_as_long_as_the_record(app: Flask, told: Told) -> None:
    with app.test_request_context("/", method="POST"):
        withdraw(told.posted(), "dates", told.bea)
        db.session.commit()
    assert tidy_withdrawn() == {"withdrawn workplaces": 0}
    with clock.frozen(now() + timedelta(days=731)):
        assert tidy_withdrawn() == {"withdrawn workplaces": 1}
    assert db.session.query(Withdrawn).count() == 0


def test_the_record_of_acts_reads_in_words(client: Client, new_client: Callable[[], Client], told: Told) -> None:
    client.sign_in(told.bea)
    client.post(f"/establecimientos/{told.pampa.code}/personal", {
        "document_type": "dni", "document": "99000777", "surnames": "Rojas", "given_names": "Nora", "since": ago(9).isoformat()})
    admin = new_client().sign_in(told.dina)
    admin.get("/auditoria")
    assert "Pidió anotar dónde trabaja una persona" in admin.text
    admin.post(f"/establecimientos/{told.pampa.code}/personal", {
        "document_type": "dni", "document": "99000777", "surnames": "Rojas", "given_names": "Nora", "since": ago(9).isoformat()})
    admin.get("/auditoria")
    assert "Anotó dónde trabaja una persona" in admin.text and "P. S. Pampa Serena" in admin.text
