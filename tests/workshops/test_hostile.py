"""What nobody should send to the pages that open and move a workshop, and two who press at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from training.clock import at_lima, today
from training.cohorts.models import Cohort
from training.db import db
from training.workshops.queries import half_days, workshop_of

DAY = today() + timedelta(days=20)


@pytest.mark.parametrize("authority", ["²", "٣", "9" * 25, "9" * 5000, "-1", "\0", "", "0"])
def test_a_health_authority_that_is_no_number_is_refused_beside_its_field(app: Flask, client: Client, authority: str) -> None:
    make.published(make.with_workshop())
    client.sign_in(make.dina())
    client.get("/talleres/nuevo")
    client.post("/talleres/nuevo", {"course": "a", "place": "Casa Clara", "first_day": DAY.isoformat(),
                                    "authority": authority, "trainers": ["9" * 25, "²", "1"]})
    assert client.status == 422
    assert db.session.query(Cohort).count() == 0


@pytest.mark.parametrize("earlier", ["%00", "a%00b", "%F0%9F%92%A5", "9" * 400])
def test_copying_a_workshop_that_cannot_be_is_not_found(app: Flask, client: Client, earlier: str) -> None:
    make.published(make.with_workshop())
    client.sign_in(make.bea())
    client.get(f"/talleres/nuevo?de={earlier}")
    assert client.status == 404


def test_four_who_move_the_dates_at_once_move_them_once(app: Flask, new_client: Callable[[], Client]) -> None:
    bea = make.bea()
    cohort = make.workshop(bea, first_day=DAY)
    browsers = [new_client().sign_in(bea) for _ in range(4)]
    address, first = f"/cohortes/{cohort.key}/taller/fechas", DAY + timedelta(days=7)
    for browser in browsers:
        browser.get(address)
    db.session.commit()
    at_once([lambda b=browser: b.post(address, {"first_day": first.isoformat()}) for browser in browsers])  # type: ignore[misc]  # a default keeps each its own
    assert [browser.status for browser in browsers] == [303] * 4
    db.session.expire_all()
    assert (cohort.starts_on, cohort.ends_on) == (first, first + timedelta(days=1))
    assert [one.on - first for one in half_days(cohort)] == [timedelta(days=n) for n in (0, 0, 1, 1)]
    found = workshop_of(cohort)
    assert found is not None and found.entry_opens_at == at_lima(first, half_days(cohort)[0].starts) - timedelta(minutes=30)


def test_the_windows_of_a_copy_follow_the_hours_that_it_copied(app: Flask, client: Client) -> None:
    bea = make.bea()
    earlier = make.workshop(bea, first_day=DAY)
    first = half_days(earlier)[0]
    first.starts = first.starts.replace(hour=10)
    db.session.commit()
    client.sign_in(bea)
    client.get(f"/talleres/nuevo?de={earlier.key}")
    client.post(f"/talleres/nuevo?de={earlier.key}", {"course": "a", "place": "Casa Clara", "first_day": DAY.isoformat(),
                                                      "trainers": [str(bea.id)]})
    assert client.status == 303, client.text
    copy = db.session.scalars(select(Cohort).order_by(Cohort.id.desc())).first()
    assert copy is not None
    found = workshop_of(copy)
    assert found is not None
    begins = at_lima(DAY, first.starts)
    assert (found.entry_opens_at, found.entry_closes_at) == (begins - timedelta(minutes=30), begins + timedelta(minutes=240))
