"""Two who say at once what together would be a circle: one of them is told no."""

import threading

import pytest
from flask import Flask

from tests import make
from tests.lineage import story
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.errors import Refused
from training.lineage import saying, tree
from training.lineage.models import Descent


@pytest.mark.parametrize("known", [False, True])
def test_two_sayings_never_close_a_circle(app: Flask, known: bool) -> None:
    story.published()
    bea, eva, dina = story.trainer("Bea"), story.trainer("Eva"), make.dina()
    if known:  # both stand there already, as those who began: two corrections
        story.placed(bea)
        story.placed(eva)
    ids = bea.id, eva.id, dina.id
    db.session.commit()
    together, said = threading.Barrier(2), []

    def say(person: int, trainer: int) -> None:
        with app.test_request_context("/", method="POST"):
            together.wait(30)
            try:
                one, other, by = (db.session.get_one(User, number) for number in (person, trainer, ids[2]))
                seen = saying.version_of(db.session.get(Descent, person))
                saying.say(one, other, today(), "Acta", by, seen=seen)
                db.session.commit()
                said.append("yes")
            except Refused as no:
                db.session.rollback()
                said.append(no.message)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=say, args=pair) for pair in ((ids[0], ids[1]), (ids[1], ids[0]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    db.session.expire_all()
    assert sorted(one == "yes" for one in said) == [False, True], said
    parents = {one.user_id: one.trained_by_id for one in db.session.scalars(db.select(Descent))}
    assert sorted(tree.generations(parents).values()) == [0, 1]


def test_two_certificates_at_once_write_each_person_once(app: Flask) -> None:
    version, bea, ana = story.published(), story.trainer("Bea"), make.ana()
    cohort = story.held(bea, version, course="b")
    members = [make.member(cohort, one).id for one in (ana, make.user("Eva"))]
    db.session.commit()
    together, wrong = threading.Barrier(2), []

    def award() -> None:
        from training.progress import qualifications  # late: inside the thread's own context

        with app.test_request_context("/", method="POST"):
            together.wait(30)
            try:
                qualifications.award(members)
                db.session.commit()
            except Exception as error:  # whatever it is, the test tells it
                wrong.append(error)
                db.session.rollback()
            finally:
                db.session.remove()

    threads = [threading.Thread(target=award) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    db.session.expire_all()
    assert not wrong
    assert sorted(one.generation for one in db.session.scalars(db.select(Descent))) == [0, 1, 1]
