"""What came of cohorts is counted when something of them changes, each night, and by hand after an upgrade."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import make
from tests.client import Client
from tests.entry_exit.story import filed, with_tests
from tests.lineage import story
from tests.statements import statements
from training.clock import today
from training.cohorts import actions as cohorts
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.lineage import actions, upkeep
from training.lineage.figures import figures
from training.lineage.models import CohortYield, Descent
from training.places.fictional import add_fictional
from training.places.models import Facility
from training.progress import qualifications


def row(cohort: Cohort) -> CohortYield | None:
    db.session.expire_all()
    return db.session.get(CohortYield, cohort.id)


def test_closing_counts_and_a_cohort_that_goes_on_has_no_row(app: Flask) -> None:
    version, bea = story.published(), make.bea()
    cohort = make.cohort(bea, version, ends_on=today() + timedelta(days=9))
    make.member(cohort, make.ana())
    cohorts.close_cohort(cohort, bea)
    found = row(cohort)
    assert found is not None and (found.people, found.certified, found.closed, found.lead_id) == (1, 0, True, bea.id)
    assert found.ended_on == today()
    cohorts.reopen_cohort(cohort, bea)
    assert row(cohort) is None


def test_certificates_are_counted_as_they_come_and_go(app: Flask) -> None:
    add_fictional()
    version, bea = story.published(), make.bea()
    cohort = story.held(bea, version)
    facility = db.session.scalars(db.select(Facility).limit(1)).one()
    members = [make.member(cohort, make.user(name), facility_id=facility.id) for name in ("Ana", "Eva")]
    qualifications.award([one.id for one in members])
    found = row(cohort)
    assert found is not None and (found.people, found.certified, found.facilities) == (2, 2, 1)
    qualifications.withdraw([members[0].id])
    found = row(cohort)
    assert found is not None and found.certified == 1


def test_another_who_facilitates_leads(app: Flask) -> None:
    version, bea, eva = story.published(), make.bea(), story.trainer("Eva")
    cohort = story.held(bea, version)
    cohorts.set_trainers(cohort, {eva.id}, bea)
    found = row(cohort)
    assert found is not None and found.lead_id == eva.id
    assert db.session.get_one(Descent, eva.id).generation == 0


def test_the_first_try_is_what_a_mean_is_made_of(app: Flask) -> None:
    bea = make.bea()
    version = make.published(with_tests(story.edition()))
    cohort = make.workshop(bea, version, first_day=today() - timedelta(days=5), people=6)
    first, *others = db.session.scalars(db.select(Membership).where(Membership.cohort_id == cohort.id))
    for one in (first, *others[:3]):
        filed(cohort, one.number or 0, "exit", right=10)
        story.observed(one, 2)
    story.observed(first, 4, number=2)  # after her coaching
    actions.recount_cohorts([cohort.id])
    found = row(cohort)
    assert found is not None and (found.exit_mean, found.practice_mean) == (None, None), "a mean of four tells of each"
    filed(cohort, others[3].number or 0, "exit", right=20)
    story.observed(others[3], 4)
    actions.recount_cohorts([cohort.id])
    found = row(cohort)
    assert found is not None
    assert found.practice_mean == pytest.approx(0.6)
    assert found.exit_mean == pytest.approx(0.6)


def test_a_trainers_mean_leaves_out_a_cohort_of_few(app: Flask) -> None:
    version, bea = story.published(), make.bea()
    story.came(story.held(bea, version, ago=50), exit_mean=0.5, practice_mean=0.4)
    story.came(story.held(bea, version, ago=20), people=4, exit_mean=1.0)
    found = figures([bea.id])[bea.id]
    assert (found.exit, found.practice, found.cohorts) == (0.5, 0.4, 2)


def test_a_cohort_of_nobody_has_no_means(app: Flask) -> None:
    cohort = story.held(make.bea(), story.published())
    assert actions.recount_cohorts([cohort.id]) == 1
    found = row(cohort)
    assert found is not None and (found.exit_mean, found.practice_mean, found.people) == (None, None, 0)


def test_each_night_what_ended_and_what_was_never_counted(app: Flask) -> None:
    version, bea = story.published(), make.bea()
    late, old = story.held(bea, version, ago=1), story.held(bea, version, ago=500)
    going = make.cohort(bea, version)
    upkeep.each_day()
    assert row(late) is not None and row(old) is not None and row(going) is None


def test_the_command_counts_everything_and_places_everybody(app: Flask, command: Callable[..., str]) -> None:
    version, bea, eva, ana = story.published(), make.bea(), story.trainer("Eva"), make.ana()
    cohort = story.held(bea, version, course="b")
    member = story.certified(cohort, ana)
    story.licensed(eva)
    db.session.execute(db.delete(Descent))
    db.session.execute(db.delete(CohortYield))
    db.session.commit()
    assert "Cohortes contadas: 1. Personas que entran en la cascada: 2." in command("lineage", "recount")
    db.session.expire_all()
    assert db.session.get_one(Descent, member.user_id).trained_by_id == bea.id
    assert db.session.get_one(Descent, eva.id).generation == 0
    assert "Personas que entran en la cascada: 0." in command("lineage", "recount")


def test_many_are_counted_with_as_many_queries_as_one(app: Flask) -> None:
    version, bea = story.published(), make.bea()
    some = [story.held(bea, version, ago=number + 2, people=1) for number in range(6)]
    actions.recount_cohorts([some[0].id])
    with statements() as one:
        actions.recount_cohorts([some[0].id])
    with statements() as all_:
        actions.recount_cohorts([cohort.id for cohort in some])
    assert len(all_) <= len(one) + 1  # a driver may send many rows in two statements


def test_closing_through_the_page_counts(app: Flask, client: Client) -> None:
    version, bea = story.published(), make.bea()
    cohort = story.held(bea, version)
    client.sign_in(bea)
    client.get(f"/cohortes/{cohort.key}/cerrar")
    client.post(f"/cohortes/{cohort.key}/cerrar", {})
    found = row(cohort)
    assert client.status == 303 and found is not None and found.closed
