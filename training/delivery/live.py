"""What the agenda of a half-day says at this minute: what is on, what comes next, how late, when it would end. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from training.clock import at_lima, in_lima
from training.delivery.steps import Plan, Planned, Step, Went, minute, minutes_between, replay, standing


class State(StrEnum):
    """Where a block stands."""

    GIVEN = "given"
    NOW = "now"
    PENDING = "pending"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Line:
    """A block on the clock: when it began or would begin, and when it was planned to."""

    block: Planned
    state: State
    starts: datetime
    ends: datetime
    planned_starts: datetime
    planned_ends: datetime
    giver: int | None = None
    cut_by: int | None = None
    late: int = 0

    @property
    def minutes(self) -> int:
        """What it took; what it would take when it has not ended."""
        return minutes_between(self.starts, self.ends)


@dataclass(frozen=True)
class Agenda:
    """A half-day at one minute. ``day`` is the one on which it really began, or is planned to."""

    lines: tuple[Line, ...]
    now: datetime
    day: date
    begins: datetime
    planned_ends: datetime
    revision: int
    finished: bool  # ended by hand, perhaps with something left
    last: Step | None  # what could be taken back

    def _that_are(self, state: State) -> list[Line]:
        return [line for line in self.lines if line.state is state]

    @property
    def given(self) -> list[Line]:
        return sorted(self._that_are(State.GIVEN), key=lambda line: (line.starts, line.ends))

    @property
    def running(self) -> Line | None:
        return next(iter(self._that_are(State.NOW)), None)

    @property
    def pending(self) -> list[Line]:
        return self._that_are(State.PENDING)

    @property
    def cut(self) -> list[Line]:
        return self._that_are(State.CUT)

    @property
    def ahead(self) -> list[Line]:
        """What is on and what comes after it."""
        return ([self.running] if self.running else []) + self.pending

    @property
    def begun(self) -> bool:
        return self.running is not None or bool(self.given)

    @property
    def over(self) -> bool:
        return self.begun and self.running is None and (self.finished or not self.pending)

    @property
    def is_today(self) -> bool:
        return in_lima(self.now).date() == self.day

    @property
    def is_past(self) -> bool:
        return in_lima(self.now).date() > self.day

    @property
    def left_open(self) -> bool:
        """Begun on an earlier day and never ended: nobody can say now when each block began."""
        return self.begun and not self.over and not self.is_today

    @property
    def ends(self) -> datetime:
        """When it ended, or would end if nothing more is cut."""
        if self.over:
            return max((line.ends for line in self.given if in_lima(line.ends).date() == self.day), default=self.begins)
        return max((line.ends for line in self.ahead), default=self.planned_ends)

    @property
    def late(self) -> int:
        """Minutes behind the plan, negative when ahead of it: of what is on, of the end once it is over."""
        if self.over or not self.ahead:
            return minutes_between(self.planned_ends, self.ends)
        return minutes_between(self.ahead[0].planned_ends, self.ahead[0].ends)

    @property
    def cuttable(self) -> list[tuple[Line, datetime]]:
        """What may be cut, each with when the half-day would end then."""
        return [(line, self.ends - timedelta(minutes=line.block.minutes)) for line in self.pending if line.block.may_be_cut]

    @property
    def may_be_filled(self) -> bool:
        """Whether what is missing may be noted as planned: afterwards only."""
        return bool(self.ahead) and not self.finished and (
            self.is_past or self.is_today and not self.begun and self.now >= self.planned_ends)

    def of(self, block: int) -> Line | None:
        """The line of a block."""
        return next((line for line in self.lines if line.block.id == block), None)

    def is_shut(self, roll_closed_at: datetime | None) -> bool:
        """Whether the last step stays: the roll was closed after the end and after it, or it is not of today."""
        if self.last is None or in_lima(self.last.at).date() != in_lima(self.now).date():
            return True
        return self.over and roll_closed_at is not None and minute(roll_closed_at) >= max(self.ends, self.last.at)


def agenda(plan: Plan, steps: Sequence[Step], now: datetime) -> Agenda:
    """The half-day as it stands at ``now``, after these steps."""
    now = minute(now)
    went, finished = replay(steps)
    day = min((in_lima(one.began).date() for one in went.values() if one.began), default=plan.on)
    begins = at_lima(day, plan.starts)
    clock = now if in_lima(now).date() == day else begins  # on another day its own hours are shown, not ours
    planned_ends = begins + timedelta(minutes=sum(block.minutes for block in plan.blocks))
    counting = standing(steps)
    return Agenda(lines_of(plan, went, begins, clock), now, day, begins, planned_ends, steps[-1].number if steps else 0,
                  finished, counting[-1] if counting else None)


def lines_of(plan: Plan, went: Mapping[int, Went], begins: datetime, clock: datetime) -> tuple[Line, ...]:
    """Every block in the order of the plan. ``clock``: nothing that is still to end can end before it."""
    cursor = _cursor(plan, went, begins, clock)
    planned, lines = begins, []
    for block in plan.blocks:
        one, length = went.get(block.id, Went()), timedelta(minutes=block.minutes)
        state, starts = State.PENDING, cursor
        ends = starts + length
        if one.is_cut:
            state = State.CUT
        elif one.began:
            state, starts = State.GIVEN if one.ended else State.NOW, one.began
            ends = one.ended or max(one.began + length, clock)
        else:
            cursor = ends
        lines.append(Line(block, state, starts, ends, planned, planned + length, one.giver, one.cut_by, one.late))
        planned += length
    return tuple(lines)


def _cursor(plan: Plan, went: Mapping[int, Went], begins: datetime, clock: datetime) -> datetime:
    """When the first block that has not begun could begin. What was made up for on another day moves nothing."""
    length = {block.id: timedelta(minutes=block.minutes) for block in plan.blocks}
    ends = [one.ended or one.began + length.get(block, timedelta()) for block, one in went.items()
            if one.began and in_lima(one.began).date() == in_lima(begins).date()]
    return max(*ends, clock, begins if not ends else clock)
