"""A certificate of trainers writes by whom somebody was trained: once, and never in a circle."""

from flask import Flask
from sqlalchemy import select

from tests import make
from tests.client import Client
from tests.lineage import story
from training.accounts.models import User
from training.clock import today
from training.db import db
from training.keeping.erasing import erase_person
from training.lineage import actions
from training.lineage.branches import below
from training.lineage.figures import figures
from training.lineage.models import Descent
from training.progress import qualifications


def place(person: User) -> Descent | None:
    db.session.expire_all()
    return db.session.get(Descent, person.id)


def counted(person: User) -> set[int]:
    """Her and everybody who counts for her."""
    return set(db.session.scalars(select(below(person.id).c.user_id)))


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


def test_a_certificate_that_was_revoked_leaves_the_place_and_what_she_led_and_nothing_for_who_trained_her(app: Flask) -> None:
    version, bea, ana, eva = story.published(), make.bea(), story.trainer("Ana"), story.trainer("Eva")
    member = story.certified(story.held(bea, version, course="b"), ana)
    story.placed(eva, ana)
    story.came(story.held(ana, version, ago=3), certified=7)
    assert figures([bea.id])[bea.id].trained == 1 and counted(bea) == {bea.id, ana.id, eva.id}
    qualifications.withdraw([member.id])
    assert place(ana) is not None and figures([ana.id])[ana.id].certified == 7
    assert counted(bea) == {bea.id} and counted(ana) == {ana.id, eva.id} and figures([bea.id])[bea.id].trained == 0
    qualifications.award([member.id])
    assert counted(bea) == {bea.id, ana.id, eva.id}, "a certificate that stands again stands for her place too"


def test_an_erasure_is_no_revocation(app: Flask) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    story.certified(story.held(bea, version, course="b"), ana)
    db.session.commit()
    erase_person(ana.id, make.dina().id)
    assert db.session.get_one(User, ana.id).erased_at and counted(bea) == {bea.id, ana.id}


def test_after_a_revocation_another_certificate_writes_her_place_anew(app: Flask) -> None:
    version, bea, eva, ana = story.published(), make.bea(), story.trainer("Eva"), make.ana()
    member = story.certified(story.held(bea, version, course="b", ago=90), ana)
    later = story.held(eva, version, course="b")
    qualifications.withdraw([member.id])
    story.certified(later, ana)
    hers = place(ana)
    assert hers is not None and (hers.trained_by_id, hers.cohort_id) == (eva.id, later.id)
    assert counted(eva) == {eva.id, ana.id} and counted(bea) == {bea.id}
    qualifications.award([member.id])
    assert place(ana) is hers and hers.trained_by_id == eva.id


def test_the_tree_says_that_it_was_revoked(app: Flask, client: Client) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    member = story.certified(story.held(bea, version, course="b"), ana)
    qualifications.withdraw([member.id])
    for path in ("/cascada", f"/cascada/{ana.key}"):
        client.sign_in(bea).get(path)
        assert "Certificado revocado: su rama se cuenta aparte" in client.text
    client.get(f"/cascada/{bea.key}")
    assert "Certificado revocado" not in client.text


def test_nobody_is_written_twice(app: Flask) -> None:
    version, bea, ana = story.published(), make.bea(), make.ana()
    member = story.certified(story.held(bea, version, course="b"), ana)
    assert actions.descend([member.id]) == 0
