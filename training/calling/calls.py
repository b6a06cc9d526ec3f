"""A call, and where calls come from: one statement for a page of them, one for how many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, exists, func, select

from training.calling.models import CallNote
from training.calling.rules import MOST, monday
from training.calling.whose import Whose
from training.clock import today
from training.db import db


@dataclass(frozen=True)
class Call:
    """Somebody to be called. ``key``: of the subject, for the form; ``why``: for whoever calls; ``text``: to send, in words
    that anybody may read on the phone; ``url``: where in Réplica more is known."""

    kind: str
    subject_id: int
    key: str
    who: str
    why: str
    detail: str
    text: str
    url: str


@dataclass(frozen=True)
class Found:
    """Some calls, and how many there are: exactly up to `rules.MOST`, above it one more."""

    calls: Sequence[Call]
    total: int

    @property
    def many(self) -> bool:
        return self.total > MOST


class Source(Protocol):
    """Where calls of one kind come from."""

    def found(self, whose: Whose, limit: int, offset: int) -> Found:
        """Some of them, the most urgent first. A constant number of queries."""

    def one(self, whose: Whose, key: str) -> Call | None:
        """The one with this key, if it waits to be made by these people."""


@dataclass(frozen=True)
class Asked:
    """Calls that are rows of one statement. ``statement(whose)``: without limit and order; ``key``: its column by which one
    is found; ``subject``: the id that a mark is kept by."""

    kind: str
    statement: Callable[[Whose], Any]
    order: Sequence[Any]
    key: Any
    subject: Any
    call: Callable[[Any, Whose], Call]

    def _waiting(self, whose: Whose) -> Any:
        return self.statement(whose).where(not_called(self.kind, self.subject))

    def found(self, whose: Whose, limit: int, offset: int) -> Found:
        """Two queries."""
        waiting = self._waiting(whose)
        some = waiting.with_only_columns(self.subject).limit(MOST + 1).subquery()
        total = db.session.scalar(select(func.count()).select_from(some)) or 0
        rows = db.session.execute(waiting.order_by(*self.order, self.subject).limit(limit).offset(offset)) if total else ()
        return Found([self.call(row, whose) for row in rows], total)

    def one(self, whose: Whose, key: str) -> Call | None:
        """One query. Also one that was called this week: the mark may be changed."""
        row = db.session.execute(self.statement(whose).where(self.key == key).limit(1)).first()
        return self.call(row, whose) if row else None


def not_called(kind: str, subject: Any) -> ColumnElement[bool]:
    """Whom nobody has called this week."""
    return ~exists().where(CallNote.kind == kind, CallNote.subject_id == subject, CallNote.week == monday(today()))
