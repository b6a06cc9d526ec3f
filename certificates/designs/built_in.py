"""The design that comes with Réplica. Pure."""

from functools import cache
from pathlib import Path

from certificates.designs.folder import Design, read

FOLDER = Path(__file__).parent / "replica"


@cache
def built_in() -> Design:
    """The folder beside this file, read once."""
    return read(FOLDER)
