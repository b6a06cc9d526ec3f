"""Codes that do not exist are counted for each network; a code that exists is always answered."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from training import throttle
from training.db import db, writing

MOST, WINDOW = 10, timedelta(minutes=1)


def seconds_closed() -> int:
    """How long this network waits before its next wrong code is looked at as one; 0 when it need not."""
    seconds = throttle.seconds_closed(_bucket())
    db.session.commit()
    return seconds


def count() -> None:
    """Count one miss. Two first misses at the same instant both want to make the row: the later one tries again."""
    for last_try in (False, True):
        try:
            with writing("verification miss"):
                throttle.fail_in_window(_bucket(), most=MOST, window=WINDOW)
            return
        except IntegrityError:
            if last_try:
                raise


def _bucket() -> str:
    return throttle.bucket("verification", throttle.network())
