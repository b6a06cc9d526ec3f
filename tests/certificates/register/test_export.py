"""The export: everything that an auditor needs, nothing about anybody, and its verifier is content with it."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from certificates.register import keys, queries
from tests.certificates.register.story import erase, member, outside, papers, revoke, unpacked
from tests.certificates.register.test_standalone import run
from tests.certificates.story import kept

Command = Callable[..., str]


def data_file(folder: Path, salt: bytes, snapshot: bytes) -> Path:
    """What a paper's PDF carries, as a file."""
    path = folder / "datos.json"
    path.write_text(json.dumps({"snapshot": json.loads(snapshot), "salt": salt.hex(), "entry": {}, "checkpoint": ""}))
    return path


def test_an_export_is_in_order_by_itself(app: Flask, command: Command, tmp_path: Path, key_file: Path) -> None:
    who = member()
    made = papers(who, 1, 4)
    (tmp_path / "antes.txt").write_text(outside())
    command("keys", "rotate")
    revoke(made[1])
    said = {number: data_file(tmp_path, kept(made[number]).salt, kept(made[number]).snapshot).read_text() for number in (0, 1, 2)}
    erase(made[2])
    folder = unpacked(tmp_path)
    assert {path.name for path in folder.iterdir()} == {"registro.jsonl", "checkpoints", "claves.txt", "LEEME.txt", "verify.py"}
    code, text = run(folder, "--checkpoint", tmp_path / "antes.txt")
    assert code == 0, text
    assert "Entradas: 8 (issued 4, replaced 0, revoked 1, erased 1, key 2)" in text
    for number, (words, expected) in {0: ("vigente", 0), 1: ("ANULADO, motivo: error", 1), 2: ("RETIRADO", 1)}.items():
        (tmp_path / "datos.json").write_text(said[number])
        code, text = run(folder, "--paper", tmp_path / "datos.json")
        assert (code, words in text) == (expected, True), text


def test_each_line_is_the_entry_as_it_stands_in_the_register(app: Flask, tmp_path: Path) -> None:
    papers(member(), 1, 3)
    folder = unpacked(tmp_path)
    assert (folder / "registro.jsonl").read_bytes().split(b"\n")[:-1] == list(queries.bodies(1, 99))
    newest = queries.newest_checkpoint()
    assert newest is not None
    assert (folder / "checkpoints" / f"{newest.size:09}.txt").read_text() == newest.note
    assert (folder / "claves.txt").read_text() == "".join(f"{keys.line(key)}\n" for key in keys.public_keys())


def test_nothing_in_it_speaks_of_anybody(app: Flask, command: Command, tmp_path: Path) -> None:
    one = papers(member(), 1, 2, place="Huanta")[0]
    said = kept(one)
    assert "No contiene datos personales" in command("register", "export", str(tmp_path / "r.zip"))
    with ZipFile(tmp_path / "r.zip") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    words = ("Nélida", "Rosaura", "Quispe", "Ñaupari", "40617283", "Huanta", "Tacuri", said.salt.hex(), one.token, one.code, "Rosa")
    assert [word for word in words if word.encode() in whole] == []
    assert said.salt not in whole


def test_the_same_register_gives_the_same_bytes(app: Flask, command: Command, tmp_path: Path) -> None:
    papers(member(), 1, 2)
    for name in ("a.zip", "b.zip"):
        command("register", "export", str(tmp_path / name))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.one_database
def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["register", "export", str(tmp_path / "no" / "r.zip")])
    assert result.exit_code == 1 and "No such file" in result.output
    assert list(tmp_path.iterdir()) == []
