"""A make-up session takes no hour that another half-day of the workshop has."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.attendance.story import FIRST_DAY, MORNING, Day
from tests.client import Client
from training.clock import frozen
from training.db import db
from training.workshops.models import HalfDay

TODAY = FIRST_DAY.isoformat()  # half-days at 8:00 (240 minutes) and at 14:00 (210 minutes)


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    with frozen(MORNING):
        yield Day()


def press(client: Client, day: Day, starts: str, minutes: str, on: str = TODAY) -> int:
    client.get(day.grid)
    client.post(f"{day.grid}/recuperacion", {"on": on, "starts": starts, "minutes": minutes})
    return db.session.scalar(select(func.count(HalfDay.id)).where(HalfDay.kind == "make-up")) or 0


@pytest.mark.parametrize("starts, minutes", [("07:00", "61"), ("08:00", "60"), ("11:59", "30"), ("13:00", "61"), ("06:00", "480")])
def test_an_hour_that_is_taken_is_refused_beside_its_field(day: Day, client: Client, starts: str, minutes: str) -> None:
    client.sign_in(day.bea)
    assert press(client, day, starts, minutes) == 0
    assert client.status == 422 and "A esa hora ya está «Jornada" in client.text


@pytest.mark.parametrize("starts, minutes", [("07:00", "60"), ("12:00", "120"), ("17:30", "60")])
def test_right_before_and_right_after_there_is_room(day: Day, client: Client, starts: str, minutes: str) -> None:
    client.sign_in(day.bea)
    assert press(client, day, starts, minutes) == 1


def test_two_make_ups_do_not_overlap_either(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    assert press(client, day, "09:00", "60", "2026-12-18") == 1
    assert press(client, day, "09:30", "60", "2026-12-18") == 1
    assert "A esa hora ya está «Recuperación" in client.text
    assert press(client, day, "10:00", "60", "2026-12-18") == 2
