"""An install of its own for each test: its files, its keys, its database."""

from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def place(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    instance = tmp_path / "instance"
    instance.mkdir()
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(instance))
    monkeypatch.setitem(app.config, "SIGNING_KEY_FILE", str(instance / "signing_key.pem"))
    return instance
