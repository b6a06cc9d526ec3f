"""The faults in short; ``make faults`` runs them in full."""

import pytest

from tests.databases import server_programs
from tests.faults.killing import kill
from tests.faults.pressing import press
from tests.faults.stage import POSTGRESQL, SQLITE

KINDS = [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.skipif(server_programs() is None, reason="PostgreSQL is not installed"))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_worker_loses_nothing_and_makes_nothing_twice(kind: str) -> None:
    found = kill(kind, 16, 2)
    assert found.good, found
    assert found.kills >= 1


@pytest.mark.parametrize("kind", KINDS)
def test_two_presses_at_once_give_everybody_one_paper(kind: str) -> None:
    found = press(kind, 3, 6)
    assert found.good, found
    assert found.requests == 6
