"""Hour and minutes of a half-day stay once a mark counts minutes of them."""

import pytest
from flask import Flask

from tests.attendance.story import MORNING, Day, Sending, mark
from tests.client import Client
from training.clock import frozen


@pytest.mark.parametrize(("state", "stays"), [("present", True), ("excused", False), ("absent", False)])
def test_the_agenda_stays_once_somebody_was_there(app: Flask, client: Client, state: str, stays: bool) -> None:
    with frozen(MORNING):
        day = Day()
        path = f"/cohortes/{day.cohort.key}/taller/agenda/{day.half_days[0].key}"
        client.sign_in(day.bea).get(day.at())
        there = Sending(day)
        there.send(client, mark(day.key(1), state))
        client.get(path)
        assert ("Ya hay asistencia anotada" in client.text) is stays
        assert ("Guardar la agenda" in client.text) is not stays
