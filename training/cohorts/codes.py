"""One-time codes for the people of a cohort: to whom they may be given, giving them, printing them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select, update

from training.accounts.actions import PRINTED, PRINTED_LIFE, give_code, shown
from training.accounts.models import AccessCode, User
from training.accounts.queries import live_code
from training.accounts.rules import may_give_code
from training.clock import now
from training.cohorts.models import Cohort, CohortTrainer, Membership
from training.db import db
from training.errors import Refused

_BATCH = 500


@dataclass(frozen=True)
class Slip:
    """What is printed for one person."""

    member: Membership
    code: str
    expires_at: datetime


def refusal(actor: User, cohort: Cohort, member: Membership, *, is_facilitator: bool) -> str:
    """Why the actor may not give this person a code, with what to do; "" when she may.

    Somebody who has not confirmed gets the same sentence whatever her account is.
    """
    confirmed = member.confirmed_at is not None
    allowed = may_give_code(actor, member.user, confirmed_with_giver=confirmed and is_facilitator)
    no = ""
    if cohort.closed_at is not None:
        no = _("La cohorte está cerrada. Reábrala si todavía hace falta dar códigos.")
    elif allowed:
        no = ""
    elif member.user_id == actor.id:
        no = _("Es su propia cuenta. Pida el código a otra persona de administración.")
    elif not confirmed:
        no = _("Todavía no confirmó su inscripción, así que su código no se da desde aquí. Pídale que ingrese con su "
               "clave y confirme. Si no la recuerda, que lo pida a administración.")
    elif member.user.is_staff or member.user.disabled_at is not None:
        no = _("Esta cuenta la atiende administración: pida el código allí.")
    else:
        no = _("Solo quien facilita esta cohorte puede dar códigos. Pídalo a quien la facilita o a administración.")
    return no


def give(actor: User, cohort: Cohort, member: Membership, *, is_facilitator: bool, spoken: bool) -> str:
    """A new code for this person, as it is shown. Raises Refused with the sentence of ``refusal``."""
    no = refusal(actor, cohort, member, is_facilitator=is_facilitator)
    if no:
        raise Refused(no, 403)
    return give_code(member.user, actor, spoken=spoken, expires_at=now() + PRINTED_LIFE)


def to_print(actor: User, cohort: Cohort, members: Sequence[Membership], *, is_facilitator: bool) -> list[Membership]:
    """Who may get a slip: those who have not entered yet and to whom the rule allows a code."""
    return [member for member in members if member.user.first_used_at is None
            and not refusal(actor, cohort, member, is_facilitator=is_facilitator)]


def slips(members: Sequence[Membership]) -> list[Slip]:
    """The codes that these people hold, to be printed (again); whoever holds none is left out."""
    found: dict[int, AccessCode] = {}
    ids = [member.user_id for member in members]
    for start in range(0, len(ids), _BATCH):
        query = select(AccessCode).where(AccessCode.user_id.in_(ids[start:start + _BATCH]), live_code())
        found.update({code.user_id: code for code in db.session.scalars(query.order_by(AccessCode.id))})
    return [Slip(member, shown(code.salt, code.length), code.expires_at)
            for member in members if (code := found.get(member.user_id))]


def make_slips(actor: User, members: Sequence[Membership]) -> int:
    """A printed code for each of these people who holds none; returns how many were made."""
    have = {slip.member.user_id for slip in slips(members)}
    without = [member for member in members if member.user_id not in have]
    for member in without:
        give_code(member.user, actor, spoken=False, expires_at=now() + PRINTED_LIFE)
    return len(without)


def end_printed_codes(cohort: Cohort) -> None:
    """Printed codes last until the cohort closes: those that its trainers gave to its people end now."""
    trainers = select(CohortTrainer.user_id).where(CohortTrainer.cohort_id == cohort.id)
    people = select(Membership.user_id).where(Membership.cohort_id == cohort.id)
    db.session.execute(update(AccessCode).where(
        AccessCode.user_id.in_(people), AccessCode.created_by_id.in_(trainers), AccessCode.length == PRINTED,
        AccessCode.used_at.is_(None), AccessCode.replaced_at.is_(None), AccessCode.expires_at > now(),
    ).values(expires_at=now()).execution_options(synchronize_session=False))
