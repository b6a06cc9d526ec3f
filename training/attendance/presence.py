"""How long somebody was there: a state and two hours become minutes. Pure; hours are those of a wall in Lima.

Minutes count, not ticks: whoever comes late or leaves early has the minutes between, with no grace and no rounding.
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

PRESENT, ABSENT, LATE, LEFT, EXCUSED = "present", "absent", "late", "left early", "excused"
STATES = (PRESENT, ABSENT, LATE, LEFT, EXCUSED)
AWAY = frozenset((ABSENT, EXCUSED))


@dataclass(frozen=True, slots=True)
class Window:
    """When a half-day begins, and its minutes."""

    starts: time
    minutes: int

    @property
    def opens(self) -> int:
        """Its first minute, counted from midnight."""
        return _minute(self.starts)

    @property
    def closes(self) -> int:
        """Its end; past midnight it goes on counting."""
        return self.opens + self.minutes


@dataclass(frozen=True, slots=True)
class Presence:
    """What is said of one person in one half-day."""

    state: str = PRESENT
    arrived: time | None = None
    left: time | None = None

    @property
    def is_away(self) -> bool:
        return self.state in AWAY

    @property
    def token(self) -> str:
        """The same as one word, for a form to bring back: ``late 08:25 -``."""
        return " ".join((self.state.replace(" ", "_"), _hour(self.arrived), _hour(self.left)))


class Why(StrEnum):
    """What is wrong with two hours."""

    NO_HOUR = "no hour"
    ARRIVED_AFTER_END = "arrived after the end"
    LEFT_BEFORE_START = "left before the start"
    LEFT_BEFORE_ARRIVING = "left before arriving"
    UNKNOWN_STATE = "unknown state"


class WrongHours(ValueError):
    """The hours cannot be; ``why`` says in what way."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def settle(said: Presence, window: Window) -> tuple[Presence, int]:
    """The same said plainly, and its minutes. Who came before the start and stayed to the end was simply present.

    Raises WrongHours.
    """
    if said.state in AWAY:
        return Presence(said.state), 0
    if said.state not in STATES:
        raise WrongHours(Why.UNKNOWN_STATE)
    if said.state == LATE and said.arrived is None or said.state == LEFT and said.left is None:
        raise WrongHours(Why.NO_HOUR)
    first = max(window.opens, _within(said.arrived, window)) if said.arrived else window.opens
    last = min(window.closes, _within(said.left, window)) if said.left else window.closes
    if first >= window.closes:
        raise WrongHours(Why.ARRIVED_AFTER_END)
    if last <= window.opens:
        raise WrongHours(Why.LEFT_BEFORE_START)
    if last <= first:
        raise WrongHours(Why.LEFT_BEFORE_ARRIVING)
    return _plain(said, first > window.opens, last < window.closes), last - first


def _plain(said: Presence, came_late: bool, left_early: bool) -> Presence:
    state = LATE if came_late else LEFT if left_early else PRESENT
    return Presence(state, said.arrived if came_late else None, said.left if left_early else None)


def _within(hour: time, window: Window) -> int:
    """The minute of an hour; in a half-day that passes midnight the small hours belong to its end."""
    minute = _minute(hour)
    return minute + 1440 if window.closes > 1440 and minute < window.opens - 720 else minute


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _hour(hour: time | None) -> str:
    return f"{hour:%H:%M}" if hour else "-"


def from_token(token: str) -> Presence | None:
    """The presence that a form brought back; None when the word is not one of ours."""
    parts = token.split(" ")
    if len(parts) != 3 or (state := parts[0].replace("_", " ")) not in STATES:
        return None
    try:
        arrived, left = (None if part == "-" else hour_of(part) for part in parts[1:])
    except ValueError:
        return None
    return Presence(state, arrived, left)


def hour_of(text: str) -> time:
    """«8:25», «08:25» or «08:25:00» as an hour. Raises ValueError."""
    parts = text.strip().split(":")
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in parts):
        raise ValueError(text)
    return time(int(parts[0]), int(parts[1]))
