"""Who holds a job, and until when. Pure: the moment comes from outside.

The clock is the one of the machine that runs the worker; a clock that was set back by an hour must not
leave a job held for an hour, so a lease that ends further away than any lease can is worth nothing.
"""

from datetime import datetime, timedelta

LEASE = timedelta(seconds=120)
SKEW = timedelta(seconds=60)  # between the clocks of two machines


def is_free(lease_until: datetime | None, moment: datetime) -> bool:
    """Whether a worker may take the job up at ``moment``."""
    return lease_until is None or lease_until <= moment or lease_until > moment + LEASE + SKEW
