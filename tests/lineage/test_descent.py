"""A certificate of trainers writes by whom somebody was trained: once, and never in a circle."""

from flask import Flask

from tests import make
from tests.lineage import story
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.lineage import actions
from training.lineage.models import Descent
from training.progress import qualifications


def place(person: User) -> Descent | None:
    db.session.expire_all()
    return db.session.get(Descent, person.id)


def test_she_descends_from_whoever_led_her_cohort(app: Flask) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    cohort = story.held(bea, version, course="b")
    story.certified(cohort, ana)
    hers, beas = place(ana), place(bea)
    assert hers is not None and beas is not None
    assert (hers.trained_by_id, hers.generation, hers.cohort_id, hers.since) == (bea.id, 1, cohort.id, today())
    assert (beas.trained_by_id, beas.generation) == (None, 0), "who led and stands nowhere began the cascade"


def test_the_certificate_of_health_staff_makes_nobody_a_trainer(app: Flask) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    story.certified(story.held(bea, version), ana)
    assert place(ana) is None


def test_a_licensed_facilitator_counts_before_whoever_opened_the_cohort(app: Flask) -> None:
    version, bea, eva, ana = story.published(), story.trainer("Bea"), story.trainer("Eva"), make.ana()
    story.licensed(eva)
    cohort = story.held(bea, version, course="b")
    story.also(cohort, eva)
    story.certified(cohort, ana)
    hers = place(ana)
    assert hers is not None and hers.trained_by_id == eva.id


def test_generations_go_on_from_the_leaders_own(app: Flask) -> None:
    version, bea, eva, ana = story.published(), make.bea(), story.trainer("Eva"), make.ana()
    story.placed(bea)
    story.placed(eva, bea)
    story.certified(story.held(eva, version, course="b"), ana)
    hers = place(ana)
    assert hers is not None and hers.generation == 2


def test_what_was_written_stays(app: Flask) -> None:
    version, bea, eva, ana = story.published(), make.bea(), story.trainer("Eva"), story.trainer("Ana")
    story.placed(bea)
    story.placed(ana, bea)
    story.certified(story.held(eva, version, course="b"), ana)
    hers = place(ana)
    assert hers is not None and hers.trained_by_id == bea.id


def test_who_was_only_presumed_to_have_begun_gets_her_place_and_those_below_move(app: Flask) -> None:
    version, bea, eva, ana = story.published(), make.bea(), story.trainer("Eva"), make.ana()
    story.certified(story.held(eva, version, course="b", ago=90), ana)  # nobody knew who trained Eva
    assert (place(eva) or Descent()).generation == 0
    story.certified(story.held(bea, version, course="b"), eva)
    evas, hers = place(eva), place(ana)
    assert evas is not None and (evas.trained_by_id, evas.generation) == (bea.id, 1)
    assert hers is not None and (hers.trained_by_id, hers.generation) == (eva.id, 2)


def test_a_certificate_never_closes_a_circle(app: Flask) -> None:
    version, bea, eva = story.published(), make.bea(), story.trainer("Eva")
    story.certified(story.held(bea, version, course="b", ago=90), eva)
    cohort = story.held(eva, version, course="b")
    story.certified(cohort, bea)
    beas, evas = place(bea), place(eva)
    assert beas is not None and beas.trained_by_id is None
    assert evas is not None and evas.trained_by_id == bea.id


def test_who_teaches_and_learns_in_the_same_cohort_does_not_train_herself(app: Flask) -> None:
    version, bea = story.published(), make.bea()
    story.certified(story.held(bea, version, course="b"), bea)
    beas = place(bea)
    assert beas is not None and (beas.trained_by_id, beas.generation) == (None, 0)


def test_a_certificate_that_was_withdrawn_leaves_the_place(app: Flask) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    member = story.certified(story.held(bea, version, course="b"), ana)
    qualifications.withdraw([member.id])
    assert place(ana) is not None


def test_nobody_is_written_twice(app: Flask) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    member = story.certified(story.held(bea, version, course="b"), ana)
    assert actions.descend([member.id]) == 0
