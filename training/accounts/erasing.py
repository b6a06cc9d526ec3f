"""What an account gives its person to take along, and what is left of it when she has her data erased: a tombstone.

The tombstone is one UPDATE: the database refuses every later one (migration 0019), and lets the rest of her data go.
"""

from typing import Any, cast

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import lazyload, undefer

from training.accounts.models import AccessCode, ParkedForm, RecoveryCode, User, UserSession
from training.accounts.queries import codes_given
from training.audit.actions import record
from training.clock import now
from training.db import db, new_key
from training.errors import Refused
from training.forgetting import GIVEN, GONE
from training.throttle import Throttle, bucket

NEVER = 10_000


def erase(user_id: int, by_id: int | None) -> dict[str, int]:
    """Sessions, codes and forms go; the account keeps its number and the moment of the erasure."""
    query = select(User).where(User.id == user_id).with_for_update().options(undefer("*"), lazyload(User.authority))
    user = db.session.scalars(query.execution_options(populate_existing=True)).one()
    if user.erased_at is not None:
        raise Refused("Los datos de esta persona ya se borraron.")
    gone = {"sessions": _drop(delete(UserSession).where(UserSession.user_id == user_id)),
            "codes": _drop(delete(AccessCode).where(AccessCode.user_id == user_id))
            + _drop(delete(RecoveryCode).where(RecoveryCode.user_id == user_id)),
            "parked forms": _drop(delete(ParkedForm).where(ParkedForm.user_id == user_id))}
    counters = [bucket("account", user.document_type, user.document), bucket("own key", str(user_id)),
                bucket("second factor", str(user_id))]
    _drop(delete(Throttle).where(Throttle.bucket.in_(counters)))
    _bury(user)
    record("erase person", f"user:{user_id}", by_id)
    return {"account": 1, **gone}


def _bury(user: User) -> None:
    user.given_names, user.surnames, user.profession, user.document = GIVEN, GONE, "", f"-{user.id}"
    user.document_type, user.key = "dni", new_key()
    user.password_hash = user.password_at = user.totp_secret = user.totp_last_used = None
    user.consent_version = user.consent_at = user.first_used_at = user.authority_id = None
    user.is_admin = False
    user.erased_at = user.disabled_at = now()
    db.session.flush()


def export(user_id: int) -> dict[str, Any]:
    """Her account as she may read it: no hash, no token, no secret."""
    user = db.session.get_one(User, user_id)
    sessions = db.session.scalars(select(UserSession).where(UserSession.user_id == user_id).order_by(UserSession.id))
    return {
        "account": {
            "document_type": user.document_type, "document": user.document, "given_names": user.given_names,
            "surnames": user.surnames, "profession": user.profession, "administers": user.is_admin,
            "facilitates_for": user.authority.name if user.authority else None, "created_at": user.created_at,
            "first_used_at": user.first_used_at, "password_changed_at": user.password_at,
            "second_step": user.totp_secret is not None, "privacy_notice": user.consent_version,
            "privacy_notice_accepted_at": user.consent_at, "closed_at": user.disabled_at},
        "sessions": [{"began_at": one.created_at, "ended_at": one.ended_at, "browser": one.device} for one in sessions],
        "codes_given": [{"at": one.at, "by": one.by, "used_at": one.used_at} for one in codes_given(user_id, NEVER)]}


def _drop(statement: Any) -> int:
    return cast(CursorResult[Any], db.session.execute(statement)).rowcount
