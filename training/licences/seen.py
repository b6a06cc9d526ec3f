"""What others saw of a trainer who facilitates: every sheet that counts, with its comment."""

from dataclasses import dataclass

from sqlalchemy import select

from training.accounts.models import User
from training.accounts.queries import names_of
from training.cohorts.models import Cohort
from training.db import db
from training.licences.models import FacilitatorObservation
from training.practice.scoring import percent

MOST = 30


@dataclass(frozen=True)
class Seen:
    """One sheet: of which workshop, by whom."""

    sheet: FacilitatorObservation
    cohort: str
    observer: str

    @property
    def percent(self) -> int:
        return percent(self.sheet.points, self.sheet.out_of)

    @property
    def good(self) -> bool:
        """Whether it counts: passed, and not asked to be repeated."""
        return bool(self.sheet.passed) and not self.sheet.again


def of_person(person: User) -> list[Seen]:
    """Her sheets that count, finished or open, the newest first. Two queries."""
    query = (select(FacilitatorObservation, Cohort.name).join(Cohort, Cohort.id == FacilitatorObservation.cohort_id)
             .where(FacilitatorObservation.user_id == person.id, FacilitatorObservation.voided_at.is_(None))
             .order_by(FacilitatorObservation.seen_on.desc(), FacilitatorObservation.id.desc()).limit(MOST))
    rows = db.session.execute(query).all()
    names = names_of({one.observer_id for one, _name in rows})
    return [Seen(one, name, names.get(one.observer_id, "—")) for one, name in rows]
