"""What makes one look twice before a paper is issued: homonyms, two accounts, two cohorts, a paper she has already.

None of it can be decided by a program: whoever issues corrects it, or says that it is right as it is.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select

from certificates.issuing.models import Certificate, Particulars
from certificates.register import chain
from certificates.register.models import RegisterEntry
from training.accounts.models import User
from training.clock import today
from training.cohorts.models import Cohort, Membership
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
    _two_accounts(people, found)
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


def _two_accounts(people: Sequence[Membership], found: Doubts) -> None:
    """Another account bears the same number, as another kind of document."""
    numbers = {member.user.document for member in people}
    twice = set(db.session.scalars(select(User.document).where(User.document.in_(numbers)).group_by(User.document)
                                   .having(func.count() > 1)))
    for member in people:
        if member.user.document in twice:
            found[member.id].append(Doubt(TWO_ACCOUNTS))


def _two_cohorts(cohort: Cohort, people: Sequence[Membership], found: Doubts) -> None:
    """She is in another cohort of the same course that is still open."""
    elsewhere = set(db.session.scalars(
        select(Membership.user_id).join(Cohort, Cohort.id == Membership.cohort_id)
        .where(Membership.user_id.in_(_users(people)), Membership.removed_at.is_(None), Cohort.id != cohort.id,
               Cohort.course == cohort.course, Cohort.closed_at.is_(None))))
    for member in people:
        if member.user_id in elsewhere:
            found[member.id].append(Doubt(TWO_COHORTS))


def _has_paper(cohort: Cohort, people: Sequence[Membership], found: Doubts) -> None:
    """She holds a paper of this course from another cohort, and it stands."""
    revoked = exists().where(RegisterEntry.certificate_id == Certificate.id, RegisterEntry.kind == chain.REVOKED)
    query = (select(Membership.user_id, Certificate.kind, func.max(Certificate.issued_at))
             .join(Certificate, Certificate.membership_id == Membership.id).join(Cohort, Cohort.id == Certificate.cohort_id)
             .join(Particulars, Particulars.certificate_id == Certificate.id)
             .where(Membership.user_id.in_(_users(people)), Cohort.course == cohort.course, Cohort.id != cohort.id, ~revoked,
                    or_(Certificate.valid_until.is_(None), Certificate.valid_until >= today()))
             .group_by(Membership.user_id, Certificate.kind))
    held: dict[int, list[Doubt]] = {}
    for user, kind, at in db.session.execute(query):
        held.setdefault(user, []).append(Doubt(HAS_PAPER, kind, at.date()))
    for member in people:
        found[member.id] += held.get(member.user_id, [])


def _users(people: Sequence[Membership]) -> Collection[int]:
    return [member.user_id for member in people]
