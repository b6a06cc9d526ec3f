"""Making and ending the keys of other systems. Nothing here commits."""

import secrets
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from training.accounts.models import User
from training.accounts.queries import digest
from training.audit.actions import record
from training.clock import now, today
from training.db import db
from training.errors import Refused
from training.reporting.models import ApiKey

PREFIX = "replica_"  # so that whoever finds one in a log knows what it opens


def make_key(name: str, authority_id: int | None, expires_on: date, by: User) -> tuple[ApiKey, str]:
    """A key and its token, which is known nowhere else from now on.

    Raises Refused when a key of this name opens today: a form sent twice makes one.
    """
    same = select(ApiKey.id).where(ApiKey.name == name, ApiKey.ended_at.is_(None), ApiKey.expires_on >= today())
    if db.session.scalar(same) is not None:
        raise Refused(_("Ya hay una llave vigente con ese nombre. Si no llegó a copiarla, termínela y haga otra."), 409)
    token = PREFIX + secrets.token_urlsafe(32)
    made = ApiKey(name=name, token_hash=digest(token), authority_id=authority_id, created_at=now(), created_by_id=by.id,
                  expires_on=expires_on, ended_at=None, ended_by_id=None, last_used_on=None)
    db.session.add(made)
    db.session.flush()
    record("make key", f"key:{made.id}", by.id)
    return made, token


def end_key(key: ApiKey, by: User) -> None:
    """From now on it opens nothing. Ended twice, the first time counts."""
    if key.ended_at is None:
        key.ended_at, key.ended_by_id = now(), by.id
        db.session.flush()
        record("end key", f"key:{key.id}", by.id)
