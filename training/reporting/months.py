"""The months that a report is about, as ``2026-11``. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST = 2024  # nothing of Réplica is older
_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


class NotAMonth(ValueError):
    """It is no month, or one of which nothing can be said yet."""


@dataclass(frozen=True)
class Month:
    """A month as it is seen on a day: the running one only as far as today."""

    first: date
    today: date

    @property
    def last(self) -> date:
        """Its last day."""
        return next_month(self.first) - timedelta(days=1)

    @property
    def at(self) -> date:
        """The day at whose end the report says how things stood."""
        return min(self.last, self.today)

    @property
    def is_running(self) -> bool:
        """Whether it is the month of today, of which everything is known."""
        return self.first <= self.today <= self.last

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_of(day: date, today: date) -> Month:
    """The month of a day."""
    return Month(day.replace(day=1), today)


def read_month(written: str, today: date) -> Month:
    """The month written as ``2026-11``. Raises NotAMonth, also for one that has not begun and for one before Réplica."""
    found = _WRITTEN.fullmatch(written) if written.isascii() else None
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < FIRST:
        raise NotAMonth(written)
    month = Month(date(int(found[1]), int(found[2]), 1), today)
    if month.first > today:
        raise NotAMonth(written)
    return month


def latest(today: date, count: int = 24) -> list[Month]:
    """The running month and those before it, the newest first."""
    found = [month_of(today, today)]
    while len(found) < count and (found[-1].first.year, found[-1].first.month) > (FIRST, 1):
        found.append(month_of(found[-1].first - timedelta(days=1), today))
    return found
