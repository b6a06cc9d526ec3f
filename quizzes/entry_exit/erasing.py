"""Entry and exit tests: of a sheet that is let go stays which questions were right, so that the gain of the group stays what
it was; the wrong letters go, and so do the corrections with what they said before."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import delete, select

from quizzes import library
from quizzes.entry_exit.actions import dump_answers, load_answers
from quizzes.entry_exit.models import SheetChange, TestSheet, VoidedQuestion
from quizzes.entry_exit.sheets import marks
from training.clock import now
from training.cohorts.erasing import places_of
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.forgetting import in_pieces, until
from training.house import house


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Her sheets."""
    query = select(TestSheet).where(TestSheet.membership_id.in_(places_of(user_id)), TestSheet.reduced_at.is_(None))
    sheets = db.session.scalars(query).all()
    _reduce(sheets)
    return {"test sheets": len(sheets)}


def export(user_id: int) -> dict[str, Any]:
    """Her tests, with the letters as they were kept."""
    query = select(TestSheet).where(TestSheet.membership_id.in_(places_of(user_id)), TestSheet.undone_at.is_(None))
    return {"tests": [{"moment": one.moment, "try": one.number, "form": one.form, "on": one.source,
                       "answers": load_answers(one.answers), "points": one.points, "out_of": one.out_of,
                       "passed": one.passed, "handed_in_at": one.handed_in_at}
                      for one in db.session.scalars(query.order_by(TestSheet.id))]}


def tidy() -> dict[str, int]:
    """Sheets of cohorts that were closed before the limit."""
    limit = until("answers")
    old = (select(TestSheet).join(Membership, Membership.id == TestSheet.membership_id)
           .join(Cohort, Cohort.id == Membership.cohort_id).where(Cohort.closed_at < limit, TestSheet.reduced_at.is_(None)))
    return {"test sheets": in_pieces(lambda most: db.session.scalars(old.limit(most // 4)).all(), _reduce)}


def _reduce(sheets: Sequence[TestSheet]) -> None:
    """Leave out what was not right. A sheet that nobody handed in, or that was undone, is emptied."""
    for sheet in sheets:
        kept = _right(sheet) if sheet.handed_in_at is not None and sheet.undone_at is None else {}
        sheet.answers, sheet.body_hash, sheet.reduced_at = dump_answers(kept), None, now()
    db.session.execute(delete(SheetChange).where(SheetChange.sheet_id.in_([sheet.id for sheet in sheets])))
    db.session.flush()


def _right(sheet: TestSheet) -> dict[int, str]:
    quiz, answers = library.quiz_of(sheet.quiz_digest), load_answers(sheet.answers)
    right = marks(quiz, sheet.form, answers)
    return {place: answers[place] for place, question in enumerate(quiz.questions, start=1)
            if right.get(question.id) and place in answers}


def announce(app: Flask) -> None:
    """Tell the house."""
    mine = house(app)
    mine.erasers.append(erase)
    mine.exporters.append(export)
    mine.tidiers.append(tidy)
    mine.free_texts += [SheetChange.why, VoidedQuestion.reason]
