"""The store: a file under its own hash, whole or not at all; in a folder or in the database."""

import hashlib
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.run import make_app
from training import store
from training.db import db
from training.keeping.moving import move
from training.store_database import DatabaseStore
from training.store_tables import FileToRemove, StoredFile


@pytest.fixture(autouse=True)
def place(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture(params=store.KINDS)
def kind(request: pytest.FixtureRequest, app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(app.config, "STORE", request.param)
    return str(request.param)


def damage(kind: str, place: Path, sha256: str) -> None:
    """Change the stored bytes behind the store's back."""
    if kind == store.FOLDER:
        (place / "files" / sha256[:2] / f"{sha256}.pdf").write_bytes(b"a sheat")
        return
    db.session.query(StoredFile).filter_by(sha256=sha256).update({"data": b"a sheat"})
    db.session.commit()


def test_what_is_put_is_found_under_its_hash(kind: str, place: Path) -> None:
    sha256 = store.put(b"a sheet")
    db.session.commit()
    assert sha256 == hashlib.sha256(b"a sheet").hexdigest()
    assert store.path_of(sha256).read_bytes() == store.read(sha256) == b"a sheet"
    assert b"".join(store.pieces(sha256, piece=3)) == b"a sheet" and store.size_of(sha256) == 7
    assert store.put(b"a sheet") == sha256
    assert list(store.every()) == [(sha256, ".pdf")]
    assert not any(path.is_file() for path in (place / "files" / "unfinished").glob("*"))


@pytest.mark.one_database
def test_only_this_account_reads_the_folder(place: Path) -> None:
    store.put(b"a sheet")
    assert (place / "files").stat().st_mode & 0o077 == 0


def test_a_changed_byte_and_a_lost_file_are_noticed(kind: str, place: Path) -> None:
    sha256 = store.put(b"a sheet")
    damage(kind, place, sha256)
    for ask in (store.path_of, store.read, store.pieces):
        with pytest.raises(store.Damaged):
            ask(sha256)
    assert not store.is_whole(sha256)
    store.put(b"a sheet")
    assert store.is_whole(sha256)
    assert store.remove(sha256) and not store.remove(sha256)
    assert not store.is_whole(sha256)
    with pytest.raises(store.Damaged):
        store.size_of(sha256)


def test_the_same_bytes_with_another_ending_are_another_file(kind: str) -> None:
    sha256 = store.put(b"a sheet", ".jpg")
    assert not store.is_whole(sha256)
    assert store.is_whole(sha256, ".jpg")


def test_a_file_made_in_place_is_taken_over(kind: str) -> None:
    unfinished = store.new_place()
    unfinished.write_bytes(b"many sheets")
    sha256, size = store.put_file(unfinished)
    assert size == 11
    assert store.path_of(sha256).read_bytes() == b"many sheets"
    assert not unfinished.exists()


@pytest.mark.one_database
def test_a_file_of_the_database_is_there_with_its_commit(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "STORE", store.DATABASE)
    sha256 = store.put(b"a sheet")
    db.session.rollback()
    assert not store.is_whole(sha256)


def test_a_file_goes_only_when_that_is_committed(kind: str) -> None:
    sha256 = store.put(b"a sheet")
    db.session.commit()
    store.remove_later(sha256)
    db.session.rollback()
    assert store.remove_waiting() == 0 and store.is_whole(sha256)
    store.remove_later(sha256)
    store.remove_later(sha256)
    db.session.commit()
    assert store.is_whole(sha256)
    assert store.remove_waiting() == 1 and store.remove_waiting() == 0
    assert not store.is_whole(sha256)
    assert db.session.query(FileToRemove).count() == 0


@pytest.mark.one_database
def test_copies_for_programs_go_again(app: Flask, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "STORE", store.DATABASE)
    first = store.path_of(store.put(b"a sheet"))
    assert DatabaseStore(place / "files").drop_copies(3600) == 0 and first.exists()
    store.remove(hashlib.sha256(b"a sheet").hexdigest())
    assert not first.exists()
    second = store.path_of(store.put(b"another"))
    assert DatabaseStore(place / "files").drop_copies() == 1
    assert not second.exists()


def test_files_move_from_one_kind_to_the_other(app: Flask, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [store.put(b"one"), store.put(b"two", ".jpg"), store.put(b"three")]
    damage(store.FOLDER, place, sheets[2])
    monkeypatch.setitem(app.config, "STORE", store.DATABASE)
    assert move() == (2, [f"{sheets[2]}.pdf"])
    assert store.read(sheets[0]) == b"one" and store.read(sheets[1], ".jpg") == b"two"
    assert not (place / "files" / sheets[0][:2] / f"{sheets[0]}.pdf").exists()
    assert move() == (0, [f"{sheets[2]}.pdf"])
    monkeypatch.setitem(app.config, "STORE", store.FOLDER)
    assert move() == (2, [])
    assert store.read(sheets[0]) == b"one"


def _put_many(url: str, instance: str, kind: str, number: int) -> None:
    app = make_app(url, INSTANCE_DIR=instance, STORE=kind)
    with app.app_context():
        for turn in range(12):
            store.put(b"the same for all %d" % turn)
            store.put(b"of process %d, turn %d" % (number, turn))
            db.session.commit()


def test_several_processes_put_the_same_and_their_own(
        kind: str, place: Path, database: str, command: Callable[..., str]) -> None:
    db.session.commit()
    processes = [multiprocessing.get_context("spawn").Process(target=_put_many, args=(database, str(place), kind, number))
                 for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    found = list(store.every())
    assert len(found) == 12 + 36
    assert all(store.is_whole(sha256, ending) for sha256, ending in found)
