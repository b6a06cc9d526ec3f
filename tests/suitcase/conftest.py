"""A folder of its own for the suitcases of each test."""

from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture
def kits(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The instance folder of this test."""
    monkeypatch.setitem(app.config, "INSTANCE_DIR", str(tmp_path / "instance"))
    return tmp_path / "instance"
