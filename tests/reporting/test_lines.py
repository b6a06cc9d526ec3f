"""The lines of the monthly report: today from how facilities stand, a month that ended from what has dates."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from flask import Flask

from tests import make
from tests.reporting.story import NOON, facility, holds, stands, works
from tests.statements import statements
from training.attendance.models import Mark
from training.clock import at_lima, frozen, now, today
from training.db import db
from training.places.models import Facility
from training.plans.models import FacilityCheck, Plan, Readiness
from training.progress.models import Qualification
from training.reporting.lines import Line, Which, count, lines
from training.reporting.months import Month, month_of, read_month
from training.workshops.models import Workshop
from training.workshops.queries import half_days


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with frozen(NOON):
        yield


def _now() -> Month:
    return month_of(today(), today())


def _one(month: Month, **which: object) -> Line:
    (found,) = lines(month, Which(**which))  # type: ignore[arg-type]  # the fields of the filter
    return found


def test_the_running_month_says_what_the_pages_of_coverage_say(app: Flask) -> None:
    place = facility("00099021", category="I-3")
    stands(place, staff=4, trained=2, target=2, state="covered", ready=True, uncovered_on=date(2027, 2, 3))
    db.session.add(Readiness(facility_id=place.id, kit_until=date(2027, 1, 1), directory_until=date(2027, 1, 2),
                             route_until=date(2027, 1, 3), room_until=None))
    db.session.flush()
    found = _one(_now())
    assert (found.code, found.department_code, found.authority_code, found.network) == ("00099021", "05", "aya", "Huamanga")
    assert (found.staff, found.trained, found.target, found.state, found.ready) == (4, 2, 2, "covered", True)
    assert (found.kit_until, found.room_until, found.uncovered_on) == (date(2027, 1, 1), None, date(2027, 2, 3))


def test_a_facility_that_was_never_counted_has_no_data_and_its_target(app: Flask) -> None:
    facility("00099022", category="II-1")
    found = _one(_now())
    assert (found.staff, found.trained, found.target, found.state, found.ready) == (0, 0, 6, "no_data", False)


def test_a_month_that_ended_is_counted_again_from_postings_and_certificates(app: Flask) -> None:
    place, other = facility("00099021"), facility("00099022")
    cohort, ana, eva = make.cohort(make.bea()), make.ana(), make.user("Eva")
    works(ana, place, date(2026, 3, 1), date(2026, 9, 10))
    works(ana, other, date(2026, 9, 10))
    works(eva, place, date(2026, 1, 1))
    holds(ana, cohort, date(2026, 8, 15))
    stands(other)

    def then(month: str) -> list[tuple[object, ...]]:
        return [(one.code, one.staff, one.trained, one.state, one.newly_trained)
                for one in lines(read_month(month, today()), Which(by_code=True))]

    assert then("2026-07") == [("00099021", 2, 0, "no_data", 0), ("00099022", 0, 0, "no_data", 0)]
    assert then("2026-08") == [("00099021", 2, 1, "covered", 1), ("00099022", 0, 0, "no_data", 0)]
    assert then("2026-09") == [("00099021", 1, 0, "lapsed", 0), ("00099022", 1, 1, "covered", 0)]


def test_a_certificate_that_was_revoked_later_counted_until_then(app: Flask) -> None:
    place, cohort, ana = facility("00099021"), make.cohort(make.bea()), make.ana()
    works(ana, place, date(2026, 1, 1))
    holds(ana, cohort, date(2026, 8, 15), ended_on=date(2026, 10, 5))
    assert _one(read_month("2026-09", today())).state == "covered"
    assert _one(read_month("2026-10", today())).state == "lapsed"
    assert _one(read_month("2026-08", today())).certificates == 1


def test_what_the_contracts_foresaw_is_blank_in_a_month_that_ended(app: Flask) -> None:
    stands(facility("00099021"), uncovered_on=date(2027, 2, 3))
    assert _one(_now()).uncovered_on == date(2027, 2, 3)
    assert _one(read_month("2026-10", today())).uncovered_on is None


def _look(place: Facility, thing: str, seen_on: date, until: date | None) -> None:
    db.session.add(FacilityCheck(facility_id=place.id, thing=thing, in_order=until is not None, until=until, seen_on=seen_on,
                                 how="visit", sent_key=f"{thing}-{seen_on}", at=now()))
    db.session.flush()


def test_a_month_that_ended_was_ready_by_what_had_been_seen_until_then(app: Flask) -> None:
    place, cohort, ana = facility("00099021"), make.cohort(make.bea()), make.ana()
    works(ana, place, date(2026, 1, 1))
    holds(ana, cohort, date(2026, 7, 1))
    for thing in ("kit", "directorio", "noche"):
        _look(place, thing, date(2026, 8, 3), date(2026, 12, 31))
    _look(place, "kit", date(2026, 10, 5), None)
    found = {month: _one(read_month(month, today())) for month in ("2026-07", "2026-09", "2026-10")}
    assert [(one.ready, one.kit_until) for one in found.values()] == [
        (False, None), (True, date(2026, 12, 31)), (False, None)]


def test_a_plan_was_drafted_then_in_force_then_stopped(app: Flask) -> None:
    place, digest = facility("00099021"), make.published().digest
    db.session.add(Plan(sheet="contingencia", facility_id=place.id, region_id=place.authority_id, manual_digest=digest, state="ended",
                        created_at=at_lima(date(2026, 7, 20), time(9)), starts_on=date(2026, 8, 10), saved_at=now(),
                        stopped_at=at_lima(date(2026, 9, 30), time(23))))
    db.session.flush()
    assert [_one(read_month(month, today())).plan for month in ("2026-06", "2026-07", "2026-08", "2026-09")] == [0, 1, 2, 0]


def test_a_closed_facility_is_in_the_months_in_which_it_worked(app: Flask) -> None:
    facility("00099021", closed_on=date(2026, 10, 15))
    assert [len(list(lines(read_month(month, today()), Which()))) for month in ("2026-09", "2026-10", "2026-11")] == [1, 0, 0]
    assert count(read_month("2026-09", today()), None) == 1


def test_the_certificates_of_a_month_are_those_of_people_who_worked_there_on_the_day(app: Flask) -> None:
    place, cohort, ana = facility("00099021"), make.cohort(make.bea()), make.ana()
    works(ana, place, date(2026, 1, 1), date(2026, 11, 20))
    holds(ana, cohort, date(2026, 11, 10))
    found = _one(_now())
    assert (found.certificates, found.newly_trained) == (1, 0)  # she left on the 20th


def test_workshops_and_attendance_are_those_of_the_month(app: Flask) -> None:
    place, bea = facility("00099021"), make.bea()
    cohort = make.workshop(bea, first_day=date(2026, 11, 10))
    db.session.get_one(Workshop, cohort.id).facility_id = place.id
    member = make.member(cohort, make.ana(), facility_id=place.id)
    for number, half in enumerate(half_days(cohort)[:3]):
        half.closed_at = None if number == 2 else at_lima(half.on, time(18))
        db.session.add(Mark(half_day_id=half.id, membership_id=member.id, state="present", minutes=90, by_id=bea.id, at=now()))
    db.session.flush()
    found = _one(_now())
    assert (found.workshops, found.attended, found.minutes) == (1, 1, 180)  # the third half-day is open
    assert _one(read_month("2026-10", today())).attended == 0


def test_only_the_facilities_of_a_region_and_in_the_order_asked_for(app: Flask) -> None:
    facility("00099023", "A", "cus")
    facility("00099022", "B")
    facility("00099021", "C")
    region = make.authority().id
    assert [one.code for one in lines(_now(), Which(region))] == ["00099022", "00099021"]
    assert [one.code for one in lines(_now(), Which(by_code=True))] == ["00099021", "00099022", "00099023"]
    assert [one.code for one in lines(_now(), Which(by_code=True, after="00099021", limit=1))] == ["00099022"]
    assert [one.code for one in lines(_now(), Which(limit=1, offset=1))] == ["00099021"]
    assert [one.code for one in lines(_now(), Which(region, code="00099023"))] == []


@pytest.mark.parametrize("month", ["2026-11", "2026-10"])
def test_a_report_of_any_size_is_one_statement(app: Flask, month: str) -> None:
    wanted, counts = read_month(month, today()), []
    for number in range(40):
        facility(f"{number:08}")
        if number in (0, 39):
            with statements() as asked:
                assert len(list(lines(wanted, Which()))) == number + 1
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 2  # PostgreSQL is told first that all of it will be read


def test_nobody_is_counted_twice_who_holds_two_certificates(app: Flask) -> None:
    place, ana, bea = facility("00099021"), make.ana(), make.bea()
    version = make.published()
    works(ana, place, date(2026, 1, 1))
    for name in ("Uno", "Dos"):
        holds(ana, make.cohort(bea, version, name=name), date(2026, 9, 1))
    assert db.session.query(Qualification).count() == 2
    found = _one(read_month("2026-09", today()))
    assert (found.staff, found.trained, found.newly_trained, found.certificates) == (1, 1, 1, 2)
