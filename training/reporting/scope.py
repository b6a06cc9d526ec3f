"""Whose figures somebody may read: an administrator the country or one region, a trainer those of her own."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import select

from training.accounts.models import User
from training.db import db
from training.places.models import HealthAuthority


@dataclass(frozen=True)
class Scope:
    """A health authority, or the country (None)."""

    authority: HealthAuthority | None

    @property
    def id(self) -> int | None:
        return self.authority.id if self.authority else None

    @property
    def code(self) -> str:
        """For the name of a file."""
        return self.authority.code if self.authority else "peru"


def authority_with(code: str) -> HealthAuthority | None:
    """The health authority with this code."""
    return db.session.scalar(select(HealthAuthority).where(HealthAuthority.code == code))


def scope_of(actor: User, code: str) -> Scope:
    """The region that was asked for; nothing asked: all that she may see. 404 when it is none, or not hers."""
    found = authority_with(code) if code else None
    if code and found is None or found is not None and not actor.is_admin and found.id != actor.authority_id:
        abort(404)
    if found is None and not actor.is_admin:
        found = db.session.get_one(HealthAuthority, actor.authority_id)
    return Scope(found)
