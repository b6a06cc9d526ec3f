"""People at facilities: what the tests of this room, and of others, begin with."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests import make
from tests.places.story import facility
from training.accounts.models import User
from training.clock import now, today
from training.cohorts.models import Cohort
from training.coverage.models import COVERED, FacilityStanding
from training.db import db
from training.places.models import Facility
from training.places.queries import by_code
from training.progress.models import Qualification
from training.staffing.models import SAID, Pending, Posting


@dataclass
class Told:
    """Ana works at Pampa Serena in Ayacucho; Río Manso is near, Nevado Azul lies in Caro's region."""

    ana: User = field(default_factory=make.ana)
    bea: User = field(default_factory=make.bea)
    caro: User = field(default_factory=make.caro)
    dina: User = field(default_factory=make.dina)
    pampa: Facility = field(default_factory=lambda: facility())
    manso: Facility = field(default_factory=lambda: facility("00099902", "C. S. Río Manso", category="I-3"))
    azul: Facility = field(default_factory=lambda: facility("00099951", "C. S. Nevado Azul", "cus", network="Red Alta"))

    def posted(self, person: User | None = None, place: Facility | None = None, **more: Any) -> Posting:
        """Her posting, a year old unless said otherwise."""
        return posting(person or self.ana, place or self.pampa, **more)


def posting(person: User, place: Facility, **more: Any) -> Posting:
    """A row, past every rule of ours."""
    values: dict[str, Any] = {"since": ago(365), "source": "trainer", "at": now(), "contract": ""}
    made = Posting(user_id=person.id, facility_id=place.id, **(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def said(person: User, place: Facility, **more: Any) -> Pending:
    """A list says that she works there."""
    values: dict[str, Any] = {"kind": SAID, "since": today(), "source": "roster", "at": now(), "contract": ""}
    made = Pending(user_id=person.id, facility_id=place.id, **(values | more))
    db.session.add(made)
    db.session.flush()
    return made


def certified(person: User, cohort: Cohort, since: date | None = None) -> None:
    """She holds the certificate of course A."""
    member = make.member(cohort, person)
    db.session.add(Qualification(membership_id=member.id, user_id=person.id, cohort_id=cohort.id, course="a",
                                 since=since or ago(100)))
    db.session.flush()


def standing(place: Facility, uncovered_on: date | None, **more: Any) -> None:
    """What coverage would have counted of this facility."""
    values: dict[str, Any] = {"staff": 1, "trained": 1, "trained_before": 1, "target": 1, "state": COVERED, "ready": False}
    db.session.merge(FacilityStanding(facility_id=place.id, uncovered_on=uncovered_on, counted_at=now(), **(values | more)))
    db.session.flush()


def ago(days: int) -> date:
    """So many days before today."""
    return today() - timedelta(days=days)


def ahead(days: int) -> date:
    """So many days from today."""
    return today() + timedelta(days=days)


def keys_for(person: User, code: str) -> dict[str, str]:
    """What addresses of this room need: a posting of ``person`` at the facility, and somebody who waits for it."""
    place = by_code(code)
    assert place is not None
    made = posting(person, place, since=ago(200))
    waits = said(make.user("Eva", "Huamán Luz"), place)
    return {"posting": made.key, "pending": waits.key}


