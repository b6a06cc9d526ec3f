"""What this sub-room tells the house: the checking of a signed lot, and what goes with a person or with time."""

from flask import Flask

from certificates.lots import actions, views, work
from training.house import house


def announce(app: Flask) -> None:
    """Called once, when the room of certificates is announced."""
    assert views  # its pages came onto the blueprint when it was imported
    mine = house(app)
    mine.job_kinds[work.KIND] = work.WORK
    mine.erasers.append(actions.erase)
    mine.tidiers.append(actions.forget_old)
