"""A folder with our own design, for tests to spoil."""

import shutil
from pathlib import Path

import pytest

from certificates.designs.built_in import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of «replica»."""
    return Path(shutil.copytree(FOLDER, tmp_path / "propio"))
