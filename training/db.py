"""The database: typed models, named constraints, UTC, and the rule that a GET does not write.

On SQLite an unsafe request opens its transaction with BEGIN IMMEDIATE before its first read, so a
read never has to be upgraded to a write (the source of "database is locked"). A GET may write only
what ``GET_WRITES`` lists, each in a short transaction of its own.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, MetaData, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, registry
from sqlalchemy.types import TypeDecorator

GET_WRITES = frozenset({"view mark", "verification miss", "key of another system"})
READ_ONLY = "25006"  # what PostgreSQL answers to whoever writes to a copy
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_may_write: ContextVar[bool] = ContextVar("may_write", default=True)  # shell and worker write; a GET does not
_begin_writing: ContextVar[bool] = ContextVar("begin_writing", default=True)


class WroteInGet(RuntimeError):
    """A GET tried to change the database: a mistake of ours, never of the person's."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every model: constraints have names, so that migrations can speak of them."""

    registry = registry(
        metadata=MetaData(naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }),
        type_annotation_map={datetime: UTCDateTime},
    )


# Objects stay readable after a commit: the transaction ends before a page is drawn, without new queries.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def new_key() -> str:
    """A public identity for URLs: 12 characters, unguessable, says nothing about the person."""
    return secrets.token_urlsafe(9)


def inserting(table: Any) -> Any:
    """INSERT into a table or model that knows ON CONFLICT, in the words of the database in use."""
    return (postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert)(table)


@contextmanager
def writing(what: str) -> Iterator[None]:
    """The short write of a GET: ends the read first, then commits its own transaction.

    ``what`` must stand in ``GET_WRITES``. None of these is worth the wait for a disk: on PostgreSQL a power cut may
    take the last half second of them.
    """
    if what not in GET_WRITES:
        raise WroteInGet(what)
    db.session.commit()
    allowed, begun = _may_write.set(True), _begin_writing.set(True)
    try:
        if db.session.get_bind().dialect.name == "postgresql":
            db.session.execute(text("SET LOCAL synchronous_commit TO OFF"))
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _may_write.reset(allowed)
        _begin_writing.reset(begun)


@contextmanager
def not_on_a_replica() -> Iterator[None]:
    """Around `writing`: what can be done without is let go where the database is a copy that only reads."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != READ_ONLY:
            raise


@contextmanager
def reading() -> Iterator[None]:
    """A read that takes no write lock inside an unsafe request, for what is slow afterwards (hashing a password)."""
    begun = _begin_writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        _begin_writing.reset(begun)


def _choose_transaction() -> None:
    unsafe = request.method not in SAFE_METHODS
    _may_write.set(unsafe)
    _begin_writing.set(unsafe)


def _forget_transaction(error: BaseException | None) -> None:
    _may_write.set(True)
    _begin_writing.set(True)


def _refuse_flush(session: Session, *_: object) -> None:
    if not _may_write.get() and (session.new or session.dirty or session.deleted):
        raise WroteInGet(request.path)


def _refuse_statement(state: ORMExecuteState) -> None:
    if not _may_write.get() and (state.is_insert or state.is_update or state.is_delete):
        raise WroteInGet(request.path)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2; back-ported to 3.50.7 and 3.44.6)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    journal = "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "DELETE"
    for pragma in ("foreign_keys=ON", f"journal_mode={journal}", "synchronous=FULL", "busy_timeout=15000",
                   "secure_delete=ON"):  # what was deleted is overwritten: an erasure erases
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _create_private(_dialect: Dialect, _record: object, arguments: list[Any], _options: object) -> None:
    """A database file that is not there yet is made for nobody else's eyes; SQLite's journal takes after it."""
    path = str(arguments[0])
    if not path.startswith((":", "file:")) and not os.path.exists(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _begin_writing.get() else "BEGIN")


def _prepare_engine(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _create_private)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)


def init_app(app: Flask) -> None:
    """Bind the database and the rule about writing to the application."""
    db.init_app(app)
    with app.app_context():
        _prepare_engine(db.engine)
    app.before_request(_choose_transaction)
    app.teardown_request(_forget_transaction)


event.listen(Session, "before_flush", _refuse_flush)
event.listen(Session, "do_orm_execute", _refuse_statement)
