"""The store: a file under its own hash, whole or not at all."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask

from training import store


@pytest.fixture(autouse=True)
def place(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def database_kind() -> str:
    """No table is touched here: one database is enough."""
    return "sqlite"


def test_what_is_put_is_found_under_its_hash(place: Path) -> None:
    sha256 = store.put(b"a sheet")
    assert sha256 == hashlib.sha256(b"a sheet").hexdigest()
    assert store.path_of(sha256) == place / "files" / sha256[:2] / f"{sha256}.pdf"
    assert store.put(b"a sheet") == sha256
    assert [p for p in (place / "files" / "unfinished").iterdir()] == []


def test_only_this_account_reads_the_folder(place: Path) -> None:
    store.put(b"a sheet")
    assert (place / "files").stat().st_mode & 0o077 == 0


def test_a_changed_byte_and_a_lost_file_are_noticed() -> None:
    sha256 = store.put(b"a sheet")
    store.path_of(sha256).write_bytes(b"a sheat")
    with pytest.raises(store.Damaged):
        store.path_of(sha256)
    store.put(b"a sheet")
    store.path_of(sha256).unlink()
    assert not store.is_whole(sha256)


def test_a_file_made_in_place_is_taken_over() -> None:
    unfinished = store.new_place()
    unfinished.write_bytes(b"many sheets")
    sha256, size = store.put_file(unfinished)
    assert size == 11
    assert store.path_of(sha256).read_bytes() == b"many sheets"
    assert not unfinished.exists()
