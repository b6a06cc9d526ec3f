"""What other pages show: a facility's, a person's, one line at home."""

from datetime import datetime, timedelta

import pytest
from flask import Flask, render_template_string
from flask_login import login_user

from tests import make
from tests.client import Client
from tests.staffing.story import Told, ago, said
from tests.statements import statements
from training import clock
from training.clock import LIMA, now
from training.db import db
from training.staffing.models import Posting
from training.staffing.panels import MOST, facility_panel
from training.staffing.queries import posting_of

ASKED = ("¿Sigue trabajando en", "¿En qué establecimiento trabaja", "¿Trabaja usted ahora en")


def drawn(app: Flask, told: Told) -> str:
    with app.test_request_context("/"):
        login_user(told.bea)
        return str(facility_panel(told.pampa))


def test_a_facility_s_page_names_who_is_there_who_was_and_who_waits(app: Flask, told: Told) -> None:
    told.posted()
    told.posted(make.user("Nora", "Antes"), until=ago(20))
    said(make.user("Eva", "Luz"), told.pampa)
    text = drawn(app, told)
    assert "Ana Quispe Rojas" in text and "1 persona trabajó aquí antes" in text and "1 por confirmar" in text


def test_a_large_facility_names_a_dozen_and_asks_no_more(app: Flask, told: Told) -> None:
    asked = []
    for count in (1, 30):
        for number in range(count):
            told.posted(make.user("Otra", f"Persona {count} {number}"))
        db.session.commit()
        with statements() as seen:
            text = drawn(app, told)
        asked.append(len(seen))
    assert asked[0] == asked[1] and f"Y {31 - MOST} más" in text


def test_who_administers_sees_it_on_her_page(client: Client, told: Told) -> None:
    told.posted()
    client.sign_in(told.dina).get(f"/personas/{told.ana.key}")
    assert "Dónde trabaja" in client.text and "P. S. Pampa Serena" in client.text


@pytest.fixture
def home(client: Client, told: Told) -> Client:
    """Ana, at home, in a cohort."""
    make.member(make.cohort(told.bea), told.ana)
    return client.sign_in(told.ana)


def asked(home: Client) -> str:
    home.get("/")
    return next((sentence for sentence in ASKED if sentence in home.text), "")


def old(found: Posting, days: int) -> None:
    found.at = now() - timedelta(days=days)


def test_home_asks_who_is_known_nowhere(home: Client) -> None:
    assert asked(home) == ASKED[1]


def test_home_is_silent_while_it_was_said_within_a_year(home: Client, told: Told) -> None:
    found = told.posted()
    assert asked(home) == ""
    old(found, 400)
    found.confirmed_on = ago(300)
    assert asked(home) == ""


def test_home_asks_once_a_year_and_one_tap_answers(home: Client, told: Told) -> None:
    old(told.posted(since=ago(900)), 400)
    assert asked(home) == ASKED[0]
    home.submit("/mi-establecimiento/sigo")
    assert home.status == 303 and home.response is not None and home.response.headers["Location"] == "/"
    assert asked(home) == ""


def test_home_asks_when_the_contract_has_ended_since(home: Client, told: Told) -> None:
    found = told.posted(contract="cas", contract_ends_on=ago(5))
    assert asked(home) == ""  # she said it after that day
    old(found, 100)
    assert asked(home) == ASKED[0]


def test_home_tells_what_a_list_says(home: Client, told: Told) -> None:
    told.posted()
    said(told.ana, told.manso)
    assert asked(home) == ASKED[2]


def test_the_line_is_drawn_for_whoever_is_signed_in(app: Flask, told: Told) -> None:
    with clock.frozen(datetime(2026, 11, 23, 10, tzinfo=LIMA)), app.test_request_context("/"):
        login_user(told.ana)
        assert ASKED[1] in render_template_string("{{ workplace_line() }}")
    assert posting_of(told.ana.id) is None
