"""Reading accounts: who a session belongs to, what a key must fit, lists for pages."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import aliased, lazyload, load_only

from training.accounts.models import AccessCode, RecoveryCode, User, UserSession
from training.accounts.plain import holds
from training.clock import now
from training.db import db
from training.places.folding import fold
from training.places.models import HealthAuthority

TRIES = 5  # guesses at one code; after them it is dead
PAGE = 50


def digest(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def live_code() -> ColumnElement[bool]:
    """The condition under which a one-time code still opens."""
    return and_(AccessCode.used_at.is_(None), AccessCode.replaced_at.is_(None), AccessCode.expires_at > now(),
                AccessCode.tries < TRIES)


@dataclass(frozen=True)
class Lock:
    """What a typed key must fit, copied out of the database: hashing happens without a transaction."""

    user_id: int
    password_hash: str | None
    code_id: int | None
    code_salt: str | None
    code_length: int | None


def lock_of(kind: str, number: str) -> Lock | None:
    """The lock of the account with this document; None for unknown and for disabled ones. One query."""
    query = (select(User.id, User.password_hash, AccessCode.id, AccessCode.salt, AccessCode.length)
             .outerjoin(AccessCode, and_(AccessCode.user_id == User.id, live_code()))
             .where(User.document_type == kind, User.document == number, User.disabled_at.is_(None))
             .order_by(AccessCode.id.desc()).limit(1))
    row = db.session.execute(query).first()
    return Lock(*row) if row else None


# What the gate and the frame of every page ask of whoever is signed in; the rest is read when a page wants it.
_ON_EVERY_PAGE = load_only(User.id, User.given_names, User.password_hash, User.is_admin, User.authority_id,
                           User.totp_secret, User.consent_version, User.disabled_at)
# Every request of whoever is signed in asks this: built once, it costs a quarter less.
_PERSON_OF_SESSION = (select(User, UserSession.created_at, UserSession.second_factor_at, UserSession.code_id)
                      .join(UserSession, UserSession.user_id == User.id)
                      .options(lazyload(User.authority), _ON_EVERY_PAGE)
                      .where(UserSession.token_hash == bindparam("token_hash"), UserSession.ended_at.is_(None)))


class Entered(NamedTuple):
    """A person through one of her sessions: when it began, whether it has shown its second factor, with which code."""

    user: User
    created_at: datetime
    second_factor_at: datetime | None
    code_id: int | None


def person_of_session(token: str) -> Entered | None:
    """The session with this token and its person, if it has not ended. One SELECT; her authority is read when asked."""
    row = db.session.execute(_PERSON_OF_SESSION, {"token_hash": digest(token)}).first()
    return Entered(*row) if row else None


def owner_of_session(token: str) -> int | None:
    """Whose session it is or was; for what was posted after its end."""
    return db.session.scalar(select(UserSession.user_id).where(UserSession.token_hash == digest(token)))


def sessions_of(user_id: int, since: datetime) -> Sequence[UserSession]:
    """Her sessions that have not ended and began after ``since``, the newest first."""
    query = (select(UserSession).where(UserSession.user_id == user_id, UserSession.ended_at.is_(None),
                                       UserSession.created_at > since).order_by(UserSession.created_at.desc()))
    return db.session.scalars(query).all()


@dataclass(frozen=True)
class GivenCode:
    """A code that was given to a person: when, by whom (empty: at the server's console), what became of it."""

    id: int
    at: datetime
    by: str
    used_at: datetime | None
    told: bool


def codes_given(user_id: int, most: int = 10) -> list[GivenCode]:
    """The last codes that somebody gave to this person, the newest first."""
    giver = aliased(User)
    query = (select(AccessCode, giver.given_names, giver.surnames)
             .outerjoin(giver, giver.id == AccessCode.created_by_id)
             .where(AccessCode.user_id == user_id).order_by(AccessCode.id.desc()).limit(most))
    return [GivenCode(code.id, code.created_at, f"{given or ''} {last or ''}".strip(), code.used_at,
                      code.told_owner_at is not None)
            for code, given, last in db.session.execute(query)]


def recovery_codes_left(user_id: int) -> int:
    """How many recovery codes still serve."""
    query = select(func.count()).select_from(RecoveryCode).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(query) or 0


def by_key(key: str) -> User | None:
    """The account with this public key."""
    return db.session.scalar(select(User).where(User.key == key))


def by_document(kind: str, number: str) -> User | None:
    """The account with this document."""
    return db.session.scalar(select(User).where(User.document_type == kind, User.document == number))


@dataclass(frozen=True)
class Found:
    """One page of people and how many there are in all."""

    people: Sequence[User]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


_BY_NAME = (User.surnames, User.given_names, User.id)


def staff(page: int) -> Found:
    """Administrators and trainers by surname."""
    return _found(or_(User.is_admin, User.authority_id.is_not(None)), page)


def search(words: str, number: str, page: int) -> Found:
    """Everybody whose document is ``number`` or whose names contain each of the words, whatever the accents."""
    each = [or_(holds(User.given_names, word), holds(User.surnames, word)) for word in fold(words).split()[:6]]
    return _found(or_(User.document == number, and_(*each) if each else false()), page, at_once=True)


def _found(condition: ColumnElement[bool], page: int, *, at_once: bool = False) -> Found:
    """``at_once``: count while looking, where looking costs more than counting what was found."""
    condition = and_(condition, User.erased_at.is_(None))
    if at_once and page == 1:
        rows = db.session.execute(select(User, func.count().over()).where(condition).order_by(*_BY_NAME).limit(PAGE)).all()
        return Found([user for user, _count in rows], rows[0][1] if rows else 0, 1)
    total = db.session.scalar(select(func.count()).select_from(User).where(condition)) or 0
    page = max(1, min(page, -(-total // PAGE) or 1))
    query = select(User).where(condition).order_by(*_BY_NAME).limit(PAGE).offset((page - 1) * PAGE)
    return Found(db.session.scalars(query).all(), total, page)


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Names by id, for the audit page; one query."""
    query = select(User.id, User.given_names, User.surnames).where(User.id.in_(set(ids)))
    return {found: f"{given} {last}" for found, given, last in db.session.execute(query)}


def authorities() -> list[tuple[int, str]]:
    """Every health authority, by name, for a list to choose from."""
    query = select(HealthAuthority.id, HealthAuthority.name).order_by(HealthAuthority.name)
    return [(found, name) for found, name in db.session.execute(query)]


def names_of_authorities(ids: Iterable[int]) -> dict[int, str]:
    """Id → name, for the record of acts."""
    wanted = set(ids)
    return {number: name for number, name in authorities() if number in wanted}
