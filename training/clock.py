"""The one clock: UTC for every decision, America/Lima for every date that a person reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LIMA = ZoneInfo("America/Lima")
_frozen: list[datetime] = []


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def today() -> date:
    """The local date in Lima: half-days and certificates carry this one."""
    return now().astimezone(LIMA).date()


def in_lima(moment: datetime) -> datetime:
    """The same instant as a clock on a wall in Lima shows it."""
    return moment.astimezone(LIMA)


def at_lima(day: date, hour: time) -> datetime:
    """The instant at which a clock on a wall in Lima shows this hour of this day, in UTC."""
    return datetime.combine(day, hour, LIMA).astimezone(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock still (tests, demonstration data)."""
    _frozen.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.pop()
