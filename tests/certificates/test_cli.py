"""What the person at the server types, and the key that is never overwritten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from certificates.issuing import drawing
from certificates.issuing.models import CertificateFile
from certificates.paper import claim
from certificates.paper.snapshot import from_bytes
from certificates.register import keys
from tests import make
from tests.certificates.story import cohort_of, issued, kept
from training import store
from training.db import db

Command = Callable[..., str]


@pytest.fixture
def key_file(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys" / "signing_key.pem"
    monkeypatch.setitem(app.config, "SIGNING_KEY_FILE", str(path))
    return path


def test_the_key_is_made_once_for_its_owner_alone(command: Command, key_file: Path) -> None:
    assert "Clave creada" in command("keys", "create")
    made = key_file.read_bytes()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert "ya existía" in command("keys", "create")
    assert key_file.read_bytes() == made
    assert command("keys", "create", "--print-public").splitlines() == [keys.line(key) for key in keys.public_keys()]


def test_an_old_key_still_counts_after_a_new_one_was_made(command: Command, key_file: Path) -> None:
    command("keys", "create")
    old = keys.public_keys()[0]
    key_file.rename(key_file.with_suffix(".old"))
    command("keys", "create")
    assert len(keys.public_keys()) == 2
    assert [claim.key_id(key) for key in keys.public_keys()][1] == claim.key_id(old)


def test_a_claim_is_checked_offline(command: Command, app: Flask, key_file: Path) -> None:
    one = issued(cohort_of(make.bea()))[0]
    said_of = kept(one)
    address = claim.link(from_bytes(said_of.snapshot), said_of.claim)
    said = command("certificates", "check-claim", address)
    assert "La firma es buena" in said
    assert "Yma Álvarez Sol" in said
    assert one.folio in said
    wrong = app.test_cli_runner().invoke(args=["certificates", "check-claim", address[:-2] + "AA"])
    assert wrong.exit_code == 1
    assert "La firma no es" in wrong.output


def test_a_changed_file_is_found_by_the_check(command: Command, app: Flask) -> None:
    drawing.draw(f"certificate:{issued(cohort_of(make.bea()))[0].id}")
    db.session.commit()
    assert "Todo está como se emitió" in command("certificates", "check")
    store.path_of(db.session.query(CertificateFile).one().sha256).write_bytes(b"x")
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["certificates", "check"])
    assert result.exit_code == 1
    assert "fue cambiado" in result.output
