"""A facility is counted again whenever a fact of it changes, in that transaction, once."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask

from tests import make
from tests.coverage import story
from tests.statements import statements
from training.clock import frozen, now, today
from training.coverage import actions, daily, pending
from training.coverage.models import CoverageMonth, FacilityStanding
from training.db import db
from training.house import facilities_changed, house
from training.jobs.daily import do_what_is_due
from training.progress import qualifications
from training.staffing.actions import post


def test_from_no_data_to_covered_to_ready(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    assert story.standing(place).state == "no_data"
    story.staff(place, cohort, others=2)
    assert (story.standing(place).state, story.standing(place).staff) == ("no_data", 2)
    story.staff(place, cohort, trained=1)
    found = story.standing(place)
    assert (found.state, found.trained, found.target, found.ready) == ("covered", 1, 1, False)
    story.ready(place)
    assert story.standing(place).ready


def test_below_its_target_it_is_covered_partly(app: Flask) -> None:
    place, cohort = story.facility(category="I-3"), make.cohort(make.bea())
    story.staff(place, cohort, trained=1)
    story.ready(place)
    found = story.standing(place)
    assert (found.state, found.target, found.ready) == ("partly", 2, False)


def test_a_transfer_takes_the_coverage_along(app: Flask) -> None:
    here, there, cohort = story.facility(), story.facility("P. S. Otra"), make.cohort(make.bea())
    moved, = story.staff(here, cohort, trained=1)
    post(moved, there.id, source="admin", by_id=None)
    assert story.standing(here).state == "lapsed"
    assert story.standing(here).trained_before == 1
    assert story.standing(there).state == "covered"


def test_who_was_certified_only_after_she_left_was_never_trained_there(app: Flask) -> None:
    here, there, cohort = story.facility(), story.facility("P. S. Otra"), make.cohort(make.bea())
    moved, = story.staff(here, cohort, others=1)
    post(moved, there.id, source="admin", by_id=None, since=today() - timedelta(days=30))
    qualifications.award([make.member(cohort, db.session.get_one(make.User, moved)).id])
    assert story.standing(here).state == "no_data"
    assert story.standing(there).state == "covered"


def test_a_revoked_certificate_counts_no_more(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    person = make.user()
    member = make.member(cohort, person)
    post(person.id, place.id, source="admin", by_id=None)
    qualifications.award([member.id])
    qualifications.withdraw([member.id])
    assert story.standing(place).trained == 0


def test_only_the_course_that_counts_counts(app: Flask) -> None:
    place = story.facility()
    story.staff(place, make.cohort(make.bea(), course="b"), trained=1)
    assert story.standing(place).state == "no_data"


def test_two_certificates_of_one_person_are_one_trained_person(app: Flask) -> None:
    place, bea = story.facility(category="I-3"), make.bea()
    one, = story.staff(place, make.cohort(bea), trained=1)
    qualifications.award([make.member(make.cohort(bea), db.session.get_one(make.User, one)).id])
    assert (story.standing(place).trained, story.standing(place).trained_before) == (1, 1)


def test_until_when_it_is_covered_comes_from_the_contracts(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    end = today() + timedelta(days=20)
    story.staff(place, cohort, trained=2, ends=end)
    assert story.standing(place).uncovered_on == end + timedelta(days=1)
    story.staff(place, cohort, trained=1)  # who has no known end stays
    assert story.standing(place).uncovered_on is None


def test_a_contract_that_ended_ends_no_posting(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    story.staff(place, cohort, trained=1, ends=today() - timedelta(days=3))
    found = story.standing(place)
    assert (found.state, found.uncovered_on) == ("covered", today())


def test_whatever_changes_is_counted_once_and_at_the_commit(app: Flask) -> None:
    places, cohort = [story.facility(f"P. S. {number}") for number in range(3)], make.cohort(make.bea())
    assert pending.note in house().facility_changes
    db.session.commit()
    for place in places:
        story.staff(place, cohort, trained=2)
    with statements() as asked:
        db.session.commit()
    assert len([one for one in asked if "facility_standing" in one]) == 2  # locked, and written: all three at once
    assert {one.state for one in db.session.query(FacilityStanding)} == {"covered"}


def test_a_savepoint_counts_nothing_yet_and_what_is_taken_back_is_forgotten(app: Flask) -> None:
    place = story.facility()
    db.session.commit()
    with db.session.begin_nested():
        facilities_changed([place.id])
    assert db.session.get(FacilityStanding, place.id) is None
    db.session.rollback()
    db.session.commit()
    assert db.session.get(FacilityStanding, place.id) is None


def test_three_hundred_take_as_many_statements_as_one(app: Flask) -> None:
    few, many = [story.facility().id], [story.facility(f"P. S. {number}").id for number in range(300)]
    db.session.commit()
    counted = []
    for ids in (few, many):
        with statements() as asked:
            actions.recount(ids)
        counted.append(len(asked))
        db.session.commit()
    assert counted[0] == counted[1] <= 9  # with the BEGIN


def test_each_day_what_ran_out_is_ready_no_more_and_the_month_is_noted(app: Flask) -> None:
    place, cohort = story.facility(), make.cohort(make.bea())
    story.staff(place, cohort, trained=1)
    story.ready(place, days=5)
    db.session.commit()
    assert story.standing(place).ready
    db.session.commit()
    with frozen(now() + timedelta(days=6)):
        assert daily.each_day in house().daily
        assert do_what_is_due() > 0
        assert not db.session.get_one(FacilityStanding, place.id, populate_existing=True).ready
        month = db.session.query(CoverageMonth).one()
        assert (month.month, month.covered, month.ready, month.trained) == (today().replace(day=1), 1, 0, 1)


def test_a_region_that_has_no_facility_any_more_has_no_figures_of_the_month(app: Flask) -> None:
    place = story.facility()
    db.session.commit()
    daily.each_day()
    assert db.session.query(CoverageMonth).one().authority_id == make.authority().id
    last = CoverageMonth(month=date(2020, 1, 1), authority_id=make.authority().id, covered=1, partly=0, lapsed=0, no_data=0, ready=0, trained=1)
    db.session.add(last)
    place.authority_id = make.authority("cus").id
    db.session.commit()
    daily.each_day()
    found = [(one.month, one.authority_id) for one in db.session.query(CoverageMonth).order_by(CoverageMonth.month)]
    assert found == [(date(2020, 1, 1), make.authority().id), (today().replace(day=1), make.authority("cus").id)]


def test_the_command_counts_everything(app: Flask, command: Callable[..., str]) -> None:
    for number in range(3):
        story.facility(f"P. S. {number}")
    db.session.commit()
    assert "3 establecimientos contados" in command("coverage", "recount")
    assert db.session.query(FacilityStanding).count() == 3
    assert "3 establecimientos contados" in command("coverage", "recount")  # again changes nothing


def test_the_demonstration_has_a_past(app: Flask) -> None:
    from training.coverage import demo

    cohort = make.cohort(make.bea())
    for number in range(4):
        place = story.facility(f"P. S. {number}")
        place.is_demo = True
        story.staff(place, cohort, others=1)
    db.session.commit()
    demo.load()
    rows = db.session.query(CoverageMonth).order_by(CoverageMonth.month).all()
    assert len(rows) == 13
    assert all(one.covered + one.partly + one.lapsed + one.no_data == 4 for one in rows)
    demo.load()
    assert db.session.query(CoverageMonth).count() == 13
