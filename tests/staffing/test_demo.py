"""The demonstration's people work somewhere, once."""

from flask import Flask
from sqlalchemy import func, select

from tests import make
from training.db import db
from training.places.fictional import add_fictional
from training.staffing import demo
from training.staffing.models import Pending, Posting


def test_each_invented_person_gets_her_facility_once(app: Flask) -> None:
    add_fictional()
    for document, *_ in demo.PEOPLE:
        make.user("Persona", "Inventada", document=document, is_demo=True)
    db.session.commit()
    for _time in range(2):
        demo.load()
    assert db.session.scalar(select(func.count(Posting.id)).where(Posting.until.is_(None))) == len(demo.PEOPLE)
    assert db.session.query(Pending).count() == 1


def test_without_them_nothing_happens(app: Flask) -> None:
    demo.load()
    assert db.session.query(Posting).count() == 0
