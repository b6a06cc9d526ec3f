"""The row number that a person keeps on every sheet of her workshop: given once, never to anybody else."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from training.cohorts.models import Cohort, Membership
from training.cohorts.text import fold
from training.db import db


def alphabetical(members: Iterable[Membership]) -> list[Membership]:
    """By surnames and given names, without accents or case; homonyms in the order in which they came."""
    return sorted(members, key=lambda member: fold(f"{member.surnames} {member.given_names}"))


def hold(cohort: Cohort) -> None:
    """Until the end of the transaction nobody else numbers people of this cohort.

    Rows that only point to the cohort (marks, sheets) may be written meanwhile: on PostgreSQL it is not their lock.
    """
    db.session.execute(select(Cohort.id).where(Cohort.id == cohort.id).with_for_update(key_share=True))


def give_numbers(cohort: Cohort, members: Sequence[Membership]) -> None:
    """A number for each of the members that has none: alphabetically, after the last one ever given in the cohort.

    Call it before the new ones are flushed or after, in the transaction that adds them; whoever came back keeps hers.
    """
    new = alphabetical(member for member in members if member.number is None)
    if not new:
        return
    hold(cohort)
    with db.session.no_autoflush:
        last = db.session.scalar(select(func.max(Membership.number)).where(Membership.cohort_id == cohort.id)) or 0
    for number, member in enumerate(new, last + 1):
        member.number = number
