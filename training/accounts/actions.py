"""Writing accounts: people, codes, sessions, passwords. Nothing here commits and nothing hashes a password."""

import secrets
from datetime import datetime, timedelta
from typing import Any, cast

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import CursorResult, Result, delete, select, update

from training.accounts.models import AccessCode, ParkedForm, RecoveryCode, User, UserSession
from training.accounts.queries import digest, live_code
from training.audit.actions import record
from training.clock import now
from training.crockford import derived_code, grouped
from training.db import db
from training.errors import Refused
from training.throttle import forget_old

PRINTED, SPOKEN = 10, 8  # characters of a code on paper, and of one read aloud
SPOKEN_LIFE = timedelta(hours=24)
PRINTED_LIFE = timedelta(days=30)
STAFF_LIFE = timedelta(days=7)  # a code for staff opens more: it lives shorter
PARKED_KEPT = timedelta(hours=24)


def create_person(*, document_type: str, document: str, given_names: str, surnames: str, by: User | None,
                  profession: str = "") -> User:
    """A new account without role, password or code. The document must be well formed and new."""
    user = User(document_type=document_type, document=document, given_names=given_names, surnames=surnames,
                profession=profession, created_at=now(), created_by_id=by.id if by else None)
    db.session.add(user)
    db.session.flush()
    return user


def set_roles(user: User, *, is_admin: bool, authority_id: int | None, by: User | None) -> None:
    """Give or take staff roles; recorded when something changes. Rights count from the next request on."""
    if (user.is_admin, user.authority_id) == (is_admin, authority_id):
        return
    user.is_admin, user.authority_id = is_admin, authority_id
    record("change roles", f"user:{user.id}", by.id if by else None, _roles(is_admin, authority_id))


def _roles(is_admin: bool, authority_id: int | None) -> str:
    roles = ["admin"] if is_admin else []
    return " ".join([*roles, f"authority:{authority_id}"] if authority_id else roles) or "none"


def give_code(user: User, by: User | None, *, spoken: bool, expires_at: datetime) -> str:
    """A new one-time code, as it is shown; it replaces the one before. Ask ``rules.may_give_code`` first.

    ``spoken``: 8 characters as 4-4 that live 24 hours at most; otherwise 10 as 5-5 until ``expires_at``.
    """
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())  # two givers, one live code
    _kill_codes(user.id)
    if spoken:
        expires_at = min(expires_at, now() + SPOKEN_LIFE)
    code = AccessCode(user_id=user.id, salt=secrets.token_hex(16), length=SPOKEN if spoken else PRINTED,
                      created_at=now(), created_by_id=by.id if by else None, expires_at=expires_at, tries=0)
    db.session.add(code)
    db.session.flush()
    record("give code", f"user:{user.id}", by.id if by else None, "spoken" if spoken else "printed")
    return shown(code.salt, code.length)


def current_code(user: User) -> str | None:
    """The unused code once more, for a reprint; None when there is none that opens."""
    query = select(AccessCode).where(AccessCode.user_id == user.id, live_code()).order_by(AccessCode.id.desc())
    code = db.session.scalar(query.limit(1))
    return shown(code.salt, code.length) if code else None


def plain_code(salt: str, length: int) -> str:
    """The code behind a salt, without its dash."""
    return derived_code(str(current_app.config["SECRET_KEY"]), f"access:{salt}", length)


def shown(salt: str, length: int) -> str:
    """The code behind a salt, in two groups."""
    return grouped(plain_code(salt, length), length // 2)


def _kill_codes(user_id: int) -> None:
    db.session.execute(update(AccessCode).where(
        AccessCode.user_id == user_id, AccessCode.used_at.is_(None), AccessCode.replaced_at.is_(None),
    ).values(replaced_at=now()))


def count_try(code_id: int) -> None:
    """One wrong guess at a code."""
    db.session.execute(update(AccessCode).where(AccessCode.id == code_id).values(tries=AccessCode.tries + 1))


def start_session(user_id: int, *, code_id: int | None, device: str, second_factor: bool = False) -> str:
    """A new session; returns its 128-bit token, of which the database keeps the hash."""
    token = secrets.token_urlsafe(16)
    db.session.add(UserSession(token_hash=digest(token), user_id=user_id, created_at=now(), code_id=code_id,
                               device=device, second_factor_at=now() if second_factor else None))
    db.session.flush()
    return token


def end_session(token: str) -> None:
    """End the session with this token, whatever its state."""
    db.session.execute(update(UserSession).where(
        UserSession.token_hash == digest(token), UserSession.ended_at.is_(None)).values(ended_at=now()))


def end_sessions(user_id: int, but: str | None = None) -> None:
    """End every session of a person, but for the one with the token ``but``."""
    query = update(UserSession).where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
    if but:
        query = query.where(UserSession.token_hash != digest(but))
    db.session.execute(query.values(ended_at=now()))


def pass_second_factor(token: str) -> None:
    """This session has shown its second factor."""
    own = UserSession.token_hash == digest(token)
    db.session.execute(update(UserSession).where(own).values(second_factor_at=now()))


def finish_first_access(user: User, password_hash: str | None, privacy_version: str) -> None:
    """Her own password (None: she keeps the one she entered with) and her consent. The code is used up.

    All her sessions end: the caller starts a new one. Refused when the code died meanwhile.
    """
    if password_hash is not None:
        _use_code(user.entered_code_id)
        user.password_hash, user.password_at = password_hash, now()
    if user.consent_version is None:
        user.consent_version, user.consent_at = privacy_version, now()
    user.first_used_at = user.first_used_at or now()
    end_sessions(user.id)


def _use_code(code_id: int | None) -> None:
    done = db.session.execute(update(AccessCode).where(AccessCode.id == code_id, live_code()).values(used_at=now()))
    if _rows(done) != 1:
        raise Refused(_("Su código ya no sirve. Salga, pida uno nuevo a quien facilita su taller y vuelva a ingresar."))


def change_password(user: User, password_hash: str) -> None:
    """A new password; every session ends and the caller starts a new one. A code that waits dies too."""
    user.password_hash, user.password_at = password_hash, now()
    _kill_codes(user.id)
    end_sessions(user.id)


def disable(user: User, by: User) -> None:
    """Close an account: its sessions end, its codes die. Everything it did stays."""
    if user.disabled_at is None:
        user.disabled_at = now()
        _kill_codes(user.id)
        end_sessions(user.id)
        record("disable account", f"user:{user.id}", by.id)


def enable(user: User, by: User) -> None:
    """Open a closed account again, with the password it had; an erased one stays as it is."""
    if user.disabled_at is not None and user.erased_at is None:
        user.disabled_at = None
        record("enable account", f"user:{user.id}", by.id)


def set_second_factor(user: User, sealed_secret: str, step: int, recovery_hashes: list[str]) -> None:
    """Turn the second factor on; earlier recovery codes die. ``step``: that of the code which proved it."""
    user.totp_secret, user.totp_last_used = sealed_secret, step
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=code) for code in recovery_hashes)
    record("set second factor", f"user:{user.id}", user.id)


def drop_second_factor(user: User, by: User | None) -> None:
    """Turn the second factor off (a lost phone); every session ends."""
    user.totp_secret = user.totp_last_used = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    end_sessions(user.id)
    record("reset second factor", f"user:{user.id}", by.id if by else None)


def take_step(user_id: int, step: int) -> bool:
    """Whether this 30-second code is still unused; it is used from now on."""
    done = db.session.execute(update(User).where(
        User.id == user_id, (User.totp_last_used.is_(None)) | (User.totp_last_used < step)).values(totp_last_used=step))
    return _rows(done) == 1


def take_recovery_code(user_id: int, code_hash: str) -> bool:
    """Whether this recovery code is still unused; it is used from now on."""
    done = db.session.execute(update(RecoveryCode).where(
        RecoveryCode.user_id == user_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None),
    ).values(used_at=now()))
    return _rows(done) == 1


def mark_told(user_id: int) -> None:
    """The owner was told about the codes that were given to her."""
    db.session.execute(update(AccessCode).where(
        AccessCode.user_id == user_id, AccessCode.told_owner_at.is_(None)).values(told_owner_at=now()))


def tidy() -> dict[str, int]:
    """Delete what has served: parked forms after a day, counters, sessions after KEEP_SESSIONS days. Returns how many."""
    forms = db.session.execute(delete(ParkedForm).where(ParkedForm.created_at < now() - PARKED_KEPT))
    old = now() - timedelta(days=int(current_app.config["KEEP_SESSIONS"]))
    sessions = db.session.execute(delete(UserSession).where(UserSession.created_at < old))
    return {"parked forms": _rows(forms), "sessions": _rows(sessions), "counters": forget_old()}


def _rows(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE touched."""
    return cast(CursorResult[Any], result).rowcount


def rename(user: User, *, given_names: str, surnames: str, profession: str, by: User | None) -> None:
    """Correct the names of an account; recorded without the names. Certificates keep those they were issued with."""
    if (user.given_names, user.surnames, user.profession) == (given_names, surnames, profession):
        return
    user.given_names, user.surnames, user.profession = given_names, surnames, profession
    record("edit person", f"user:{user.id}", by.id if by else None)
