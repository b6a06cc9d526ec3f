"""Writing down names as their owners want them. Nothing here commits."""

from collections.abc import Sequence

from training.accounts.models import User
from training.audit.actions import record
from training.clock import now
from training.cohorts.actions import rename
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.db import db
from training.naming.models import PAPER, PHONE, NameConfirmation
from training.naming.queries import newest_of
from training.naming.sheet import Line


def confirm_own(membership: Membership, given_names: str, surnames: str) -> None:
    """The owner of a name says how it is written. The same name again adds nothing.

    The trainer's lists show it so from now on; her account keeps the name that it had.
    """
    hold(membership.cohort)
    before = newest_of(membership)
    if before is not None and (before.given_names, before.surnames) == (given_names, surnames):
        return
    db.session.add(_confirmation(membership.id, given_names, surnames, PHONE, membership.user_id))
    rename(membership, given_names, surnames)
    record("confirm name", f"membership:{membership.id}", membership.user_id)


def key_in(cohort: Cohort, lines: Sequence[Line], members: Sequence[Membership], by: User) -> tuple[int, int]:
    """The corrected list: signed rows are confirmed, unsigned ones only corrected. Returns how many of each.

    Hold the cohort (``numbering.hold``) before reading what the lines stand on, and give only lines without a fault.
    """
    person = {member.id: member for member in members}
    signed = [line for line in lines if line.confirms]
    corrected = [line for line in lines if line.renamed and not line.confirms]
    for line in (*signed, *corrected):
        rename(person[line.stood.membership_id], line.given_names, line.surnames)
    db.session.add_all(_confirmation(line.stood.membership_id, line.given_names, line.surnames, PAPER, by.id)
                       for line in signed)
    if signed or corrected:
        record("key in names", f"cohort:{cohort.id}", by.id, f"signed {len(signed)}, corrected {len(corrected)}")
    return len(signed), len(corrected)


def _confirmation(membership_id: int, given_names: str, surnames: str, how: str, by_id: int) -> NameConfirmation:
    return NameConfirmation(membership_id=membership_id, given_names=given_names, surnames=surnames, how=how, by_id=by_id,
                            at=now())
