"""What is kept of a call, and how it goes."""

from datetime import timedelta

from flask import Flask

from tests import make
from tests.calling.story import outsider, told, trainer
from training.calling.erasing import erase, export, tidy
from training.calling.models import CallNote
from training.clock import now, today
from training.db import db


def _note(kind: str, subject_id: int, by_id: int, **more: object) -> CallNote:
    values: dict[str, object] = {"week": today(), "outcome": "spoke", "called_on": today(), "note": "Vuelve el jueves", "at": now()}
    made = CallNote(kind=kind, subject_id=subject_id, by_id=by_id, **(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def test_what_was_noted_of_her_goes_and_of_others_stays(app: Flask) -> None:
    story = told()
    rosa, other = outsider(story), outsider(story, "Otra Campo")
    lia = trainer(story, today(), today())
    for kind, subject in (("enter", rosa.id), ("help", rosa.id), ("enter", other.id), ("licence", lia.id), ("falling", rosa.id)):
        _note(kind, subject, story.bea.id)
    assert export(rosa.user_id)["calls"][0] == {"reason": "enter", "outcome": "spoke", "on": today(), "note": "Vuelve el jueves"}
    assert (erase(rosa.user_id, None), erase(lia.id, None)) == ({"calls": 2}, {"calls": 1})
    assert sorted((one.kind, one.subject_id) for one in db.session.scalars(db.select(CallNote))) == [
        ("enter", other.id), ("falling", rosa.id)]
    assert export(rosa.user_id) == {"calls": []}


def test_notes_go_after_their_time_and_the_marks_stay(app: Flask) -> None:
    bea = make.bea()
    old, new = _note("falling", 1, bea.id, at=now() - timedelta(days=4000)), _note("falling", 2, bea.id)
    db.session.commit()
    assert tidy() == {"notes of calls": 1}
    db.session.expire_all()
    assert (old.note, new.note) == ("", "Vuelve el jueves")
