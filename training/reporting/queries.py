"""Reading the keys of other systems."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort, request
from sqlalchemy import select

from training.accounts.models import User
from training.accounts.queries import digest
from training.clock import today
from training.db import db
from training.places.models import HealthAuthority
from training.reporting.models import ApiKey

MOST = 200  # keys on the page: those that open, and the last ones that do not


@dataclass(frozen=True)
class Listed:
    """A key on the page of administrators: whose region it opens ("" the country), who made it."""

    key: ApiKey
    region: str
    by: str

    @property
    def opens(self) -> bool:
        return self.key.ended_at is None and self.key.expires_on >= today()


def keys() -> list[Listed]:
    """The keys, those that open first, then the newest. One query."""
    closed = ApiKey.ended_at.is_not(None) | (ApiKey.expires_on < today())
    query = (select(ApiKey, HealthAuthority.name, User.given_names, User.surnames)
             .outerjoin(HealthAuthority, HealthAuthority.id == ApiKey.authority_id)
             .join(User, User.id == ApiKey.created_by_id).order_by(closed, ApiKey.id.desc()).limit(MOST))
    return [Listed(key, region or "", f"{given} {last}") for key, region, given, last in db.session.execute(query)]


def key_with(public: str) -> ApiKey:
    """A key by its public id; 404 when there is none."""
    query = select(ApiKey).where(ApiKey.key == public)
    found = db.session.scalar(query.with_for_update() if request.method == "POST" else query)
    if found is None:
        abort(404)
    return found


def key_of_token(token: str) -> tuple[ApiKey, HealthAuthority | None] | None:
    """The key that this token is, with its region, if it opens today. One query."""
    query = (select(ApiKey, HealthAuthority).outerjoin(HealthAuthority, HealthAuthority.id == ApiKey.authority_id)
             .where(ApiKey.token_hash == digest(token), ApiKey.ended_at.is_(None), ApiKey.expires_on >= today()))
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def names_of_keys(ids: Iterable[int]) -> dict[int, str]:
    """Id → name, for the record of acts. One query."""
    rows = db.session.execute(select(ApiKey.id, ApiKey.name).where(ApiKey.id.in_(list(ids))))
    return {number: name for number, name in rows}
