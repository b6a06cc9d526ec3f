"""The demonstration's people have attempts that were really graded."""

from fractions import Fraction

from flask import Flask
from sqlalchemy import select

from quizzes import demo
from quizzes.models import Attempt
from tests.quizzes.story import story
from training.clock import now
from training.db import db
from training.progress.actions import record_score
from training.progress.models import Standing


def test_a_standing_is_retold_as_attempts(app: Flask) -> None:
    told = story()
    told.ana.is_demo = True
    for tenths, passed in ((5, False), (6, False), (9, True)):
        record_score(told.place.id, "a1", Fraction(tenths, 10), passed, now())
    db.session.commit()
    demo.load()
    attempts = db.session.scalars(select(Attempt).order_by(Attempt.number)).all()
    assert [one.passed for one in attempts[:2]] == [False, False]
    standing = db.session.scalars(select(Standing)).one()
    assert standing.attempts == 3
    assert standing.best_score == max(one.points / one.out_of for one in attempts)


def test_people_who_are_real_are_left_alone(app: Flask) -> None:
    told = story()
    record_score(told.place.id, "a1", Fraction(9, 10), True, now())
    demo.load()
    assert db.session.scalars(select(Attempt)).all() == []
