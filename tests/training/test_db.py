"""The rules of the database: a GET writes nothing, times are UTC, SQLite is asked safely."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests import make
from training import db as database
from training.db import UTCDateTime, WroteInGet, db, wal_is_safe, writing
from training.places.models import HealthAuthority


def test_a_get_that_writes_is_a_mistake_of_ours(app: Flask) -> None:
    with app.test_request_context("/"):
        database._choose_transaction()
        db.session.add(HealthAuthority(code="x", name="X", department_code="01"))
        with pytest.raises(WroteInGet):
            db.session.flush()
        db.session.rollback()
        with pytest.raises(WroteInGet):
            db.session.execute(HealthAuthority.__table__.delete())
        with pytest.raises(WroteInGet), writing("anything else"):
            pass
        database._forget_transaction(None)


@pytest.mark.parametrize(("version", "safe"), [
    ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 4), False),
    ((3, 50, 7), True), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 54, 1), True),
])
def test_wal_only_where_it_loses_nothing(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_sqlite_keeps_what_it_acknowledged(app: Flask, database_kind: str) -> None:
    if database_kind != "sqlite":
        assert db.session.scalar(text("SHOW server_version")) is not None
        return
    assert db.session.scalar(text("PRAGMA synchronous")) == 2
    assert db.session.scalar(text("PRAGMA foreign_keys")) == 1
    assert db.session.scalar(text("PRAGMA busy_timeout")) == 15000


def test_a_time_without_zone_has_no_place() -> None:
    with pytest.raises(ValueError, match="naive"):
        UTCDateTime().process_bind_param(datetime(2026, 1, 1), db)  # type: ignore[arg-type]  # the dialect is not asked


def test_times_come_back_as_they_went(app: Flask) -> None:
    at = datetime(2026, 11, 23, 10, 42, 7, 123456, tzinfo=UTC)
    person = make.user(created_at=at)
    db.session.commit()
    db.session.expire_all()
    assert person.created_at == at
    assert person.created_at.tzinfo is not None


def test_a_new_sqlite_file_is_for_nobody_elses_eyes(another_app: Callable[..., Flask], tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    made = another_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{path}")
    with made.app_context():
        db.session.execute(text("SELECT 1"))
        db.session.rollback()
        db.engine.dispose()
    assert path.stat().st_mode & 0o077 == 0
