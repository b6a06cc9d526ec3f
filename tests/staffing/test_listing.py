"""Lists begin what nobody knew and move nobody; two accounts that are one person lose nothing."""

from flask import Flask
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.cohorts.test_views_people import person
from tests.staffing.story import Told, ago, posting, said
from tests.statements import statements
from training.clock import today
from training.db import db
from training.staffing.listing import Listed, carry, take_list
from training.staffing.models import ROSTER, SAID, Pending, Posting
from training.staffing.queries import posting_of


def test_who_was_known_nowhere_begins_today(told: Told, changed: list[list[int]]) -> None:
    assert take_list([Listed(told.ana.id, told.pampa.id, "Ana Q.")], told.bea.id) == 1
    found = posting_of(told.ana.id)
    assert found is not None and (found.since, found.source, found.as_written) == (today(), ROSTER, "Ana Q.")
    assert changed == [[told.pampa.id]]


def test_who_is_known_elsewhere_stays_there_and_the_list_waits(told: Told, changed: list[list[int]]) -> None:
    told.posted()
    for _time in range(2):
        assert take_list([Listed(told.ana.id, told.manso.id, "Ana Q.")], told.bea.id) == 0
    found, waits = posting_of(told.ana.id), db.session.scalars(select(Pending)).one()
    assert found is not None and found.facility_id == told.pampa.id and changed == []
    assert (waits.facility_id, waits.kind, waits.as_written) == (told.manso.id, SAID, "Ana Q.")


def test_who_is_known_there_changes_nothing(told: Told) -> None:
    told.posted()
    assert take_list([Listed(told.ana.id, told.pampa.id)], told.bea.id) == 0
    assert db.session.query(Pending).count() == 0


def test_what_waited_there_is_settled_when_a_list_begins_it(told: Told) -> None:
    said(told.ana, told.pampa, source="trainer")
    elsewhere = said(told.ana, told.manso, source="trainer")
    assert take_list([Listed(told.ana.id, told.pampa.id, "Ana Q.")], told.bea.id) == 1
    assert db.session.scalars(select(Pending)).all() == [elsewhere]


def test_nobody_begins_at_a_closed_facility(told: Told) -> None:
    told.pampa.closed_on = ago(30)
    assert take_list([Listed(told.ana.id, told.pampa.id)], told.bea.id) == 0 and posting_of(told.ana.id) is None


def test_a_list_of_many_asks_as_often_as_one_of_few(told: Told) -> None:
    asked = []
    for count in (2, 40):
        some = [Listed(make.user("Otra", f"Persona {n}").id, told.manso.id) for n in range(count)]
        db.session.flush()
        with statements() as seen:
            take_list(some, told.bea.id)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def enrolled(app: Flask, client: Client, told: Told, **more: str) -> None:
    cohort = make.cohort(told.bea)
    path = f"/cohortes/{cohort.key}/personas/nueva"
    client.sign_in(told.bea).get(path)
    client.post(path, person(facility="P. S. Pampa Serena", **more))
    assert client.status == 303
    client.follow()


def test_enrolling_somebody_new_begins_her_posting(app: Flask, client: Client, told: Told) -> None:
    enrolled(app, client, told)
    found = db.session.scalars(select(Posting)).one()
    assert (found.facility_id, found.as_written) == (told.pampa.id, "")


def test_enrolling_somebody_known_shows_and_moves_nothing(app: Flask, client: Client, told: Told) -> None:
    told.posted(place=told.azul)
    enrolled(app, client, told, document=told.ana.document, given_names="Anita", surnames="Quispe")
    assert "Nevado" not in client.text
    found, waits = posting_of(told.ana.id), db.session.scalars(select(Pending)).one()
    assert found is not None and found.facility_id == told.azul.id
    assert (waits.facility_id, waits.as_written) == (told.pampa.id, "Anita Quispe")


def test_a_wrong_document_carries_where_she_works_to_the_right_person(told: Told, changed: list[list[int]]) -> None:
    wrong = make.newcomer()
    told.posted(wrong, told.pampa, until=ago(100), since=ago(300))
    told.posted(wrong, told.manso, since=ago(100))
    said(wrong, told.azul)
    carry(wrong.id, told.ana.id, "Ana Q.")
    hers = db.session.scalars(select(Posting).where(Posting.user_id == told.ana.id).order_by(Posting.since)).all()
    assert [(one.facility_id, one.as_written) for one in hers] == [(told.pampa.id, "Ana Q."), (told.manso.id, "Ana Q.")]
    assert db.session.scalars(select(Pending)).one().user_id == told.ana.id
    assert changed == [sorted([told.pampa.id, told.manso.id])]


def test_her_own_posting_stays_and_the_other_waits_for_her(told: Told) -> None:
    wrong = make.newcomer()
    mine = told.posted(place=told.azul)
    told.posted(wrong, told.manso, since=ago(10))
    carry(wrong.id, told.ana.id, "Ana Q.")
    assert db.session.scalars(select(Posting)).all() == [mine]
    waits = db.session.scalars(select(Pending)).one()
    assert (waits.user_id, waits.facility_id) == (told.ana.id, told.manso.id)


def test_the_same_facility_twice_is_once(told: Told) -> None:
    wrong = make.newcomer()
    mine = told.posted()
    posting(wrong, told.pampa, since=ago(1))
    said(wrong, told.manso)
    said(told.ana, told.manso)
    carry(wrong.id, told.ana.id, "Ana Q.")
    assert db.session.scalars(select(Posting)).all() == [mine] and db.session.query(Pending).count() == 1
