"""Somebody who was written down with a wrong document and turns out to be a person whom we know.

Nothing that was noted about her is lost: the row with marks is the one that stays.
"""

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from training.accounts.models import AccessCode, User
from training.audit.actions import record
from training.clock import now
from training.cohorts.actions import must_be_open
from training.cohorts.documents import Document
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.db import db
from training.errors import Refused
from training.house import house
from training.staffing.listing import carry


def refusal(actor: User, member: Membership) -> str:
    """Why the actor may not correct this person's document; "" when she may.

    Only the account that was opened for a walk-in and that nobody ever entered is corrected here. Of any other, known
    or not, the same sentence is said.
    """
    user = member.user
    ours = user.created_by_id == actor.id or (actor.is_admin and user.created_by_id is not None)
    unused = user.first_used_at is None and not user.is_staff and member.confirmed_at is None
    return "" if ours and unused else _("El documento lo corrige aquí solo quien inscribió a la persona, y antes de que "
                                        "ella entre por primera vez. Después, pídalo a administración.")


def must_be_correctable(actor: User, member: Membership) -> None:
    """Raises Refused with the sentence of ``refusal``."""
    no = refusal(actor, member)
    if no:
        raise Refused(no, 403)


def correct_document(cohort: Cohort, member: Membership, right: Document, by: User) -> Membership:
    """The membership with its right document; returns the one that stays. The same document changes nothing.

    A document of nobody: the account gets it. Of somebody outside the cohort: the membership becomes hers, for her to
    confirm; nothing of what is stored about her is shown. Of somebody in the cohort: two rows become one. Raises Refused
    when both have marks.
    """
    must_be_open(cohort)
    hold(cohort)
    wrong = member.user
    owner = db.session.scalar(select(User).where(
        User.document_type == right.kind, User.document == right.number).with_for_update(of=User))
    if owner is not None and owner.id == wrong.id:
        return member
    record("correct document", f"membership:{member.id}", by.id, "merged" if owner else "")
    if owner is None:
        wrong.document_type, wrong.document = right.kind, right.number
        db.session.flush()
        return member
    written = member.full_name
    kept = _one_row(cohort, member, owner)
    carry(wrong.id, owner.id, written)
    for told in house().memberships_moved:
        told(kept.id)
    for merged in house().people_merged:
        merged(wrong.id, owner.id)
    _let_go(wrong)
    return kept


def _one_row(cohort: Cohort, member: Membership, owner: User) -> Membership:
    there = db.session.scalar(select(Membership).where(Membership.cohort_id == cohort.id, Membership.user_id == owner.id))
    if there is None:
        _becomes(member, owner)
        return member
    if _has_no_marks(member):
        there.removed_at = None
        _fill(there, member)
        member.removed_at = now()
        return there
    if not _has_no_marks(there):
        raise Refused(_("Las dos filas, la %(one)s y la %(two)s, ya tienen anotaciones de esta persona. Decida cuál queda, "
                        "pase a ella lo que falte y quite la otra de la cohorte.", one=there.number, two=member.number))
    confirmed_at = there.confirmed_at
    _fill(member, there)
    db.session.execute(delete(Membership).where(Membership.id == there.id))
    _becomes(member, owner)
    member.confirmed_at = confirmed_at
    return member


def _becomes(member: Membership, owner: User) -> None:
    member.user, member.confirmed_at = owner, None
    db.session.flush()


def _fill(kept: Membership, other: Membership) -> None:
    """What one row does not say, the other may."""
    kept.profession = kept.profession or other.profession
    if not kept.facility:
        kept.facility, kept.facility_id = other.facility, other.facility_id


def _has_no_marks(member: Membership) -> bool:
    """Whether no room keeps anything of this membership: the database itself would let it go."""
    db.session.flush()
    trial = db.session.begin_nested()
    try:
        db.session.execute(delete(Membership).where(Membership.id == member.id).execution_options(synchronize_session=False))
    except IntegrityError:
        return False
    else:
        return True
    finally:
        trial.rollback()


def _let_go(user: User) -> None:
    """The account opened with the wrong document: gone with its codes, or, where something points to it, closed.

    Its document goes back to whoever bears it in truth.
    """
    db.session.execute(delete(AccessCode).where(AccessCode.user_id == user.id))
    db.session.flush()
    trial = db.session.begin_nested()
    try:
        db.session.execute(delete(User).where(User.id == user.id))
        trial.commit()
    except IntegrityError:
        trial.rollback()
        user.document_type, user.document, user.disabled_at = "passport", f"X{user.id:011}", now()
        db.session.flush()
