"""What makes one look twice before a paper is issued: homonyms, two accounts, two cohorts, a paper she has already.

None of it can be decided by a program: whoever issues corrects it, or says that it is right as it is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from certificates.issuing.models import Certificate, Particulars
from certificates.register import chain
from certificates.register.models import RegisterEntry
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, Membership
from training.cohorts.together import of_each
from training.db import db
from training.places.folding import fold

SAME_NAME, TWO_ACCOUNTS, TWO_COHORTS, HAS_PAPER = "same name", "two accounts", "two cohorts", "has paper"


@dataclass(frozen=True)
class Doubt:
    """One reason to look twice. ``kind``: of the paper that she has; "" where it is about every paper. ``on``: its day."""

    what: str
    kind: str = ""
    on: date | None = None


Doubts = dict[int, list[Doubt]]  # membership id → why


def doubts_in(cohort: Cohort, people: Sequence[Membership]) -> Doubts:
    """Everybody of the cohort about whom there is one. Three queries."""
    found: Doubts = {member.id: [] for member in people}
    _same_name(people, found)
    _two_accounts(cohort, people, found)
    _two_cohorts(cohort, people, found)
    _has_paper(cohort, people, found)
    return {member: some for member, some in found.items() if some}


def _same_name(people: Sequence[Membership], found: Doubts) -> None:
    def said(member: Membership) -> tuple[str, str]:
        return fold(member.full_name), fold(member.facility)

    times = Counter(map(said, people))
    for member in people:
        if times[said(member)] > 1:
            found[member.id].append(Doubt(SAME_NAME))


def _two_accounts(cohort: Cohort, people: Sequence[Membership], found: Doubts) -> None:
    """Another account bears the same number, as another kind of document."""
    twice = _bears_it_too(cohort.id)
    for member in people:
        if member.user_id in twice:
            found[member.id].append(Doubt(TWO_ACCOUNTS))


@of_each
def _bears_it_too(ids: Sequence[int]) -> dict[int, set[int]]:
    """Users of each cohort whose number another account bears."""
    hers, other = aliased(User), aliased(User)
    return _sets(ids, select(Membership.cohort_id, hers.id).join(hers, hers.id == Membership.user_id)
                 .join(other, and_(other.document == hers.document, other.id != hers.id)).where(_here(Membership, ids)))


def _two_cohorts(cohort: Cohort, people: Sequence[Membership], found: Doubts) -> None:
    """She is in another cohort of the same course that is still open."""
    elsewhere = _open_elsewhere(cohort.id)
    for member in people:
        if member.user_id in elsewhere:
            found[member.id].append(Doubt(TWO_COHORTS))


@of_each
def _open_elsewhere(ids: Sequence[int]) -> dict[int, set[int]]:
    """Users of each cohort who are in another of its course that is still open."""
    mine, here = aliased(Membership), aliased(Cohort)
    return _sets(ids, select(mine.cohort_id, mine.user_id).join(here, here.id == mine.cohort_id)
                 .join(Membership, and_(Membership.user_id == mine.user_id, Membership.removed_at.is_(None)))
                 .join(Cohort, and_(Cohort.id == Membership.cohort_id, Cohort.id != here.id, Cohort.course == here.course,
                                    Cohort.closed_at.is_(None))).where(_here(mine, ids)))


def _has_paper(cohort: Cohort, people: Sequence[Membership], found: Doubts) -> None:
    """She holds a paper of this course from another cohort, and it stands."""
    held = _papers_elsewhere(cohort.id)
    for member in people:
        found[member.id] += held.get(member.user_id, [])


@of_each
def _papers_elsewhere(ids: Sequence[int]) -> dict[int, dict[int, list[Doubt]]]:
    """Cohort → user → the papers of its course that she holds from another cohort."""
    mine, here = aliased(Membership), aliased(Cohort)
    revoked = exists().where(RegisterEntry.certificate_id == Certificate.id, RegisterEntry.kind == chain.REVOKED)
    query = (select(mine.cohort_id, mine.user_id, Certificate.kind, func.max(Certificate.issued_at))
             .join(here, here.id == mine.cohort_id).join(Membership, Membership.user_id == mine.user_id)
             .join(Certificate, Certificate.membership_id == Membership.id)
             .join(Cohort, and_(Cohort.id == Certificate.cohort_id, Cohort.id != here.id, Cohort.course == here.course))
             .join(Particulars, Particulars.certificate_id == Certificate.id)
             .where(_here(mine, ids), ~revoked, or_(Certificate.valid_until.is_(None), Certificate.valid_until >= today()))
             .group_by(mine.cohort_id, mine.user_id, Certificate.kind))
    found: dict[int, dict[int, list[Doubt]]] = {one: {} for one in ids}
    for cohort, user, kind, at in db.session.execute(query):
        found[cohort].setdefault(user, []).append(Doubt(HAS_PAPER, kind, at.date()))
    return found


def _here(mine: Any, ids: Sequence[int]) -> ColumnElement[bool]:
    return and_(mine.cohort_id.in_(ids), mine.removed_at.is_(None))


def _sets(ids: Sequence[int], query: Select[int, int]) -> dict[int, set[int]]:
    """Cohort → users, of a query over (cohort id, user id)."""
    found: dict[int, set[int]] = {one: set() for one in ids}
    for cohort, user in db.session.execute(query):
        found[cohort].add(user)
    return found
