"""Reading names as their owners confirmed them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select

from training.cohorts.models import Cohort, Membership
from training.cohorts.together import of_each
from training.db import db
from training.naming.models import PAPER, NameConfirmation
from training.naming.sheet import Stood


def confirmations(cohort: Cohort) -> dict[int, NameConfirmation]:
    """Membership id → the newest confirmation of each person of the cohort who has one. One query."""
    return _confirmations(cohort.id)


@of_each
def _confirmations(ids: Sequence[int]) -> dict[int, dict[int, NameConfirmation]]:
    query = select(Membership.cohort_id, NameConfirmation).join(Membership, Membership.id == NameConfirmation.membership_id)
    found: dict[int, dict[int, NameConfirmation]] = {one: {} for one in ids}
    for cohort, said in db.session.execute(query.where(NameConfirmation.id.in_(_newest_in(ids)))):
        found[cohort][said.membership_id] = said
    return found


def _newest_in(ids: Sequence[int]) -> Select[int]:
    """The newest confirmation of each person of these cohorts."""
    return (select(func.max(NameConfirmation.id)).join(Membership, Membership.id == NameConfirmation.membership_id)
            .where(Membership.cohort_id.in_(ids)).group_by(NameConfirmation.membership_id))


def confirmed_names(cohort: Cohort) -> dict[int, tuple[str, str]]:
    """Membership id → (given names, surnames) exactly as they are to be printed; whoever never confirmed is not in it.

    One query.
    """
    return {member: (one.given_names, one.surnames) for member, one in confirmations(cohort).items()}


def confirmations_of(cohort: Cohort, members: Sequence[Membership]) -> dict[int, NameConfirmation]:
    """The same for these members: of one person only her own is read."""
    if len(members) != 1:
        return confirmations(cohort)
    mine = newest_of(members[0])
    return {members[0].id: mine} if mine else {}


class Said(NamedTuple):
    """The name that counts for one person, and how it was confirmed."""

    membership_id: int
    given_names: str
    surnames: str
    how: str
    at: datetime


_SAID = [getattr(NameConfirmation, name) for name in Said._fields]

def confirmed_by(cohort: Cohort, members: Sequence[Membership]) -> list[Said]:
    """The newest confirmation of each of these members who has one: of the whole cohort, or of one person. One query."""
    if len(members) != 1:
        return _said(cohort.id)
    newest = select(func.max(NameConfirmation.id)).where(NameConfirmation.membership_id == members[0].id)
    return [Said(*row) for row in db.session.execute(select(*_SAID).where(NameConfirmation.id == newest.scalar_subquery()))]


@of_each
def _said(ids: Sequence[int]) -> dict[int, list[Said]]:
    query = select(Membership.cohort_id, *_SAID).join(Membership, Membership.id == NameConfirmation.membership_id)
    found: dict[int, list[Said]] = {one: [] for one in ids}
    for cohort, *row in db.session.execute(query.where(NameConfirmation.id.in_(_newest_in(ids)))):
        found[cohort].append(Said(*row))
    return found


def newest_of(membership: Membership) -> NameConfirmation | None:
    """The confirmation that counts for one person. One query."""
    query = select(NameConfirmation).where(NameConfirmation.membership_id == membership.id)
    return db.session.scalar(query.order_by(NameConfirmation.id.desc()).limit(1))


def known_names(membership: Membership, account: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The names by which somebody else knows her: her account, what a trainer wrote or keyed from the signed list, and what
    she first said of it herself. Not her later corrections: from one spelling to the next anybody's name is reached.
    """
    query = select(NameConfirmation).where(NameConfirmation.membership_id == membership.id).order_by(NameConfirmation.id)
    said = list(db.session.scalars(query))
    found = [account, *((one.given_names, one.surnames) for at, one in enumerate(said) if at == 0 or one.how == PAPER)]
    listed = (membership.given_names, membership.surnames)
    if not said or listed != (said[-1].given_names, said[-1].surnames):
        found.append(listed)  # nobody but a trainer wrote it
    return tuple(found)


def stood(cohort: Cohort, members: Sequence[Membership]) -> list[Stood]:
    """Every row of the list of names, by row number. One query beside the members'."""
    said = confirmations(cohort)
    rows = []
    for member in members:
        one = said.get(member.id)
        names = (one.given_names, one.surnames) if one else (member.given_names, member.surnames)
        rows.append(Stood(member.id, member.key, member.number or 0, *names, one.how if one else "", one.id if one else 0))
    return sorted(rows, key=lambda row: (row.number, row.membership_id))
