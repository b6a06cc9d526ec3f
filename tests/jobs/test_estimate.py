"""The time left, as coarse as it is uncertain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.jobs.estimate import Unit, estimate

IN_SECONDS = {"moment": 1, "seconds": 1, "minutes": 60, "hours": 3600}


@pytest.mark.parametrize(("seconds", "told"), [
    (0, (0, "moment")), (9.9, (0, "moment")), (10, (10, "seconds")), (36.2, (40, "seconds")),
    (90, (90, "seconds")), (91, (2, "minutes")), (5400, (90, "minutes")), (5401, (2, "hours")),
])
def test_the_steps(seconds: float, told: tuple[int, Unit]) -> None:
    assert estimate(seconds) == told


@given(st.floats(10, 1e6))
def test_it_never_promises_too_much_nor_doubles_the_wait(seconds: float) -> None:
    number, unit = estimate(seconds)
    assert seconds <= number * IN_SECONDS[unit] <= 2 * seconds + 1e-6
