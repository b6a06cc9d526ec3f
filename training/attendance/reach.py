"""«Ya no alcanza»: who can still reach the minutes that the papers ask for, from the first half-day on. Pure.

What is needed is a share of the planned minutes. A make-up session is a way out: its minutes count for who
attends it, never as planned ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Session:
    """A half-day as this rule sees it. ``closed``: its attendance was taken; what nobody marked there is absence."""

    id: int
    minutes: int
    planned: bool = True
    closed: bool = False


class Reach(StrEnum):
    """REACHED: she has them. ON_COURSE: she can, in the planned half-days. MAKE_UP: only with a make-up that is already
    on the calendar. LOST: not even so."""

    REACHED = "reached"
    ON_COURSE = "on course"
    MAKE_UP = "make-up"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Hours:
    """One person's minutes. ``attended`` counts closed half-days only, and never more than were planned."""

    attended: int
    possible: int  # with every planned half-day that is still open
    with_make_ups: int  # and every make-up session that is still open
    needed: int
    planned: int

    @property
    def reach(self) -> Reach:
        if self.attended >= self.needed:
            return Reach.REACHED
        if self.possible >= self.needed:
            return Reach.ON_COURSE
        return Reach.MAKE_UP if self.with_make_ups >= self.needed else Reach.LOST

    @property
    def missing(self) -> int:
        """What she still has to attend."""
        return max(0, self.needed - self.attended)

    @property
    def short(self) -> int:
        """What a make-up session would have to give her: missing even if she attends all that is planned."""
        return max(0, self.needed - self.possible)


def hours(sessions: Sequence[Session], marks: Mapping[int, int], needed: int) -> Hours:
    """``marks``: session id → the minutes noted for this person, closed or not. Open and unmarked: she may still attend
    the whole of it."""
    planned = sum(session.minutes for session in sessions if session.planned)
    closed = sum(marks.get(session.id, 0) for session in sessions if session.closed)
    still = {kind: sum(marks.get(session.id, session.minutes) for session in sessions
                       if not session.closed and session.planned is kind) for kind in (True, False)}
    return Hours(min(closed, planned), min(closed + still[True], planned),
                 min(closed + still[True] + still[False], planned), needed, planned)


def reached_in(sessions: Sequence[Session], marks: Mapping[int, int], needed: int) -> int | None:
    """The id of the closed session with which she reached the needed minutes, in the order given; None if none."""
    total = 0
    for session in sessions:
        total += marks.get(session.id, 0) if session.closed else 0
        if session.closed and total >= needed:
            return session.id
    return None
