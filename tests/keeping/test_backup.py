"""The drill: a backup under load, put back elsewhere, and everything is there. And each way in which it refuses."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask

from certificates.issuing.actions import note_file
from certificates.issuing.models import CertificateFile
from certificates.register import guard
from certificates.register.keys import signing_key
from tests import databases, make
from tests.certificates import story as papers
from tests.run import Run, close, flask, make_app
from training import store
from training.accounts.models import User
from training.db import db
from training.keeping import again, backup, dump, manifest, restore
from training.keeping.backup import NotMade
from training.keeping.moving import move
from training.keeping.restore import NotRestored

WRITER = """
import sys
sys.path.insert(0, {root!r})
from tests.run import make_app
from training.accounts.actions import create_person
from training import store
from training.attendance.models import SheetPhoto
from training.db import db
app = make_app({url!r}, INSTANCE_DIR={instance!r})
with app.app_context():
    for number in range(100_000):
        create_person(document_type="passport", document=f"W{{number:07}}", given_names="Una", surnames="Persona", by=None)
        create_person(document_type="passport", document=f"X{{number:07}}", given_names="Otra", surnames="Persona", by=None)
        store.put(b"photo %d" % number, ".jpg")
        db.session.commit()
        print(number, flush=True)
"""


@pytest.fixture
def filled(app: Flask, place: Path) -> Any:
    """A cohort with three certificates, each with a file, and their print file."""
    cohort = papers.cohort_of(make.bea())
    for one in papers.issued(cohort):
        sha256 = store.put(b"%PDF-1.7 of " + one.folio.encode())
        note_file(one.id, sha256, 20)
    db.session.commit()
    return cohort


@pytest.fixture
def elsewhere(run: Run, database_kind: str, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Another install: nothing in it, not even tables."""
    made: list[Flask] = []
    folder = tmp_path / "elsewhere"

    def install(name: str = "one", **settings: Any) -> Flask:
        instance = folder / name
        instance.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{instance / 'replica.db'}"
        if database_kind == "postgresql":
            assert run.cluster is not None
            url = databases.new_database(run.cluster, f"{run.name}_{name}")
        made.append(make_app(url, INSTANCE_DIR=str(instance), SIGNING_KEY_FILE=str(instance / "signing_key.pem"), **settings))
        return made[-1]

    yield install
    for number, app in enumerate(made):
        close(app)
        if database_kind == "postgresql" and run.cluster is not None and number == 0:
            databases.drop_database(run.cluster, f"{run.name}_one")


def at(other: Flask, *words: str) -> str:
    """A command there: one that is run inside of another application's context would speak of that one."""
    with other.app_context():
        said = flask(other, *words)
        db.session.remove()
    return said


def counts(app: Flask) -> dict[str, int]:
    """Rows by table, without what the restore itself writes."""
    with app.app_context():
        found = manifest.facts()["counts"]
    return {name: count for name, count in found.items() if name not in ("register_restore", "alembic_version")}


def test_the_drill_under_load(app: Flask, filled: Any, elsewhere: Callable[..., Flask], place: Path, tmp_path: Path,
                              database: str) -> None:
    """A process writes two rows and a file at a time, all the while. The copy holds pairs, and every file."""
    root = str(Path(__file__).parents[2])
    program = WRITER.format(root=root, url=database, instance=str(place))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "0"
        try:
            db.session.remove()
            made = backup.backup(tmp_path / "copy.zip")
            before = int(writer.stdout.readline())
        finally:
            writer.kill()
    other = elsewhere()
    db.session.remove()
    assert "Restaurada" in at(other, "restore", str(tmp_path / "copy.zip"))
    written = _check_the_writer(other)
    assert written > 0 and before >= 0
    assert counts(other)["certificate"] == 3 == made.counts["certificate"]
    assert made.register == counts(other)["register_entry"] == 4, "three papers and the key"
    assert made.checkpoint.splitlines()[1] == "4"
    assert "Todo está" in at(other, "certificates", "check")
    at(other, "register", "verify")


def _check_the_writer(other: Flask) -> int:
    """Pairs are whole, and so is the file of each."""
    with other.app_context():
        mine = db.session.scalars(sa.select(User.document).where(User.document_type == "passport")).all()
        numbers = {int(one[1:]) for one in mine if one[0] == "W"}
        assert numbers == {int(one[1:]) for one in mine if one[0] == "X"}, "half a transaction in the copy"
        assert numbers == set(range(len(numbers)))
        photos = {sha256 for sha256, ending in store.every() if ending == ".jpg"}
        for sha256, ending in store.every():
            assert store.is_whole(sha256, ending)
        assert len(photos) >= len(numbers), "a row without its file"
        db.session.rollback()
    return len(numbers)


def test_what_comes_back_is_what_was_there(app: Flask, filled: Any, elsewhere: Callable[..., Flask], place: Path,
                                           tmp_path: Path) -> None:
    before = counts(app)
    files = sorted(store.every())
    db.session.remove()
    made = backup.backup(tmp_path / "copy.zip")
    other = elsewhere()
    at(other, "restore", str(tmp_path / "copy.zip"))
    assert counts(other) == before
    with other.app_context():
        assert sorted(store.every()) == files
        public = Path(str(other.config["SIGNING_KEY_FILE"])).parent / "public_keys"
        assert [path.read_bytes() for path in public.glob("*.pem")] == [
            path.read_bytes() for path in (place / "public_keys").glob("*.pem")]
        assert not Path(str(other.config["SIGNING_KEY_FILE"])).exists()
        assert guard.waiting() is not None, "nothing is issued before the register was held against a checkpoint"
        with pytest.raises(sa.exc.DBAPIError):
            db.session.execute(sa.text("DELETE FROM register_entry"))
        db.session.rollback()
    assert made.schema and made.version and not made.signing_key
    assert not list(tmp_path.rglob("restoring*")) and not list(tmp_path.glob(".*"))


def test_the_private_key_is_in_it_only_when_asked_for(app: Flask, filled: Any, place: Path, tmp_path: Path,
                                                      elsewhere: Callable[..., Flask], command: Callable[..., str]) -> None:
    signing_key()
    (place / "old_key.pem").write_bytes((place / "signing_key.pem").read_bytes())
    db.session.remove()
    said = command("backup", str(tmp_path / "without.zip"))
    assert "no está en la copia" in said and "SECRET_KEY" in said
    with ZipFile(tmp_path / "without.zip") as packed:
        assert not any(b"PRIVATE KEY" in packed.read(name) for name in packed.namelist())
    assert "ESTÁ en la copia" in command("backup", str(tmp_path / "with.zip"), "--with-signing-key")
    other = elsewhere()
    at(other, "restore", str(tmp_path / "with.zip"))
    assert Path(str(other.config["SIGNING_KEY_FILE"])).read_bytes() == (place / "signing_key.pem").read_bytes()
    assert (tmp_path / "with.zip").stat().st_mode & 0o077 == 0


def test_a_copy_never_replaces_another(app: Flask, filled: Any, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_bytes(b"older")
    db.session.remove()
    with pytest.raises(NotMade):
        backup.backup(tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").read_bytes() == b"older"
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["copy.zip"]


def test_a_damaged_file_is_told_and_left_out(app: Flask, filled: Any, place: Path, tmp_path: Path) -> None:
    sha256 = db.session.query(CertificateFile).order_by(CertificateFile.certificate_id).limit(1).one().sha256
    (place / "files" / sha256[:2] / f"{sha256}.pdf").write_bytes(b"x")
    db.session.remove()
    result = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "copy.zip")])
    assert result.exit_code == 1 and sha256 in result.output
    with ZipFile(tmp_path / "copy.zip") as packed:
        assert manifest.decoded(packed.read(manifest.NAME)).damaged == (f"{sha256}.pdf",)


def _changed(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with something done to its entries."""
    with ZipFile(source) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    change(entries)
    with ZipFile(target, "w", ZIP_STORED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return target


def _in_manifest(**values: Any) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        entries[manifest.NAME] = json.dumps(json.loads(entries[manifest.NAME]) | values).encode()
    return change


def _one_byte(entries: dict[str, bytes]) -> None:
    name = next(name for name in entries if name.startswith("files/"))
    entries[name] = entries[name][:-1] + b"?"


def _way_out(entries: dict[str, bytes]) -> None:
    found = json.loads(entries[manifest.NAME])
    name = next(name for name in entries if name.startswith("files/"))
    found["files"]["../../out.pdf"] = found["files"].pop(name)
    entries["../../out.pdf"] = entries.pop(name)
    entries[manifest.NAME] = json.dumps(found).encode()


def _named(name: str) -> Callable[[dict[str, bytes]], None]:
    """One more file under this name, in the list too."""
    def change(entries: dict[str, bytes]) -> None:
        found = json.loads(entries[manifest.NAME])
        found["files"][name] = {"sha256": hashlib.sha256(b"evil").hexdigest(), "size": 4}
        entries[name], entries[manifest.NAME] = b"evil", json.dumps(found).encode()
    return change


WAYS_OUT = ("instance/../out.txt", "instance/public_keys/../../out.txt", "instance//tmp/replica_out.txt", "/tmp/replica_out.txt",
            "instance/secret_key", "instance/files/ab/out.pdf", "instance", "instance/a/./b")


@pytest.mark.parametrize("change", [
    *map(_named, WAYS_OUT),
    _one_byte, _way_out, lambda entries: entries.pop(manifest.NAME), _in_manifest(format=2), _in_manifest(schema="9999"),
    _in_manifest(database="oracle"), _in_manifest(store="tape"), lambda entries: entries.update({"files/more": b"x"}),
    lambda entries: entries.pop(next(name for name in entries if name.startswith("database")))])
def test_what_is_not_whole_is_not_put_back(app: Flask, filled: Any, elsewhere: Callable[..., Flask], tmp_path: Path,
                                           change: Callable[[dict[str, bytes]], None]) -> None:
    db.session.remove()
    backup.backup(tmp_path / "copy.zip")
    bad = _changed(tmp_path / "copy.zip", tmp_path / "bad.zip", change)
    other = elsewhere()
    with other.app_context():
        result = other.test_cli_runner().invoke(args=["restore", str(bad)])
    assert result.exit_code == 1 and "Traceback" not in result.output and "Error" in result.output
    with other.app_context():
        assert not sa.inspect(db.engine).has_table("user_account")
    assert not list((tmp_path / "elsewhere").rglob("*.pdf")) and not list(tmp_path.rglob("restoring*"))


@pytest.mark.one_database
@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 half"])
def test_a_file_that_is_no_archive_is_refused(app: Flask, elsewhere: Callable[..., Flask], tmp_path: Path, data: bytes) -> None:
    (tmp_path / "copy.zip").write_bytes(data)
    other = elsewhere()
    with other.app_context():
        result = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "copy.zip")])
    assert result.exit_code == 1 and "Error" in result.output


def test_somebody_s_data_are_only_set_aside(app: Flask, filled: Any, elsewhere: Callable[..., Flask], tmp_path: Path) -> None:
    db.session.remove()
    backup.backup(tmp_path / "copy.zip")
    other = elsewhere()
    at(other, "db", "upgrade")
    with other.app_context():
        make.user("Sola", "Aquí")
        store.put(b"hers")
        db.session.commit()
        db.session.remove()
    with other.app_context():
        result = other.test_cli_runner().invoke(args=["restore", str(tmp_path / "copy.zip")])
    assert result.exit_code == 1 and "--replace" in result.output
    assert counts(other)["user_account"] == 1
    at(other, "restore", str(tmp_path / "copy.zip"), "--replace")
    assert counts(other)["user_account"] == counts(app)["user_account"]
    aside = list((tmp_path / "elsewhere" / "one").glob("files.before_*"))
    assert len(aside) == 1 and len(list(aside[0].rglob("*.pdf"))) == 1
    assert _set_aside(other) == 1
    at(other, "restore", str(tmp_path / "copy.zip"), "--replace")
    db.session.remove()


def _set_aside(other: Flask) -> int:
    """How many people there are in what was set aside."""
    with other.app_context():
        if dump.kind() == dump.SQLITE:
            path = next(dump.sqlite_path().parent.glob("replica.db.before_*"))
            with sqlite3.connect(path) as old:
                return int(old.execute("SELECT count(*) FROM user_account").fetchone()[0])
        with db.engine.connect() as connection:
            schema = connection.execute(sa.text(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before\\_%'")).scalar_one()
            people = sa.table("user_account", schema=schema)
            return int(connection.execute(sa.select(sa.func.count()).select_from(people)).scalar_one())


def test_a_failure_in_the_middle_leaves_what_was_there(app: Flask, filled: Any, elsewhere: Callable[..., Flask],
                                                       tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db.session.remove()
    backup.backup(tmp_path / "copy.zip")
    other = elsewhere()
    at(other, "db", "upgrade")
    with other.app_context():
        make.user("Sola", "Aquí")
        store.put(b"hers")
        db.session.commit()
        db.session.remove()

    def broken() -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(restore, "upgrade_schema", broken)
    with other.app_context(), pytest.raises(NotRestored, match="full"):
        restore.restore(tmp_path / "copy.zip", replace=True)
    assert counts(other)["user_account"] == 1
    with other.app_context():
        assert len(list(store.every())) == 1
        db.session.rollback()
    assert not list((tmp_path / "elsewhere").rglob("*before_*"))


def test_a_running_site_is_not_put_back_under_its_feet(app: Flask, filled: Any, tmp_path: Path) -> None:
    db.session.remove()
    backup.backup(tmp_path / "copy.zip")
    with dump_open():
        result = app.test_cli_runner().invoke(args=["restore", str(tmp_path / "copy.zip"), "--replace"])
    assert result.exit_code == 1 and "detenga" in result.output


def dump_open() -> Any:
    """Somebody else who has the database open and is at work."""
    if dump.kind() == dump.SQLITE:
        other = sqlite3.connect(dump.sqlite_path(), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        return closing(other)
    url = db.engine.url
    return psycopg.connect(f"host={url.query['host']} user={url.username} dbname={url.database}")


def test_an_older_backup_is_brought_forward(app: Flask, filled: Any, elsewhere: Callable[..., Flask], tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema of the copy is what its database says; the newest migrations run on it."""
    db.session.remove()
    backup.backup(tmp_path / "copy.zip")
    ran: list[str] = []
    monkeypatch.setattr(restore, "upgrade_schema", lambda: ran.append("upgrade"))
    other = elsewhere()
    with other.app_context():
        restore.restore(tmp_path / "copy.zip")
        db.session.remove()
    assert ran == ["upgrade"]


@pytest.mark.one_database
def test_a_missing_pg_dump_is_said(monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(dump, "Path", lambda name: Path("/nowhere"))
    with pytest.raises(dump.CannotDump, match="postgresql-client"):
        dump.program("pg_dump")


@pytest.mark.one_database
def test_a_torn_database_is_noticed(tmp_path: Path, app: Flask) -> None:
    whole = tmp_path / "whole.db"
    with sqlite3.connect(whole) as made:
        made.execute("CREATE TABLE t (x TEXT)")
        made.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 500)
    dump.check_sqlite(whole)
    data = bytearray(whole.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    whole.write_bytes(bytes(data))
    with pytest.raises(dump.CannotDump):
        dump.check_sqlite(whole)


def test_people_who_were_erased_since_are_erased_again(app: Flask, filled: Any, elsewhere: Callable[..., Flask],
                                                       place: Path, tmp_path: Path) -> None:
    person = make.user("Qzuno", "Qzdos")
    db.session.commit()
    key = person.key
    db.session.remove()
    backup.backup(tmp_path / "copy.zip")
    other = elsewhere()
    (Path(str(other.config["INSTANCE_DIR"])) / again.NAME).write_text(f"{again.mark_of(key)} 2026-11-23\n")
    assert "1 personas se borraron después" in at(other, "restore", str(tmp_path / "copy.zip"))
    at(other, "tidy")
    with other.app_context():
        assert again.waiting() == []
        assert db.session.query(User).filter_by(given_names="Qzuno").count() == 0
        db.session.remove()


def test_a_store_in_the_database_is_in_its_copy(app: Flask, filled: Any, elsewhere: Callable[..., Flask], tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "STORE", store.DATABASE)
    files = sorted(store.every())
    assert files == []
    moved, _lost = move()
    assert moved >= 3
    db.session.remove()
    made = backup.backup(tmp_path / "copy.zip")
    assert not any(name.startswith("files/") for name in made.files)
    other = elsewhere(STORE=store.DATABASE)
    at(other, "restore", str(tmp_path / "copy.zip"))
    assert "Todo está" in at(other, "certificates", "check")
