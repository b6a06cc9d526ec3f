"""Many at once: one sheet a person, one voiding, and no sheet scored by rules that have just changed."""

from flask import Flask
from sqlalchemy import select

from quizzes.entry_exit import actions, keying, queries, voiding
from quizzes.entry_exit.models import ENTRY, EXIT, SheetChange, TestSheet
from quizzes.entry_exit.sheets import Now
from tests import make
from tests.entry_exit import story
from tests.quizzes.test_races import at_once
from training.accounts.models import User
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.errors import Refused


def _key(cohort_id: int, person: int, moment: str, right: int) -> Now:
    cohort = db.session.get_one(Cohort, cohort_id)
    who = db.session.get_one(Membership, person)
    row = story.keys(cohort, who.number or 0, moment, right)
    by = db.session.get_one(User, cohort.created_by_id)
    return keying.file(cohort, who, moment, story.test_here(cohort), dict(enumerate(row, start=1)), seen="", finished=True,
                       again=False, share=80, by=by).outcome


def test_twenty_equal_sheets_are_one(app: Flask) -> None:
    cohort = story.workshop(make.bea(), people=1)
    number, person = cohort.id, story.person(cohort, 1).id
    db.session.commit()
    found = at_once(app, lambda _: _key(number, person, ENTRY, 12))
    assert sorted(map(str, found)) == sorted(map(str, [Now.NEW] + [Now.REPEATED] * 19))
    assert [sheet.points for sheet in db.session.scalars(select(TestSheet))] == [12]


def test_of_twenty_different_keyers_one_is_first_and_the_others_are_shown_it(app: Flask) -> None:
    cohort = story.workshop(make.bea(), people=1)
    number, person = cohort.id, story.person(cohort, 1).id
    db.session.commit()
    found = at_once(app, lambda right: _key(number, person, ENTRY, right))
    assert sorted(map(str, found)) == sorted(map(str, [Now.NEW] + [Now.CLASH] * 19))
    assert len(db.session.scalars(select(TestSheet)).all()) == 1


def test_twenty_tabs_begin_one_sheet_on_the_phone(app: Flask) -> None:
    cohort = story.workshop(make.bea(), people=1)
    person = story.person(cohort, 1).id
    window = queries.window_of(queries.workshop_or_404(cohort), EXIT)
    db.session.commit()

    def begin(_: int) -> str:
        who = db.session.get_one(Membership, person)
        return actions.begin(who, EXIT, story.test_here(db.session.get_one(Cohort, who.cohort_id)), window).key

    assert len(set(at_once(app, begin))) == 1


def test_no_sheet_escapes_a_voiding_that_happens_meanwhile(app: Flask) -> None:
    cohort = story.workshop(make.bea(), people=19)
    number, people = cohort.id, [story.person(cohort, row).id for row in range(1, 20)]
    db.session.commit()

    def work(turn: int) -> object:
        if turn == 10:
            run = db.session.get_one(Cohort, number)
            return voiding.void(run, "p01a", reason="La clave está mal", share=80, by=db.session.get_one(User, run.created_by_id))
        return _key(number, people[turn if turn < 10 else turn - 1], ENTRY, 20)

    assert not [one for one in at_once(app, work) if one is None or isinstance(one, Refused)]
    db.session.expire_all()
    sheets = db.session.scalars(select(TestSheet)).all()
    assert {(sheet.form, sheet.points, sheet.out_of) for sheet in sheets} == {("A", 19, 19), ("B", 20, 20)}


def test_a_question_is_voided_once_however_many_press(app: Flask) -> None:
    cohort = story.workshop(make.bea(), people=2)
    story.filed(cohort, 1, ENTRY, 20)
    number = cohort.id
    db.session.commit()

    def void(_: int) -> object:
        run = db.session.get_one(Cohort, number)
        return voiding.void(run, "p01a", reason="La clave está mal", share=80, by=db.session.get_one(User, run.created_by_id))

    found = at_once(app, void)
    assert sum(isinstance(one, voiding.Effect) for one in found) == 1
    assert sum(isinstance(one, Refused) for one in found) == 19
    assert len(db.session.scalars(select(SheetChange)).all()) == 1
