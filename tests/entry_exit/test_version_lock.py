"""A workshop whose tests have begun does not move to a version with other tests."""

from datetime import timedelta

import msgspec
import pytest
from flask import Flask

from tests import make
from tests.entry_exit.story import with_tests
from training.clock import frozen, now, today
from training.cohorts.models import Cohort
from training.db import db
from training.editions.actions import move
from training.errors import Refused
from training.manuals.models import ManualVersion


def newer(*, other_tests: bool) -> ManualVersion:
    edition = msgspec.structs.replace(with_tests(make.with_workshop()), version="2.0")
    if other_tests:
        tests = tuple(msgspec.structs.replace(one, bank=one.bank + "\n\n// otra edición\n") for one in edition.tests)
        edition = msgspec.structs.replace(edition, tests=tests)
    return make.published(edition)


def held(days_ahead: int = 0) -> Cohort:
    return make.workshop(make.bea(), make.published(with_tests(make.with_workshop())), people=1,
                         first_day=today() + timedelta(days=days_ahead))


def test_other_questions_wait_until_the_workshop_is_closed(app: Flask) -> None:
    cohort = held()
    before, version = cohort.manual_digest, newer(other_tests=True)
    with frozen(now() + timedelta(days=1)), pytest.raises(Refused, match="quédese con la actual"):
        move(cohort, version.digest, make.dina())
    assert cohort.manual_digest == before


def test_the_same_questions_hold_nobody_back(app: Flask) -> None:
    cohort, version = held(), newer(other_tests=False)
    with frozen(now() + timedelta(days=1)):
        move(cohort, version.digest, make.dina())
    assert cohort.manual_digest == version.digest


def test_before_the_tests_open_it_may_move(app: Flask) -> None:
    cohort, version = held(days_ahead=9), newer(other_tests=True)
    move(cohort, version.digest, make.dina())
    db.session.flush()
    assert cohort.manual_digest == version.digest
