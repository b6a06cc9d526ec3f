"""A signing key of the test's own, so that a change of keys leaves nothing behind."""

from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture
def key_file(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys" / "signing_key.pem"
    monkeypatch.setitem(app.config, "SIGNING_KEY_FILE", str(path))
    return path


@pytest.fixture
def outside(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is mounted from elsewhere."""
    path = tmp_path / "mounted"
    path.mkdir()
    monkeypatch.setitem(app.config, "REGISTER_OUTSIDE", str(path))
    return path
