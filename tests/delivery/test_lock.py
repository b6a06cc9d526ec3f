"""Once its agenda has begun, the plan of a half-day stays."""

from flask import Flask

from tests.client import Client
from tests.delivery.morning import at
from tests.delivery.story import Story, enter, press
from training.clock import frozen
from training.workshops.locks import why_it_stays


def test_hour_and_blocks_stay_once_the_agenda_has_begun(app: Flask, client: Client) -> None:
    story = Story()
    half_day, other = story.half_days[:2]
    path = f"/cohortes/{story.cohort.key}/taller/agenda/{half_day.key}"
    with frozen(at(7, 50)):
        client.sign_in(story.bea).get(path)
        assert "Guardar la agenda" in client.text
        page = client.page
    with frozen(at(8)):
        enter(client, story.bea).get(story.address())
        press(client, story.address(), "next", 0)
        client.get(path)
        assert "ya empezó" in client.text and "Guardar la agenda" not in client.text
        client.page = page  # she had opened it before
        client.submit(path, do="save", starts="08:30")
        assert client.status == 409 and "La agenda de esta jornada ya empezó" in client.text
        with app.test_request_context("/"):
            assert why_it_stays(story.cohort, other) == ""
    assert story.half_days[0].starts.hour == 8 and story.half_days[0].starts.minute == 0
