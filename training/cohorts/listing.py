"""The list of cohorts: fifty a page, open or closed, of a region, with words in their name or place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from training.accounts.models import User
from training.accounts.plain import holds
from training.cohorts.models import Cohort, Membership
from training.cohorts.queries import seen_by
from training.db import db
from training.places.folding import fold
from training.places.models import HealthAuthority

OPEN, CLOSED, ALL = "abiertas", "cerradas", "todas"
STATES = (OPEN, CLOSED, ALL)
PAGE = 50
MOST_WORDS = 6


@dataclass(frozen=True)
class Found:
    """A page of cohorts, each with how many people it has. ``region``: the code of the one that was chosen, or ""."""

    cohorts: Sequence[tuple[Cohort, int]]
    total: int
    page: int
    state: str
    region: str
    words: str

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def address(self) -> dict[str, str]:
        """What of it stands in the address: not the words."""
        return {"estado": self.state} | ({"region": self.region} if self.region else {})


def listing(actor: User, state: str, page: int, *, region: str = "", words: str = "") -> Found:
    """The cohorts that the actor runs, the newest first. Two queries, whatever their number."""
    where = and_(seen_by(actor), *_of_state(state), *_of_region(region), *_with_words(words))
    total = db.session.scalar(select(func.count(Cohort.id)).where(where)) or 0
    page = max(1, min(page, -(-total // PAGE)))
    people = (select(func.count(Membership.id)).where(Membership.cohort_id == Cohort.id, Membership.removed_at.is_(None))
              .correlate(Cohort).scalar_subquery())
    query = (select(Cohort, people).where(where).order_by(Cohort.starts_on.desc(), Cohort.id.desc())
             .limit(PAGE).offset((page - 1) * PAGE))
    return Found([(cohort, count) for cohort, count in db.session.execute(query)], total, page, state, region, words)


def _of_state(state: str) -> list[ColumnElement[bool]]:
    if state == ALL:
        return []
    return [Cohort.closed_at.is_(None) if state == OPEN else Cohort.closed_at.is_not(None)]


def _of_region(region: str) -> list[ColumnElement[bool]]:
    if not region:
        return []
    return [Cohort.authority_id == select(HealthAuthority.id).where(HealthAuthority.code == region).scalar_subquery()]


def _with_words(words: str) -> list[ColumnElement[bool]]:
    return [or_(holds(Cohort.name, word), holds(Cohort.place, word)) for word in fold(words).split()[:MOST_WORDS]]
