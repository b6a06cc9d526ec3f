"""Facilities, the people who work at them and what they hold, with dates, for the tests of reports."""

from datetime import date, datetime, timedelta

from tests import make
from training.accounts.models import User
from training.clock import LIMA, now, today
from training.cohorts.models import Cohort
from training.coverage.models import FacilityStanding
from training.db import db
from training.places.folding import fold
from training.places.models import Facility
from training.progress.models import Qualification
from training.reporting.actions import make_key
from training.staffing.models import Posting

NOON = datetime(2026, 11, 23, 12, tzinfo=LIMA)


def facility(code: str, name: str = "P. S. Pampa Serena", region: str = "aya", **more: object) -> Facility:
    values: dict[str, object] = {"category": "I-1", "network": "Huamanga", "micro_network": "Belén"}
    made = Facility(code=code, name=name, authority_id=make.authority(region).id, folded=fold(name), **(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def works(person: User, at: Facility, since: date, until: date | None = None) -> Posting:
    made = Posting(user_id=person.id, facility_id=at.id, since=since, until=until, source="trainer", at=now())
    db.session.add(made)
    db.session.flush()
    return made


def holds(person: User, cohort: Cohort, since: date, ended_on: date | None = None) -> Qualification:
    member = make.member(cohort, person)
    made = Qualification(membership_id=member.id, user_id=person.id, cohort_id=cohort.id, course=cohort.course, since=since,
                         ended_on=ended_on)
    db.session.add(made)
    db.session.flush()
    return made


def stands(at: Facility, **more: object) -> FacilityStanding:
    values: dict[str, object] = {"staff": 1, "trained": 1, "trained_before": 1, "target": 1, "state": "covered"}
    made = FacilityStanding(facility_id=at.id, counted_at=now(), **(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def token(region: str = "", days: int = 30) -> str:
    """A key that opens a region, or the country."""
    authority = make.authority(region).id if region else None
    _key, made = make_key(f"Tablero {region or 'nacional'}", authority, today() + timedelta(days=days), make.dina())
    db.session.commit()
    return made
