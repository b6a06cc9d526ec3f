"""Nobody writes her own attendance: whoever takes part and helps to run the workshop is marked by somebody else."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from tests import make
from tests.attendance.story import MORNING, Day, mark, roll, send
from tests.client import Client
from training.attendance.models import Mark
from training.attendance.queries import people
from training.clock import frozen
from training.db import db

ANOTHER = "su asistencia la anota otra persona que facilita"


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    """Luz facilitates and has taken a place on the list too, the fourth."""
    with frozen(MORNING):
        found = Day()
        make.member(found.cohort, found.luz)
        db.session.commit()
        found.people = people(found.cohort)
        yield found


def standing(day: Day) -> dict[int, str]:
    number = {one.id: one.number or 0 for one in day.people}
    return {number[one.membership_id]: one.state for one in db.session.scalars(select(Mark))}


def test_her_own_line_is_not_kept_and_the_others_are(day: Day, client: Client) -> None:
    client.sign_in(day.luz)
    roll(client, day, absent=(2, 4))
    client.follow()
    assert ANOTHER in client.text and standing(day) == {2: "absent"}


def test_the_same_from_an_open_page(day: Day, client: Client) -> None:
    client.sign_in(day.luz).get(day.at())
    told = send(client, day, mark(day.key(4)), mark(day.key(1), key="key-00002"))
    assert [one["outcome"] for one in told["answers"]] == ["refused", "applied"] and ANOTHER in told["answers"][0]["sentence"]
    assert standing(day) == {1: "absent"}


def test_she_does_not_close_herself_in(day: Day, client: Client) -> None:
    client.sign_in(day.luz)
    roll(client, day, then="/cerrar")
    assert client.status == 409 and "nadie anotó su asistencia" in client.text and standing(day) == {}


def test_once_another_has_marked_her_she_may_close(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, absent=(4,))
    client.sign_in(day.luz)
    roll(client, day, absent=(4,), then="/cerrar")
    assert client.status == 303 and standing(day) == {1: "present", 2: "present", 3: "present", 4: "absent"}


def test_another_closes_as_always(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    roll(client, day, then="/cerrar")
    assert client.status == 303 and set(standing(day).values()) == {"present"}


def test_of_two_marks_of_her_another_decides(day: Day, client: Client) -> None:
    client.sign_in(day.bea).get(day.at())
    send(client, day, mark(day.key(4)))
    caro = make.user("Caro", "Salas Luna", authority_id=day.bea.authority_id)
    db.session.commit()
    client.sign_in(caro).get(day.at())
    send(client, day, mark(day.key(4), "excused", key="key-00009"))
    client.sign_in(day.luz).get(day.at())
    assert "Una marca no se aplicó" in client.text
    client.submit(day.at(1, "/decidir"), do="put")
    assert client.status == 409 and "la decide otra persona" in client.text and standing(day) == {4: "absent"}
