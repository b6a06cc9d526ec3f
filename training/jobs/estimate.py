"""How long it still takes, as coarse as it is uncertain. Pure."""

from math import ceil
from typing import Literal

Unit = Literal["moment", "seconds", "minutes", "hours"]


def estimate(seconds: float) -> tuple[int, Unit]:
    """An honest number and its unit: tens of seconds up to a minute and a half, then minutes, then hours.

    ``moment`` (with 0) stands for less than ten seconds.
    Rounded up: waiting less than told is no disappointment.
    """
    if seconds < 10:
        return 0, "moment"
    if seconds <= 90:
        return ceil(seconds / 10) * 10, "seconds"
    if seconds <= 90 * 60:
        return ceil(seconds / 60), "minutes"
    return ceil(seconds / 3600), "hours"
