"""Noting what came of a call, and taking a mark away. Nothing here commits."""

from datetime import date

from training.accounts.models import User
from training.calling.calls import Call
from training.calling.models import CallNote
from training.calling.rules import monday
from training.clock import now, today
from training.db import db, inserting


def mark(call: Call, outcome: str, called_on: date, note: str, by: User) -> None:
    """She called: until the week ends nobody is asked to. Marked again, by her or a colleague, the last word counts."""
    said = {"outcome": outcome, "called_on": called_on, "note": note, "by_id": by.id, "at": now()}
    row = inserting(CallNote).values(kind=call.kind, subject_id=call.subject_id, week=monday(today()), **said)
    db.session.execute(row.on_conflict_do_update(index_elements=["kind", "subject_id", "week"], set_=said))
    db.session.flush()


def unmark(note: CallNote) -> None:
    """It was a mistake: the call waits again."""
    db.session.delete(note)
    db.session.flush()
