"""What the upgrade recognises: whoever facilitated, for a year, back to her first cohort; nobody else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import databases
from tests.certificates.test_migration import FILL, upgrade
from tests.run import Run, close, make_app
from training.clock import today
from training.db import db
from training.licences.models import Licence
from training.licences.rules import add_months


@pytest.fixture
def before(run: Run, database_kind: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database as it was before licences."""
    if database_kind == "postgresql":
        if databases.server_programs() is None:
            pytest.skip("PostgreSQL is not installed")
        run.start_cluster()
        assert run.cluster is not None
        address = databases.new_database(run.cluster, f"{run.name}_unlicensed")
    else:
        address = f"sqlite:///{tmp_path / 'before.db'}"
    app = make_app(address)
    with app.app_context():
        upgrade("0025")
        yield app
    close(app)
    if run.cluster is not None:
        databases.drop_database(run.cluster, f"{run.name}_unlicensed")


def put(connection: sa.Connection, tables: sa.MetaData, name: str, **values: object) -> None:
    """A row as the version before wrote it."""
    table = tables.tables[name]
    for column in table.columns:
        if column.name not in values and not column.nullable and column.server_default is None:
            values[column.name] = FILL[column.type.python_type]
    connection.execute(table.insert().values(values))


def person(connection: sa.Connection, tables: sa.MetaData, number: int, **more: object) -> None:
    put(connection, tables, "user_account", id=number, key=f"u{number}", document_type="dni", document=f"{number:08}", **more)


def test_who_facilitated_goes_on_for_a_year(before: Flask) -> None:
    first, last = today() - timedelta(days=40), today() + timedelta(days=9)
    with db.engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        put(connection, tables, "manual_version", digest="0" * 64)
        for number in (1, 2, 3):
            person(connection, tables, number)
        person(connection, tables, 4, erased_at=datetime(2026, 1, 1, tzinfo=UTC))
        for number, course, begins in ((1, "a", first), (2, "a", last), (3, "b", first)):
            put(connection, tables, "cohort", id=number, key=f"c{number}", join_code=f"j{number}", course=course,
                manual_digest="0" * 64, starts_on=begins, ends_on=begins, created_by_id=1)
        for cohort, user in ((1, 1), (2, 1), (2, 2), (3, 2), (1, 4)):
            put(connection, tables, "cohort_trainer", cohort_id=cohort, user_id=user)
    upgrade("head")
    found = {one.user_id: one for one in db.session.query(Licence)}
    assert {number: one.step for number, one in found.items()} == {1: "regional", 2: "principal"}
    for one in found.values():
        assert (one.basis, one.by_id, one.valid_until) == ("recognised", None, add_months(today(), 12))
        assert one.granted_on == first and "reconocida por doce meses" in one.reason
    assert len({one.key for one in found.values()}) == 2


def test_an_accreditation_that_stands_is_a_licence(before: Flask) -> None:
    until = today() + timedelta(days=400)
    with db.engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        put(connection, tables, "manual_version", digest="0" * 64)
        for number in (1, 2):
            person(connection, tables, number)
        put(connection, tables, "cohort", id=1, course="b", manual_digest="0" * 64, created_by_id=1)
        put(connection, tables, "membership", id=1, user_id=2)
        put(connection, tables, "membership", id=2, user_id=1, key="m2")
        put(connection, tables, "certificate", id=1, kind="accreditation", valid_until=until, folio="2026-A-000001",
            issued_by_id=1)
        put(connection, tables, "certificate", id=2, kind="accreditation", valid_until=date(2020, 1, 1), membership_id=2,
            key="p2", token="t2", code="c2", folio="2018-A-000001")
    upgrade("head")
    one = db.session.query(Licence).one()
    assert (one.user_id, one.step, one.basis, one.valid_until, one.by_id) == (2, "regional", "paper", until, 1)
    assert "2026-A-000001" in one.reason
