"""A walk-in written down with a wrong document turns out to be known: one person, one row, nothing lost, nothing shown."""

import pytest
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.cohorts.test_views_people import person
from tests.staffing.story import posting
from training.accounts.models import AccessCode, User
from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.coverage.models import FacilityStanding
from training.db import db
from training.places.fictional import add_fictional
from training.progress import qualifications
from training.progress.actions import mark_read
from training.progress.models import Qualification
from training.staffing.models import Pending, Posting


@pytest.fixture
def bea(client: Client) -> User:
    made = make.bea()
    client.sign_in(made)
    return made


@pytest.fixture
def cohort(bea: User) -> Cohort:
    return make.cohort(bea)


@pytest.fixture
def walk_in(client: Client, cohort: Cohort) -> Membership:
    client.post(f"/cohortes/{cohort.key}/personas/nueva", person())
    return db.session.scalars(select(Membership).where(Membership.cohort_id == cohort.id)).one()


def correct(client: Client, cohort: Cohort, member: Membership, document: str) -> None:
    path = f"/cohortes/{cohort.key}/personas/{member.key}/documento"
    client.get(path)
    client.post(path, {"document_type": "dni", "document": document})


def test_a_document_of_nobody_is_just_corrected(client: Client, cohort: Cohort, walk_in: Membership) -> None:
    client.get(f"/cohortes/{cohort.key}/personas/{walk_in.key}")
    assert f"{walk_in.key}/documento" in client.text
    correct(client, cohort, walk_in, "99000202")
    client.follow()
    assert "Documento corregido: Illari Quispe, fila 1" in client.text and walk_in.user.document == "99000202"
    correct(client, cohort, walk_in, "99000202")  # again changes nothing
    assert client.status == 303


@pytest.mark.parametrize("document", ["", "9900", "abc", "\0"])
def test_what_is_no_document_is_said_beside_the_field(
        client: Client, cohort: Cohort, walk_in: Membership, document: str) -> None:
    correct(client, cohort, walk_in, document)
    assert client.status == 422 and walk_in.user.document == "99000101"


def test_somebody_known_gets_the_row_with_its_marks_and_confirms_it_herself(
        client: Client, cohort: Cohort, walk_in: Membership) -> None:
    known = make.user("Secreta", "Guardada", document="99000202", profession="Psiquiatra")
    mark_read(walk_in.id, "a1")
    client.post(f"/cohortes/{cohort.key}/fichas")
    correct(client, cohort, walk_in, "99000202")
    client.follow()
    assert walk_in.user_id == known.id and walk_in.confirmed_at is None and walk_in.number == 1
    assert "Secreta" not in client.text and "Psiquiatra" not in client.text and "Illari Quispe" in client.text
    assert db.session.scalar(select(User).where(User.document == "99000101")) is None  # the wrong number is free again
    assert db.session.scalars(select(AccessCode)).all() == []
    assert known.full_name == "Secreta Guardada"


def listed(cohort: Cohort) -> Membership:
    return make.member(cohort, make.user("Illari", "Quispe", document="99000202"), profession="", facility="")


def test_a_second_row_without_marks_goes_into_the_first(client: Client, cohort: Cohort, walk_in: Membership) -> None:
    first = listed(cohort)
    correct(client, cohort, walk_in, "99000202")
    assert walk_in.removed_at is not None and first.removed_at is None and first.confirmed_at is not None
    assert (first.profession, first.number) == ("Obstetra", 2)
    assert walk_in.user.disabled_at is not None and walk_in.user.document != "99000101"


def test_the_row_with_the_marks_stays_when_the_other_has_none(client: Client, cohort: Cohort, walk_in: Membership) -> None:
    first = listed(cohort)
    confirmed_at, owner, number = first.confirmed_at, first.user_id, walk_in.number
    mark_read(walk_in.id, "a1")
    correct(client, cohort, walk_in, "99000202")
    kept = db.session.scalars(select(Membership)).all()
    assert [(one.id, one.user_id, one.number, one.confirmed_at) for one in kept] == [
        (walk_in.id, owner, number, confirmed_at)]


def test_two_rows_with_marks_are_left_to_whoever_knows(client: Client, cohort: Cohort, walk_in: Membership) -> None:
    first = listed(cohort)
    for one in (first, walk_in):
        mark_read(one.id, "a1")
    correct(client, cohort, walk_in, "99000202")
    assert client.status == 409 and "Las dos filas, la 2 y la 1" in client.text
    assert walk_in.user.document == "99000101" and first.removed_at is None


def test_who_was_taken_out_comes_back_by_her_right_document(client: Client, cohort: Cohort, walk_in: Membership) -> None:
    first = listed(cohort)
    first.removed_at = first.added_at
    correct(client, cohort, walk_in, "99000202")
    assert first.removed_at is None and walk_in.removed_at is not None


@pytest.mark.parametrize("who", ["used", "confirmed", "of another"])
def test_only_the_unused_account_of_ones_own_walk_in_is_corrected(
        client: Client, cohort: Cohort, bea: User, who: str) -> None:
    made_by = make.caro().id if who == "of another" else bea.id
    user = (make.user if who == "used" else make.newcomer)("Eva", "Luz", created_by_id=made_by)
    member = make.member(cohort, user, confirmed=who == "confirmed")
    correct(client, cohort, member, "99000202")
    assert client.status == 403 and user.document != "99000202"
    client.get(f"/cohortes/{cohort.key}/personas/{member.key}")
    assert "/documento" not in client.text


def test_a_namesake_is_asked_about_before_a_second_row_is_made(client: Client, cohort: Cohort, walk_in: Membership) -> None:
    path = f"/cohortes/{cohort.key}/personas/nueva"
    client.post(path, person(document="99000303", surnames="QUISPE"))
    assert client.status == 422 and "Ya hay alguien con ese nombre" in client.text and "terminado en 101" in client.text
    client.submit(path, another="y", document_type="dni")
    assert client.status == 303 and len(db.session.scalars(select(Membership)).all()) == 2


def test_where_the_walk_in_works_becomes_the_known_person_s_and_moves_her_nowhere(
        client: Client, cohort: Cohort, walk_in: Membership) -> None:
    known = make.user("Secreta", "Guardada", document="99000202")
    first, second = add_fictional()[:2]
    posting(walk_in.user, first, since=today())
    correct(client, cohort, walk_in, "99000202")
    hers = db.session.scalars(select(Posting)).one()
    assert (hers.user_id, hers.facility_id, hers.as_written) == (known.id, first.id, "Illari Quispe")
    assert db.session.scalar(select(User).where(User.document == "99000101")) is None
    client.post(f"/cohortes/{cohort.key}/personas/nueva", person(document="99000303", given_names="Sisa", facility=""))
    other = db.session.scalars(select(Membership).order_by(Membership.id.desc()).limit(1)).one()
    posting(other.user, second, since=today())
    third = make.user("Otra", "Guardada", document="99000404")
    mine = posting(third, first)
    correct(client, cohort, other, "99000404")
    assert client.status == 303 and mine.until is None
    waits = db.session.scalars(select(Pending)).one()
    assert (waits.user_id, waits.facility_id) == (third.id, second.id)


def test_what_the_walk_in_was_certified_for_becomes_the_known_person_s(
        client: Client, cohort: Cohort, walk_in: Membership) -> None:
    known = make.user("Secreta", "Guardada", document="99000202")
    place = add_fictional()[0]
    posting(known, place)
    qualifications.award([walk_in.id])
    correct(client, cohort, walk_in, "99000202")
    db.session.expire_all()
    assert client.status == 303 and db.session.get_one(Qualification, walk_in.id).user_id == known.id
    assert db.session.get_one(FacilityStanding, place.id).trained == 1
    assert db.session.scalar(select(User).where(User.document == "99000101")) is None
