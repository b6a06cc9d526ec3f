"""Erasing a person: every room lets go of what it knows of her, all or nothing; what others wrote about her loses her name.

What stays is a tombstone (a number and a moment), figures, and the entries of the register, which name nobody.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select, update

from training import store
from training.accounts.models import User
from training.cohorts.erasing import cohorts_of, places_of
from training.cohorts.models import Cohort, Membership
from training.cohorts.numbering import hold
from training.db import db, reading
from training.errors import Refused
from training.forgetting import pattern_of, redacted
from training.house import house
from training.keeping import again
from training.naming.models import NameConfirmation

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mention:
    """A row in which somebody wrote her name: its column and its primary key."""

    column: Any
    key: tuple[Any, ...]


def may_be_erased(user: User, by: User | None) -> None:
    """Raise Refused with what to do first. ``by``: None at the server's console."""
    if user.erased_at is not None:
        raise Refused(_("Los datos de esta persona ya se borraron."))
    if by is not None and by.id == user.id:
        raise Refused(_("Sus propios datos los borra otra persona que administra Réplica."), 403)
    if user.is_admin:
        raise Refused(_("Esta persona administra Réplica. Quítele antes esa función en su página, para que nadie borre por "
                        "error a quien administra."))


def preview(user_id: int) -> dict[str, int]:
    """What an erasure would take: it is done, counted, and undone before anything is committed."""
    found = _mentions(user_id)
    try:
        return _erase(user_id, None, found)
    finally:
        db.session.rollback()


def erase_person(user_id: int, by_id: int | None) -> dict[str, int]:
    """Erase, commit, and delete the files; commits. Ask ``may_be_erased`` first. Returns what went, by name."""
    found = _mentions(user_id)
    whose = again.mark_of(db.session.get_one(User, user_id).key)
    gone = _erase(user_id, by_id, found)
    db.session.commit()
    again.remember(whose)
    for after in house().after_erasing:
        gone |= after(user_id)
    store.remove_waiting()
    _forget_drawn_parts()
    db.session.commit()
    return gone


def erase_again() -> dict[str, int]:
    """Erase whom an older backup brought back. While the register may not grow (after a restore) they wait a day."""
    done = 0
    for number in again.waiting():
        try:
            erase_person(number, None)
            done += 1
        except Refused as problem:
            db.session.rollback()
            log.warning("an erasure has to wait: %s", problem.message)
            break
    return {"erased again": done}


def _erase(user_id: int, by_id: int | None, found: list[Mention]) -> dict[str, int]:
    """In the order of every lock of the house: cohorts first, then what each room announced."""
    for cohort in db.session.scalars(select(Cohort).where(Cohort.id.in_(cohorts_of(user_id))).order_by(Cohort.id)):
        hold(cohort)
    pattern = _pattern(user_id)
    gone: dict[str, int] = {}
    for erase in house().erasers:
        for name, count in erase(user_id, by_id).items():
            gone[name] = gone.get(name, 0) + count
    gone["mentions"] = sum(_redact(one, pattern) for one in found) if pattern else 0
    return gone


def _pattern(user_id: int) -> re.Pattern[str] | None:
    """Her document and each of the names under which we know her."""
    user, places = db.session.get_one(User, user_id), places_of(user_id)
    names = {(user.given_names, user.surnames)}
    for model, column in ((Membership, Membership.id), (NameConfirmation, NameConfirmation.membership_id)):
        rows = db.session.execute(select(model.given_names, model.surnames).where(column.in_(places)))
        names |= {(given, surnames) for given, surnames in rows}
    return pattern_of(names, [user.document])


def _mentions(user_id: int) -> list[Mention]:
    """Where she is named in what somebody typed. Read before the transaction that writes: it looks at every such row."""
    with reading():
        pattern = _pattern(user_id)
        return list(_named(pattern)) if pattern else []


def _named(pattern: re.Pattern[str]) -> Iterator[Mention]:
    for column in house().free_texts:
        keys = column.class_.__mapper__.primary_key
        query = select(*keys, column).where(column.is_not(None), column != "").execution_options(yield_per=500)
        for row in db.session.execute(query):
            if pattern.search(row[-1]):
                yield Mention(column, tuple(row[:-1]))


def _redact(one: Mention, pattern: re.Pattern[str]) -> bool:
    model = one.column.class_
    here = [key == value for key, value in zip(model.__mapper__.primary_key, one.key, strict=True)]
    text = db.session.scalar(select(one.column).where(*here))
    if not text or (plain := redacted(text, pattern)) == text:
        return False
    db.session.execute(update(model).where(*here).values({one.column.key: plain}))
    return True


def _forget_drawn_parts() -> None:
    """Parts of pages that this process keeps; those of other processes are out of date since the commit, and never shown."""
    shelf = current_app.extensions.get("replica.kept_parts")
    if shelf is not None:
        shelf.parts.clear()
        shelf.filled = 0
