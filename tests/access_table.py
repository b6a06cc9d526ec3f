"""Who gets what at every address. Each room's rows stand in ``access_rows``; a route without a row fails.

A row: method, rule, then the status for nobody, the learner, the other region's trainer, the trainer, the administrator.
"""

import importlib
import pkgutil
from typing import NamedTuple

from tests import access_rows

ACTORS = ("nobody", "learner", "other_trainer", "trainer", "admin")


class Row(NamedTuple):
    """One address and one method."""

    method: str
    rule: str
    nobody: int
    learner: int
    other_trainer: int
    trainer: int
    admin: int


def rows() -> list[Row]:
    """Every row of every room."""
    found = []
    for module in pkgutil.iter_modules(access_rows.__path__):
        found += [Row(*row) for row in importlib.import_module(f"tests.access_rows.{module.name}").ROWS]
    return found
