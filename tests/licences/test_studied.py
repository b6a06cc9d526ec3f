"""A renewal may ask for a test taken again: whoever passed it as a participant, in the period, has it. No step asks for it today."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from flask import Flask

from modules.ladder import TEST, Ladder, Requirement
from tests import make
from tests.licences import story
from tests.statements import statements
from training.accounts.models import User
from training.clock import now, today
from training.db import db
from training.house import house
from training.licences.queries import climbing, facts_of
from training.manuals.models import ManualVersion
from training.progress.requirements import EXIT_TEST, Stand, Standing
from training.progress.requirements import Requirement as Asked

AGAIN = Requirement("prueba", TEST, "Prueba de actualización", "Update test", "Tómela otra vez.", "Take it again.", course="a")


def asking() -> Ladder:
    """The ladder with an update test in the renewal of a regional licence."""
    ladder = make.ladder()
    return msgspec.structs.replace(ladder, steps=tuple(
        msgspec.structs.replace(one, renewal=(AGAIN,)) if one.id == "regional" else one for one in ladder.steps))


@pytest.fixture
def passed(app: Flask) -> Iterator[set[int]]:
    """The memberships that passed the exit test."""
    found: set[int] = set()
    house(app).requirements.append(lambda _cohort, _members: Asked(
        EXIT_TEST, "Prueba de salida", "80 %", frozenset(), {one: Standing(Stand.DONE, "", now()) for one in found}))
    yield found
    house(app).requirements.pop()


def test_the_exit_test_passed_again_renews(version: ManualVersion, luz: User, bea: User, passed: set[int]) -> None:
    make.licensed(luz, "regional", at=story.noon(today() - timedelta(days=300)))
    cohort = story.cohort([bea], version, ended=5)
    member = make.member(cohort, luz)
    db.session.commit()
    place = climbing(asking(), [luz.id])[luz.id].place("regional")
    assert place and not place.is_met
    passed.add(member.id)
    place = climbing(asking(), [luz.id])[luz.id].place("regional")
    assert place and place.is_met and place.renewal[0].proofs[0].where == cohort.name


def test_what_no_step_asks_for_is_not_read(version: ManualVersion, luz: User, bea: User) -> None:
    make.member(story.cohort([bea], version), luz)
    db.session.commit()
    with statements() as plain:
        facts_of(make.ladder(), [luz.id])
    with statements() as more:
        facts_of(asking(), [luz.id])
    assert len(more) > len(plain)
