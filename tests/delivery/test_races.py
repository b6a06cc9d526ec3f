"""Presses at the same moment: one step, and everybody gets an answer."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.delivery.morning import at
from tests.delivery.story import Story, press
from training.clock import frozen
from training.db import db
from training.delivery.models import AgendaStep


def test_four_who_press_next_at_once_take_one_step(app: Flask, new_client: Callable[[], Client]) -> None:
    story = Story()
    path = story.address()
    with frozen(at(8)):
        browsers = [new_client().sign_in(who) for who in (story.bea, story.luz, story.bea, story.luz)]
        for browser in browsers:
            browser.get(path)
        db.session.commit()
        at_once([lambda b=browser, n=number: press(b, path, "next", 0, sent_key=f"at-once-{n}")
                 for number, browser in enumerate(browsers)])
        assert [browser.status for browser in browsers] == [303] * 4
        assert list(db.session.scalars(select(AgendaStep.number))) == [1]


def test_a_press_that_arrives_four_times_at_once_is_one(app: Flask, new_client: Callable[[], Client]) -> None:
    story = Story()
    path = story.address()
    with frozen(at(8)):
        browsers = [new_client().sign_in(story.bea) for _ in range(4)]
        for browser in browsers:
            browser.get(path)
        db.session.commit()
        at_once([lambda b=browser: press(b, path, "next", 0) for browser in browsers])
        assert [browser.status for browser in browsers] == [303] * 4
        assert list(db.session.scalars(select(AgendaStep.number))) == [1]
