"""What a changed half-day brings with it: the workshop's minutes, those that are enough, the windows of its tests. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from modules.workshop import PlannedBlock
from training.clock import in_lima
from training.workshops import schedule
from training.workshops.editing import Half
from training.workshops.schedule import Drafted


class _Windows(Protocol):
    @property
    def entry_opens_at(self) -> datetime: ...
    @property
    def entry_closes_at(self) -> datetime: ...
    @property
    def exit_opens_at(self) -> datetime: ...
    @property
    def exit_closes_at(self) -> datetime: ...


@dataclass(frozen=True)
class Window:
    """The window of a test: as it is, as it would be, and whether it stays because the test has opened already."""

    now: tuple[datetime, datetime]
    then: tuple[datetime, datetime]
    stays: bool

    @property
    def moves(self) -> bool:
        return self.now != self.then


@dataclass(frozen=True)
class Effects:
    """Before and after: planned minutes of the workshop, minutes that are enough for the constancia; and both windows."""

    minutes: tuple[int, int]
    needed: tuple[int, int]
    entry: Window
    exit: Window


def held(number: int, on: date, half: Half) -> Drafted:
    """A half-day of the workshop on its date."""
    blocks = tuple(PlannedBlock(one.kind, one.title, one.title_en, one.minutes, one.essential, one.module)
                   for one in half.pieces)
    return Drafted(number, on, half.starts, blocks)


def effects(half_days: Sequence[Drafted], changed: Drafted, windows: _Windows, share: int, at: datetime) -> Effects:
    """What follows when one of the planned half-days becomes ``changed``; ``at``: this moment, ``share``: of attendance."""
    after = [changed if one.number == changed.number else one for one in half_days]
    days = (in_lima(windows.exit_closes_at).date() - half_days[-1].on).days  # as the workshop was opened, or moved
    planned, new = schedule.windows(half_days, days), schedule.windows(after, days)
    before, then = (sum(one.minutes for one in some) for some in (half_days, after))
    return Effects((before, then), (schedule.needed(before, share), schedule.needed(then, share)),
                   _window((windows.entry_opens_at, windows.entry_closes_at), planned[0], new[0], at),
                   _window((windows.exit_opens_at, windows.exit_closes_at), planned[1], new[1], at))


def _window(stands: tuple[datetime, datetime], planned: tuple[datetime, datetime], new: tuple[datetime, datetime],
            at: datetime) -> Window:
    """A window follows its half-day until it opens: from then on somebody may be answering."""
    opened = at >= stands[0]
    follows = planned != new
    return Window(stands, new if follows and not opened else stands, follows and opened)
