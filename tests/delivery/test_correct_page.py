"""Correcting a block: an hour, who gave it, that it was not given; what cannot be true stands beside its field."""

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.delivery.morning import at
from tests.delivery.story import Story, enter, press
from training.clock import frozen


@pytest.fixture
def story(app: Flask) -> Story:
    return Story()


@pytest.fixture
def browser(client: Client, story: Story) -> Client:
    """Bea, at 9:00, while the second block is on."""
    path = story.address()
    with frozen(at(8)):
        client.sign_in(story.bea).get(path)
        press(client, path, "next", 0)
    with frozen(at(8, 40)):
        enter(client, story.bea)
        press(client, path, "next", 1)
    with frozen(at(9)):
        return enter(client, story.bea)


def correct(browser: Client, story: Story, position: int, **fields: object) -> None:
    path = f"{story.address()}/{story.block(position)}"
    browser.get(path)
    assert browser.status == 200
    browser.submit(path, **({"given": "yes", "day": "2026-12-15", "giver": str(story.bea.id)} | fields))


def test_an_hour_is_corrected_with_its_neighbour(browser: Client, story: Story) -> None:
    with frozen(at(9)):
        correct(browser, story, 1, began="08:00", ended="08:30")
        assert browser.status == 303
        browser.follow()
        assert "Anotado: Bea Huamán Ríos corrigió «Prueba de entrada» a las 9:00." in browser.text
        found = story.stands(at(9))
        assert found.running is not None and found.running.starts == at(8, 30)
        assert found.given[0].minutes == 30


def test_the_page_shows_what_is_noted(browser: Client, story: Story) -> None:
    with frozen(at(9)):
        browser.get(f"{story.address()}/{story.block(1)}")
        assert 'value="08:00"' in browser.text and 'value="08:40"' in browser.text
        assert "Previsto: de 8:00 a 8:30, 30 min." in browser.text
        browser.get(f"{story.address()}/{story.block(2)}")
        assert "deje vacía la hora en que terminó" in browser.text


@pytest.mark.parametrize(("fields", "said"), [
    ({"began": "08:30", "ended": "08:00"}, "Termina antes de empezar"),
    ({"began": "08:00", "ended": "09:30"}, "todavía no llega"),
    ({"began": "08:00", "ended": ""}, "Falta a qué hora terminó"),
    ({"began": "", "ended": "08:30"}, "Falta a qué hora empezó"),
    ({"began": "8 y media", "ended": "08:30"}, "Escriba la hora como 10:37"),
    ({"began": "08:00", "ended": "08:30", "day": "1999-01-01"}, ""),
    ({"began": "08:00", "ended": "08:30", "giver": "0"}, ""),
    ({"began": "08:00", "ended": "08:30", "given": "perhaps"}, ""),
    ({"began": "08:00", "ended": "08:30", "base": "x"}, ""),
])
def test_what_cannot_be_true_changes_nothing(browser: Client, story: Story, fields: dict[str, str], said: str) -> None:
    with frozen(at(9)):
        correct(browser, story, 1, **fields)
        assert browser.status == 422 and said in browser.text
        assert story.stands(at(9)).revision == 2


def test_an_hour_at_which_another_block_was_on_names_it(browser: Client, story: Story) -> None:
    with frozen(at(9)):
        correct(browser, story, 4, began="08:10", ended="08:20")
        assert browser.status == 422 and "A esa hora se daba «Prueba de entrada»" in browser.text


def test_a_guest_or_nobody_gave_it(browser: Client, story: Story) -> None:
    with frozen(at(9)):
        correct(browser, story, 1, began="08:00", ended="08:40", giver="guest")
        browser.follow()
        assert "Dictado por una persona invitada" in browser.text
        correct(browser, story, 1, given="no", began="", ended="")
        assert browser.status == 303
        assert story.stands(at(9)).pending[0].planned_starts == at(8)


def test_a_block_that_was_missing_is_given_the_next_day(browser: Client, story: Story) -> None:
    with frozen(at(11, 30)):
        enter(browser, story.bea)
        press(browser, story.address(), "finish", 2)
    with frozen(at(10, days=1)):
        enter(browser, story.bea)
        correct(browser, story, 4, day="2026-12-16", began="08:00", ended="08:40")
        browser.follow()
        assert "3 de 3 bloques" in browser.text and "Terminó a las 11:30" in browser.text


def test_two_corrections_at_once_are_one_and_the_other_is_told(browser: Client, new_client: type[Client], story: Story) -> None:
    path = f"{story.address()}/{story.block(1)}"
    with frozen(at(9)):
        luz = new_client().sign_in(story.luz)
        luz.get(path)
        correct(browser, story, 1, began="08:00", ended="08:30")
        luz.submit(path, given="yes", day="2026-12-15", giver=str(story.luz.id), began="08:05", ended="08:35")
        luz.follow()
        assert "Mientras tanto, Bea Huamán Ríos corrigió «Prueba de entrada»" in luz.text
        assert story.stands(at(9)).given[0].starts == at(8)


def test_a_strange_block_and_a_closed_cohort(browser: Client, story: Story) -> None:
    with frozen(at(9)):
        browser.get(f"{story.address()}/{story.block(1, 1)}")
        assert browser.status == 404
        other = make.workshop(story.bea, name="Otro")
        browser.get(story.address().replace(story.cohort.key, other.key))
        assert browser.status == 404
        story.cohort.closed_at = at(8)
        correct(browser, story, 1, began="08:00", ended="08:30")
        assert browser.status == 409 and "cerrada" in browser.text
