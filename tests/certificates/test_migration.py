"""What was issued before there were two papers: every row stays as it was, as a certificate, and stays frozen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy.exc import DatabaseError

from certificates.issuing.models import Certificate, FolioCounter, Particulars
from certificates.paper.snapshot import CERTIFICATE, canonical, commitment, from_bytes
from certificates.register import chain, merkle
from certificates.register.models import RegisterEntry, RegisterHead
from tests import databases
from tests.certificates.examples import NORMAL
from tests.run import ROOT, Run, close, make_app
from training.db import db

MOVED = ("salt", "snapshot", "claim")
MOMENT = datetime(2026, 11, 20, 15, tzinfo=UTC)
SALT = b"0" * 32
FILL = {str: "x", int: 1, bytes: b"x", datetime: MOMENT, date: MOMENT.date(), bool: False, time: time(8)}


@pytest.fixture
def before(run: Run, database_kind: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database as it was before, with one certificate, its file and its print file."""
    if database_kind == "postgresql":
        if databases.server_programs() is None:
            pytest.skip("PostgreSQL is not installed")
        run.start_cluster()
        assert run.cluster is not None
        address = databases.new_database(run.cluster, f"{run.name}_before")
    else:
        address = f"sqlite:///{tmp_path / 'before.db'}"
    app = make_app(address)
    with app.app_context():
        upgrade("0012")
        with db.engine.begin() as connection:
            fill(connection)
        yield app
    close(app)
    if run.cluster is not None:
        databases.drop_database(run.cluster, f"{run.name}_before")


def upgrade(to: str) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    command.upgrade(settings, to)


def fill(connection: sa.Connection) -> None:
    """One row of each table, as the version before wrote them."""
    found = sa.MetaData()
    found.reflect(connection)

    def put(name: str, **values: object) -> None:
        table = found.tables[name]
        for column in table.columns:
            if column.name not in values and not column.nullable and column.server_default is None:
                values[column.name] = FILL[column.type.python_type]
        connection.execute(table.insert().values(values))

    put("manual_version", digest="0" * 64)
    put("user_account", id=1, document_type="dni")
    put("cohort", id=1, manual_digest="0" * 64)
    put("membership", id=1)
    put("certificate", id=1, folio=NORMAL.folio, token=NORMAL.token, code=NORMAL.code, salt=SALT,
        snapshot=canonical(NORMAL), commitment=commitment(SALT, NORMAL).hex())
    put("certificate_file", certificate_id=1, sha256="a" * 64)
    put("print_file", id=1, sha256="b" * 64)
    put("folio_counter", year=2026, last=128)


def test_every_row_stays_and_is_a_certificate(before: Flask) -> None:
    with db.engine.connect() as connection:
        old = {table: connection.execute(sa.select(sa.text("*")).select_from(sa.table(table))).mappings().one()
               for table in ("certificate", "certificate_file", "print_file")}
    upgrade("head")
    with db.engine.connect() as connection:
        for table, row in old.items():
            new = dict(connection.execute(sa.select(sa.text("*")).select_from(sa.table(table))).mappings().one())
            assert new.pop("kind", CERTIFICATE) == CERTIFICATE
            assert new.items() >= {name: value for name, value in row.items() if name not in MOVED}.items()
    columns = {column["name"]: column["default"] for column in sa.inspect(db.engine).get_columns("certificate")}
    assert columns["kind"] is None
    one, said = db.session.query(Certificate).one(), db.session.query(Particulars).one()
    assert commitment(said.salt, from_bytes(said.snapshot)).hex() == one.commitment
    assert {name: getattr(said, name) for name in MOVED} == {name: old["certificate"][name] for name in MOVED}
    entry = chain.from_bytes(db.session.query(RegisterEntry).one().body)
    assert (entry.seq, entry.kind, entry.folio, entry.commitment) == (1, chain.ISSUED, one.folio, one.commitment)
    assert db.session.query(RegisterHead).one().frontier == merkle.leaf(chain.canonical(entry))
    assert db.session.get_one(FolioCounter, (2026, CERTIFICATE)).last == 128


@pytest.mark.parametrize("statements", [
    ("DELETE FROM certificate", "UPDATE certificate SET folio = '9'"),
    ("DELETE FROM certificate_file", "UPDATE certificate_file SET size = 9"),
    ("DELETE FROM print_file", "UPDATE print_file SET pages = 9"),
    ("DELETE FROM register_entry", "UPDATE register_entry SET certificate_id = NULL"),
    ("DELETE FROM certificate_particulars", "UPDATE certificate_particulars SET claim = ''")])
def test_the_rows_are_still_frozen(before: Flask, statements: tuple[str, str]) -> None:
    upgrade("head")
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only|go only after"), db.engine.begin() as connection:
            connection.execute(sa.text(statement))


def test_a_person_may_have_each_turn_of_a_paper_once(before: Flask) -> None:
    upgrade("head")
    names = [column["name"] for column in sa.inspect(db.engine).get_columns("certificate")]
    own = {"id": "{id}", "kind": "'{kind}'", "turn": "{turn}"} | dict.fromkeys(("key", "folio", "token", "code"), "'{id}'")
    copy = f"INSERT INTO certificate ({', '.join(names)}) SELECT {', '.join(own.get(name, name) for name in names)} "
    copy += "FROM certificate WHERE id = 1"
    with db.engine.begin() as connection:
        connection.execute(sa.text(copy.format(id=2, kind="constancia", turn=1)))
        connection.execute(sa.text(copy.format(id=3, kind="constancia", turn=2)))
    with pytest.raises(DatabaseError, match="(?i)unique"), db.engine.begin() as connection:
        connection.execute(sa.text(copy.format(id=4, kind="constancia", turn=1)))
