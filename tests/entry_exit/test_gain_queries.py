"""Both tests read from the database: what counts, and in how many queries."""

import json

import pytest
from flask import Flask

from quizzes.entry_exit.blueprint import ENTRY, EXIT, FORMS, LETTERS
from quizzes.entry_exit.gain import Score
from quizzes.entry_exit.gain_queries import reading_of
from quizzes.entry_exit.marks import key_of
from quizzes.entry_exit.models import VoidedQuestion
from quizzes.entry_exit.sheets import marks
from quizzes.library import quiz_of
from tests import make
from tests.entry_exit.gain_story import hand_in, test_of, workshop
from tests.statements import statements
from training.clock import now
from training.db import db

FIRST, ALL = range(1, 11), range(1, 21)


def test_gain_over_both_forms_by_topic(app: Flask) -> None:
    """Row 1 enters with form A, row 2 with form B: the same items, whatever place they had on paper."""
    _bea, cohort, people = workshop(2)
    for person in people:
        hand_in(person, ENTRY, FIRST)
        hand_in(person, EXIT, ALL)
    read = reading_of(cohort)
    assert read is not None
    assert read.gain.change.points == 50
    assert [(topic.module, topic.change.before.percent, topic.change.after.percent) for topic in read.gain.topics] == [
        ("a1", 100, 100), ("a2", 0, 100)]
    assert read.gain.of(people[0].id).exit == Score(20, 20)
    assert [item.change.before for item in read.gain.items] == [Score(2, 2)] * 10 + [Score(0, 2)] * 10


def test_open_undone_and_removed_sheets_do_not_count(app: Flask) -> None:
    _bea, cohort, people = workshop(4)
    hand_in(people[0], ENTRY, ALL, done=False)
    hand_in(people[1], ENTRY, ALL).undone_at = now()
    hand_in(people[2], ENTRY, ALL)
    people[2].removed_at = now()
    hand_in(people[3], ENTRY, FIRST)
    db.session.commit()
    read = reading_of(cohort)
    assert read is not None
    assert read.gain.handed_in(ENTRY) == {people[3].id}
    assert read.begun[ENTRY] == {people[0].id}
    assert [one.number for one in read.people] == [1, 2, 4]
    assert [one.number for one in read.missing(ENTRY)] == [1, 2]
    assert list(read.sheets) == [(people[3].id, ENTRY)]


def test_a_voided_question_counts_for_nobody(app: Flask) -> None:
    bea, cohort, people = workshop(1)
    hand_in(people[0], ENTRY, FIRST)
    db.session.add(VoidedQuestion(cohort_id=cohort.id, question="ta01a", reason="La clave estaba mal.", by_id=bea.id, at=now()))
    db.session.commit()
    read = reading_of(cohort)
    assert read is not None
    assert read.gain.of(people[0].id).entry == Score(9, 19)
    assert list(read.voided) == ["ta01a"]


def test_no_workshop_no_test_no_reading(app: Flask) -> None:
    bea = make.bea()
    assert reading_of(make.cohort(bea)) is None
    assert reading_of(make.workshop(bea)) is None


def test_the_same_queries_for_three_and_for_thirty(app: Flask) -> None:
    counted = []
    for many in (3, 30):
        _bea, cohort, people = workshop(many)
        for person in people:
            hand_in(person, ENTRY, FIRST)
            hand_in(person, EXIT, ALL)
        db.session.commit()
        reading_of(cohort)  # the manual and the questions are kept by the process
        with statements() as said:
            reading_of(cohort)
        counted.append(len(said))
    assert counted[0] == counted[1] <= 4


@pytest.mark.parametrize("form", FORMS)
def test_the_quick_key_says_what_grading_says(app: Flask, form: str) -> None:
    """For every letter that may stand at every place, blanks and letters of the other form too."""
    _bea, cohort, people = workshop(1)
    sheet = hand_in(people[0], ENTRY if form == "A" else EXIT, ())
    assert sheet.form == form
    blueprint, quiz = test_of(cohort), quiz_of(sheet.quiz_digest)
    items = {question: place.item for question, (_form, place) in blueprint.questions.items()}
    for letter in (*"".join(LETTERS.values()), "-", "Z"):
        answers = dict.fromkeys(range(1, 21), letter)
        quick = key_of(quiz, form, items, {"ta03a"}).marks(answers)
        slow = marks(quiz, form, answers, {"ta03a"})
        assert quick == tuple(slow[blueprint.by_item(form)[item].question.id] for item in range(1, 21))
    assert json.loads(sheet.answers)
