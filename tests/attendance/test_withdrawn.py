"""A wrong photo of a signed sheet is taken back, not removed: it stays with who did it and why."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.story import MORNING, Day, kept_photo, picture
from tests.attendance.test_photo import give
from tests.client import Client
from training.attendance.models import SheetPhoto
from training.audit.models import AuditEntry
from training.clock import frozen, now
from training.db import db

WHY = "Era la hoja de otro grupo"


@pytest.fixture
def day(app: Flask) -> Iterator[Day]:
    with frozen(MORNING):
        found = Day()
        kept_photo(found.half_days[0], found.bea.id)
        db.session.commit()
        yield found


def photo() -> SheetPhoto:
    db.session.expire_all()
    return db.session.scalars(select(SheetPhoto).order_by(SheetPhoto.id)).first() or SheetPhoto()


def withdraw(client: Client, day: Day, why: str = WHY) -> None:
    client.get(day.at())
    client.post(day.at(1, f"/foto/{photo().key}/retirar"), {"why": why})


def test_it_stays_with_who_and_why(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    withdraw(client, day)
    assert client.status == 303
    client.follow()
    assert "Una foto retirada" in client.text and WHY in client.text and day.bea.full_name in client.text
    assert (photo().withdrawn_by_id, photo().why, photo().withdrawn_at) == (day.bea.id, WHY, now())
    client.get(day.at(1, f"/foto/{photo().key}"))
    assert client.status == 200, "evidence is never thrown away"
    assert db.session.scalar(select(AuditEntry.detail).where(AuditEntry.act == "withdraw photo")) == f"1: {WHY}"


def test_it_counts_no_longer_and_the_right_one_has_room(day: Day, client: Client) -> None:
    for width in range(500, 507):
        db.session.add(SheetPhoto(half_day_id=day.half_days[0].id, sha256=f"{width:064}", size=1, by_id=day.bea.id, at=now()))
    db.session.commit()
    client.sign_in(day.bea)
    give(client, day, picture(size=(600, 700)))
    assert client.status == 409
    withdraw(client, day)
    give(client, day, picture(size=(600, 700)))
    assert client.status == 303


def test_the_same_file_may_come_again_after_it_was_withdrawn(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    withdraw(client, day)
    give(client, day, picture())
    assert client.status == 303 and len(db.session.scalars(select(SheetPhoto)).all()) == 2


@pytest.mark.parametrize("why", ["", "   ", "mal", "x" * 201])
def test_a_reason_is_needed(day: Day, client: Client, why: str) -> None:
    client.sign_in(day.bea)
    withdraw(client, day, why)
    assert client.status == 422 and 'aria-invalid="true"' in client.text and photo().withdrawn_at is None


def test_twice_is_once_and_the_first_reason_stays(day: Day, client: Client) -> None:
    client.sign_in(day.bea)
    withdraw(client, day)
    withdraw(client, day, "Otro motivo cualquiera")
    assert client.status == 303 and photo().why == WHY


def test_in_a_closed_cohort_nothing_is_withdrawn(day: Day, client: Client) -> None:
    client.sign_in(day.bea).get(day.at())
    address = day.at(1, f"/foto/{photo().key}/retirar")
    day.cohort.closed_at = now()
    db.session.commit()
    client.post(address, {"why": WHY})
    assert client.status == 409 and photo().withdrawn_at is None
