"""What the agenda says on the workshop's page and in its report."""

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.delivery.morning import at
from tests.delivery.story import Story, enter, press
from training.clock import frozen
from training.delivery.panels import report_section, workshop_panel


@pytest.fixture
def story(app: Flask) -> Story:
    return Story()


def panel(app: Flask, story: Story) -> str:
    with app.test_request_context("/"):
        return str(workshop_panel(story.cohort))


def test_the_panel_says_what_is_on_and_links_there(app: Flask, client: Client, story: Story) -> None:
    with frozen(at(7, days=-1)):
        assert "Empieza el martes 15 de diciembre a las 8:00" in panel(app, story)
    with frozen(at(8, 10)):
        client.sign_in(story.bea).get(story.address())
        press(client, story.address(), "next", 0)
        said = panel(app, story)
    assert "Ahora: Prueba de entrada. Va 10 min tarde." in said
    assert story.address() in said
    with frozen(at(8, days=9)):
        assert "Anotar lo que se dictó" in panel(app, story)


def test_the_report_names_what_was_cut_left_and_by_whom(app: Flask, client: Client, story: Story) -> None:
    path = story.address()
    with frozen(at(8, 12)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
        press(client, path, "cut", 1, block=story.block(4))
    with frozen(at(8, 42)):
        enter(client, story.bea)
        press(client, path, "finish", 2)
        with app.test_request_context("/"):
            said = str(report_section(story.cohort))
    assert "1 de 11 bloques dictados, 1 de los 9 esenciales; 30 de 855 minutos." in said
    assert "«Plenaria» (45 min), con 12 min de retraso" in said
    assert "«Escuchar» (esencial)" in said
    assert "Bea Huamán Ríos" in said


def test_a_cohort_without_workshop_has_neither(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    assert workshop_panel(cohort) == report_section(cohort) == ""
