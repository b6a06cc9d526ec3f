"""Two accounts turn out to be one person: her place, whom she trained and her licences are the one's that stays."""

from flask import Flask

from tests import make
from tests.lineage import story
from training.accounts.documents import DNI
from training.accounts.models import User
from training.cohorts.documents import Document
from training.cohorts.merging import correct_document
from training.cohorts.models import Membership
from training.db import db
from training.licences.models import Licence
from training.lineage import actions
from training.lineage.models import Descent


def walk_in(bea: User) -> Membership:
    """She was written down with a wrong document and certified as a trainer."""
    cohort = story.held(bea, story.published(), course="b")
    member = story.certified(cohort, make.newcomer("Illari", "Quispe", document="99000101"))
    member.confirmed_at = None
    return member


def test_what_the_wrong_account_was_becomes_the_known_person_s(app: Flask) -> None:
    bea, known = make.bea(), make.user("Secreta", "Guardada", document="99000202")
    member = walk_in(bea)
    wrong, cohort = member.user, member.cohort
    story.licensed(wrong)
    with app.test_request_context():
        correct_document(cohort, member, Document(DNI, "99000202"), bea)
    db.session.expire_all()
    assert set(db.session.scalars(db.select(Descent.user_id))) == {bea.id, known.id}
    hers = db.session.get_one(Descent, known.id)
    assert (hers.trained_by_id, hers.generation, hers.cohort_id) == (bea.id, 1, cohort.id)
    assert [one.user_id for one in db.session.scalars(db.select(Licence).where(Licence.step == "regional"))] == [known.id]
    assert db.session.scalar(db.select(User).where(User.document == "99000101")) is None


def test_a_place_that_is_written_stays_and_whom_the_other_trained_is_hers(app: Flask) -> None:
    bea, eva = make.bea(), story.trainer("Eva")
    wrong, owner, child = make.newcomer("Illari"), story.trainer("Luz"), story.trainer("Ana")
    story.placed(bea)
    story.placed(eva)
    story.placed(wrong, bea)
    story.placed(child, wrong)
    story.placed(owner, eva)
    actions.become(wrong.id, owner.id)
    db.session.expire_all()
    assert db.session.get(Descent, wrong.id) is None and db.session.get_one(Descent, owner.id).trained_by_id == eva.id
    assert db.session.get_one(Descent, child.id).trained_by_id == owner.id


def test_no_circle_comes_of_it(app: Flask) -> None:
    wrong, owner, child = make.newcomer("Illari"), story.trainer("Luz"), story.trainer("Ana")
    story.placed(wrong)
    story.placed(child, wrong)
    story.placed(owner, child)
    actions.become(wrong.id, owner.id)
    db.session.expire_all()
    places = {one.user_id: (one.trained_by_id, one.generation) for one in db.session.scalars(db.select(Descent))}
    assert places == {child.id: (None, 0), owner.id: (child.id, 1)}
