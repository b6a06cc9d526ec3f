"""Correcting what was noted: whether an hour can be true, and the hours of what nobody noted. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from training.delivery.live import State, agenda, lines_of
from training.delivery.steps import Plan, Step, Went, minute, replay


def as_planned(plan: Plan, steps: Sequence[Step], now: datetime) -> list[tuple[int, datetime, datetime]]:
    """What is missing, at the hours that the plan or the last step gave it, as far as they have passed: block, from, to."""
    found = agenda(plan, steps, now)
    went, _finished = replay(steps)
    lines = lines_of(plan, went, found.begins, found.begins)
    return [(line.block.id, line.starts, line.ends) for line in lines
            if line.state in (State.NOW, State.PENDING) and line.ends <= found.now]


class Fault(StrEnum):
    """Why a correction cannot be."""

    BACKWARDS = "ends before it begins"
    FUTURE = "has not happened yet"
    ENDLESS = "needs an end"
    OVERLAPS = "another block was on"


def fault(steps: Sequence[Step], step: Step, now: datetime) -> tuple[Fault, int | None] | None:
    """What is wrong with a correction, and with which other block it collides; None when it may be."""
    if step.began is None:
        return None
    before = replay(steps)[0].get(step.block or 0, Went())
    if step.ended is None and not (before.began and before.ended is None):
        return Fault.ENDLESS, None
    if step.ended is not None and step.ended < step.began:
        return Fault.BACKWARDS, None
    if max(step.began, step.ended or step.began) > minute(now):
        return Fault.FUTURE, None
    return _collision(replay([*steps, step])[0], step, minute(now))


def _collision(went: Mapping[int, Went], step: Step, now: datetime) -> tuple[Fault, int | None] | None:
    mine = went[step.block or 0]
    for block, one in went.items():
        if block == step.block or one.began is None or mine.began is None:
            continue
        ended = one.ended or max(now, one.began)
        if ended < one.began or mine.began < ended and one.began < (mine.ended or now):
            return Fault.OVERLAPS, block
    return None
