"""Two phones at the same moment: one sheet for a double tap, one decision for two observers."""

from collections.abc import Callable

from flask import Flask

from tests import make
from tests.client import Client
from tests.cohorts.test_races import at_once
from tests.practice import story
from tests.practice.story import MISSED, WELL, begin, person_page, reached, sheets
from training.db import db

Browsers = Callable[[], Client]


def test_a_double_tap_begins_one_sheet(app: Flask, new_client: Browsers) -> None:
    bea = make.bea()
    cohort = story.workshop(bea, people=1)
    page = person_page(cohort, story.members(cohort)[0])
    phones = [new_client().sign_in(bea) for _ in range(4)]
    for phone in phones:
        phone.get(page)
    db.session.commit()
    at_once([lambda phone=phone: phone.post(page, {"number": "1"}) for phone in phones])  # type: ignore[misc]  # a default keeps each its own
    assert [phone.status for phone in phones] == [303] * 4
    assert len(sheets()) == 1


def test_two_observers_who_finish_together_decide_together(app: Flask, new_client: Browsers) -> None:
    bea, luz = make.bea(), story.luz()
    cohort = story.workshop(bea, people=1)
    member = story.members(cohort)[0]
    phones = [new_client().sign_in(observer) for observer in (bea, luz)]
    pages = [begin(phone, cohort, member) for phone in phones]
    db.session.commit()
    at_once([lambda p=phone, a=page: p.post(a, WELL) for phone, page in zip(phones, pages, strict=True)])  # type: ignore[misc]  # the same
    assert [phone.status for phone in phones] == [303, 303]
    assert len(reached()) == 1


def test_the_same_sheet_from_two_tabs_is_finished_once(app: Flask, new_client: Browsers) -> None:
    bea = make.bea()
    cohort = story.workshop(bea, people=1)
    tabs = [new_client().sign_in(bea) for _ in range(2)]
    page = begin(tabs[0], cohort, story.members(cohort)[0])
    tabs[1].get(page)
    db.session.commit()
    at_once([lambda tab=tab, marks=marks: tab.post(page, marks) for tab, marks in zip(tabs, (WELL, MISSED), strict=True)])  # type: ignore[misc]  # the same
    assert sorted(tab.status for tab in tabs) == [303, 409]
    assert len(sheets()) == 1
