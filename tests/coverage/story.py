"""Facilities, and people who work at them with or without the certificate that counts."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count

from tests import make
from training.clock import today
from training.cohorts.models import Cohort
from training.coverage import actions
from training.coverage.models import FacilityStanding
from training.db import db
from training.places.folding import fold
from training.places.models import Facility
from training.plans.models import Readiness
from training.progress import qualifications
from training.progress.models import Qualification
from training.staffing.actions import post

_codes = count(40_000_000)


def facility(name: str = "P. S. Loma", category: str = "I-1", *, region: str = "aya", network: str = "", micro: str = "") -> Facility:
    made = Facility(code=f"{next(_codes):08}", name=name, category=category, authority_id=make.authority(region).id,
                    network=network, micro_network=micro, folded=fold(name))
    db.session.add(made)
    db.session.flush()
    return made


def staff(at: Facility, cohort: Cohort, *, trained: int = 0, others: int = 0, ends: date | None = None) -> list[int]:
    """People who work there since a while; the first of them hold the certificate. Returns their ids."""
    people = []
    for number in range(trained + others):
        person = make.user("Rosa", f"Puma Sol {number}")
        post(person.id, at.id, source="admin", by_id=None, since=today() - timedelta(days=400), contract_ends_on=ends)
        if number < trained:
            member = make.member(cohort, person)
            qualifications.award([member.id])
            db.session.get_one(Qualification, member.id).since = today() - timedelta(days=200)
        people.append(person.id)
    db.session.flush()
    return people


def ready(at: Facility, days: int = 30) -> None:
    """Kit, directory and route were found in order, until so many days from today."""
    until = today() + timedelta(days=days)
    db.session.merge(Readiness(facility_id=at.id, kit_until=until, directory_until=until, route_until=until))
    db.session.flush()


def standing(at: Facility) -> FacilityStanding:
    """How it stands, counted now."""
    actions.recount([at.id])
    return db.session.get_one(FacilityStanding, at.id, populate_existing=True)


def many(number: int, *, region: str = "aya", states: Iterable[str] = ("covered", "partly", "lapsed", "no_data")) -> None:
    """Facilities with standings past the counting, in turn in these states."""
    states = tuple(states)
    made = [facility(f"P. S. Número {place}", region=region, network=f"Red {place % 3}", micro=f"Micro {place % 2}")
            for place in range(number)]
    db.session.add_all(FacilityStanding(
        facility_id=one.id, staff=3, trained=int(states[place % len(states)] == "covered"), trained_before=1, target=1,
        state=states[place % len(states)], ready=states[place % len(states)] == "covered" and place % 8 == 0,
        uncovered_on=today() + timedelta(days=40) if states[place % len(states)] == "covered" and place % 12 == 0 else None,
        counted_at=make.now()) for place, one in enumerate(made))
    db.session.commit()
