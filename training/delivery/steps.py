"""A half-day as it was planned, the steps taken since, and what became of each block: the steps, replayed in order. Pure.

Taking a step back replays the rest. Instants are whole minutes: what counts is what everybody saw on the clock of the wall.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

NEXT, FINISH, CUT, RESTORE, GIVER, CORRECT, UNDO = "next", "finish", "cut", "restore", "giver", "correct", "undo"
KINDS = (NEXT, FINISH, CUT, RESTORE, GIVER, CORRECT, UNDO)
LONGEST_WAIT = timedelta(hours=12)  # how long a step may have waited on a device for the network


@dataclass(frozen=True, slots=True)
class Planned:
    """A block of the plan. Breaks are never cut and never counted as given."""

    id: int
    minutes: int
    essential: bool = True
    is_break: bool = False

    @property
    def may_be_cut(self) -> bool:
        return not self.essential and not self.is_break


@dataclass(frozen=True)
class Plan:
    """A half-day as planned: its date and hour in Lima, and its blocks in order."""

    on: date
    starts: time
    blocks: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done to an agenda. ``number`` counts from 1; steps sent together share what precedes the dot.

    NEXT: ``block`` begins and what was on ends. FINISH: what was on ends and nothing follows. CUT, RESTORE, GIVER: of
    ``block``. CORRECT: ``block`` went from ``began`` to ``ended``, or was not given (no ``began``). UNDO: the last one back.
    """

    number: int
    kind: str
    at: datetime
    by: int
    block: int | None = None
    giver: int | None = None  # None: a guest without an account
    began: datetime | None = None
    ended: datetime | None = None
    late: int = 0  # of a cut: how late the half-day was running
    key: str = ""

    @property
    def group(self) -> str:
        return self.key.partition(".")[0] or str(self.number)


@dataclass(frozen=True, slots=True)
class Went:
    """What became of a block."""

    began: datetime | None = None
    ended: datetime | None = None
    giver: int | None = None
    cut_by: int | None = None
    late: int = 0

    @property
    def is_cut(self) -> bool:
        return self.cut_by is not None


def minute(instant: datetime) -> datetime:
    """The whole minute that an instant lies in."""
    return instant.replace(second=0, microsecond=0)


def minutes_between(first: datetime, second: datetime) -> int:
    """Whole minutes from one to the other, negative when the second is earlier."""
    return round((second - first).total_seconds() / 60)


def happened(now: datetime, ago: int, not_before: datetime | None) -> datetime:
    """When a step was taken that waited ``ago`` seconds for the network: only the wait is believed, no device's clock."""
    waited = min(timedelta(seconds=max(ago, 0)), LONGEST_WAIT)
    return max(minute(now - waited), minute(not_before) if not_before else minute(now - LONGEST_WAIT))


def standing(steps: Sequence[Step]) -> list[Step]:
    """The steps that count: those that were taken back are gone."""
    kept: list[Step] = []
    for step in steps:
        if step.kind != UNDO:
            kept.append(step)
            continue
        last = kept[-1].group if kept else ""
        while kept and kept[-1].group == last:
            kept.pop()
    return kept


def replay(steps: Sequence[Step]) -> tuple[dict[int, Went], bool]:
    """What became of each block, and whether the half-day was ended by hand."""
    went: dict[int, Went] = {}
    finished = False
    for step in standing(steps):
        if step.kind in (NEXT, FINISH):
            _end_running(went, step.at)
            finished = step.kind == FINISH
        if step.block is None:
            continue
        before = went.get(step.block, Went())
        match step.kind:
            case "next":
                went[step.block] = Went(began=step.at, giver=step.giver)
            case "cut":
                went[step.block] = Went(cut_by=step.by, late=step.late)
            case "restore":
                went.pop(step.block, None)
            case "giver":
                went[step.block] = replace(before, giver=step.giver)
            case "correct":
                _move_neighbours(went, step, before)
                went[step.block] = Went(step.began, step.ended, step.giver if step.began else None)
    return went, finished


def _end_running(went: dict[int, Went], at: datetime) -> None:
    for block, one in went.items():
        if one.began and not one.ended:
            went[block] = replace(one, ended=max(at, one.began))


def _move_neighbours(went: dict[int, Went], step: Step, before: Went) -> None:
    """One block begins when the other ends: whoever corrects one hour does not have to correct it twice."""
    for block, one in list(went.items()):
        if block == step.block or step.began is None:
            continue
        if before.began and one.ended == before.began:
            went[block] = replace(one, ended=step.began)
        elif before.ended and step.ended and one.began == before.ended:
            went[block] = replace(one, began=step.ended)
