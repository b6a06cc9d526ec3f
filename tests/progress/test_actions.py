"""Facts and standings, on both databases."""

from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.exc import DatabaseError

from tests import make
from training.clock import now
from training.db import db
from training.progress import actions
from training.progress.models import Achievement, Standing
from training.progress.queries import completion, facts_of


@pytest.fixture
def member(app: Flask) -> int:
    return make.member(make.cohort(make.bea()), make.ana()).id


def test_an_achievement_counts_once(member: int) -> None:
    assert actions.achieve(member, "a1", "read") is True
    assert actions.achieve(member, "a1", "read") is False
    assert len(db.session.scalars(select(Achievement)).all()) == 1


def test_the_best_score_counts_and_a_pass_is_never_lost(member: int) -> None:
    for share, passed in ((Fraction(1, 2), False), (Fraction(9, 10), True), (Fraction(3, 10), False)):
        actions.record_score(member, "a1", share, passed, now())
    facts = facts_of(member)["a1"]
    assert (facts.attempts, facts.best_score, facts.last_score) == (3, 0.9, 0.3)
    assert facts.passed_at is not None


def test_reading_twice_keeps_the_first_time(member: int) -> None:
    actions.mark_read(member, "a1")
    first = facts_of(member)["a1"].read_at
    actions.mark_read(member, "a1")
    assert facts_of(member)["a1"].read_at == first


def test_standings_agree_with_achievements(member: int) -> None:
    actions.mark_read(member, "a1")
    actions.record_score(member, "a1", Fraction(1), True, now())
    kinds = set(db.session.scalars(select(Achievement.kind)))
    standing = db.session.scalars(select(Standing)).one()
    assert kinds == {"read", "quiz"}
    assert standing.read_at is not None
    assert standing.passed_at is not None


def test_completion_says_who_lacks_what(app: Flask) -> None:
    cohort = make.cohort(make.bea())
    ready = make.member(cohort, make.ana())
    late = make.member(cohort, make.user("Zoe", "Zárate Luz"))
    for module in ("a1", "a2"):
        actions.mark_read(ready.id, module)
        actions.record_score(ready.id, module, Fraction(1), True, now())
    found = {line.membership.id: line for line in completion(cohort)}
    assert found[ready.id].complete
    assert not found[late.id].complete
    assert len(found[late.id].missing) == 4


def test_the_database_refuses_to_delete_an_achievement(member: int) -> None:
    actions.achieve(member, "a1", "read")
    db.session.commit()
    with pytest.raises(DatabaseError):
        db.session.execute(delete(Achievement))
    db.session.rollback()
