"""The rules of the ladder: what somebody has done, what a step still asks of her, until when a licence holds. Pure.

The requirements are content (`ladder.toml`); here is only how each kind is judged. Nothing is decided by the calendar but
that a licence ends: a deadline that has passed is shown, and takes nothing away.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from modules.ladder import FACILITATED, HELD, Ladder, LadderStep, Requirement

NOTICE = timedelta(days=90)  # from so long before its last day on, pages say that a licence ends soon


class State(StrEnum):
    """How one requirement stands. REPEAT: observed and not passed, or asked to show it again."""

    MET = "met"
    MISSING = "missing"
    REPEAT = "repeat"


class Rung(StrEnum):
    """Where somebody stands towards one step. PASSED: she is above it, or it is no licence and she meets it."""

    HELD = "held"
    PASSED = "passed"
    READY = "ready"
    NEXT = "next"
    AHEAD = "ahead"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that she did, on a day. ``good`` False: it was seen, and not passed. ``score``: whole per cent."""

    kind: str
    subject: str
    on: date
    good: bool = True
    where: str = ""
    by: str = ""
    score: int | None = None
    people: int = 0


@dataclass(frozen=True, slots=True)
class Grant:
    """A licence as it was given. ``written_on``: the day on which it was; ``granted_on`` may lie before it."""

    key: str
    step: str
    granted_on: date
    valid_until: date
    basis: str
    written_on: date
    withdrawn_on: date | None = None
    by: str = ""
    reason: str = ""
    evidence: str = ""
    withdrawn_by: str = ""
    withdrawn_reason: str = ""
    id: int = 0

    def holds(self, on: date) -> bool:
        """Whether it licensed its holder on this day; a withdrawal counts from its own day on."""
        return self.granted_on <= on <= self.valid_until and (self.withdrawn_on is None or on < self.withdrawn_on)

    def ends_soon(self, on: date) -> bool:
        """Whether it holds, and not for long."""
        return self.holds(on) and self.valid_until - on < NOTICE


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement: ``done`` of ``asked.times``, with what shows it, and the day until which it should be done."""

    asked: Requirement
    state: State
    done: int
    proofs: tuple[Fact, ...]
    due: date | None

    @property
    def met(self) -> bool:
        return self.state is State.MET

    def late(self, on: date) -> bool:
        """Whether its day has passed without it."""
        return not self.met and self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class Place:
    """One step for one person. ``grant``: her newest licence of the step; ``due``: until when she should reach it."""

    step: LadderStep
    rung: Rung
    judged: tuple[Judged, ...]
    renewal: tuple[Judged, ...]
    grant: Grant | None
    due: date | None

    @property
    def asks(self) -> tuple[Judged, ...]:
        """What is asked of her now: for the first time, or to renew."""
        return self.renewal if self.rung in (Rung.HELD, Rung.LAPSED) else self.judged

    @property
    def is_met(self) -> bool:
        return all(one.met for one in self.asks)

    @property
    def missing(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.asks if not one.met)


def judge(asked: Requirement, facts: Iterable[Fact], *, since: date | None = None, due: date | None = None,
          repeat_days: int = 0) -> Judged:
    """How a requirement stands. ``since``: only what was done after that day counts."""
    mine = sorted((one for one in facts if one.kind == asked.kind and asked.subject in ("", one.subject)
                   and (since is None or one.on > since)), key=lambda one: one.on)
    counts = tuple(one for one in mine if one.good and (asked.kind != FACILITATED or one.people >= asked.people))
    if len(counts) >= asked.times:
        return Judged(asked, State.MET, asked.times, counts, None)
    if mine and not mine[-1].good:
        return Judged(asked, State.REPEAT, len(counts), tuple(mine), mine[-1].on + timedelta(days=repeat_days))
    return Judged(asked, State.MISSING, len(counts), tuple(mine), due)


def held_facts(ladder: Ladder, grants: Iterable[Grant]) -> Iterator[Fact]:
    """That somebody was given a step, and with it every licence below; one that was withdrawn proves nothing."""
    for one in grants:
        if one.withdrawn_on is None:
            for step in ladder.licences:
                if ladder.rank(step.id) <= ladder.rank(one.step):
                    yield Fact(HELD, step.id, one.granted_on, by=one.by)


def climb(ladder: Ladder, facts: Collection[Fact], grants: Sequence[Grant], on: date) -> tuple[Place, ...]:
    """Every step of the ladder for one person, the first step first. ``grants``: the oldest first."""
    known = [*facts, *held_facts(ladder, grants)]
    top = max((ladder.rank(one.step) for one in grants if one.holds(on)), default=-1)
    places: list[Place] = []
    before: date | None = None  # when she reached the step before
    for rank, step in enumerate(ladder.steps):
        due = before + timedelta(days=step.days) if before and step.days else None
        judged = tuple(judge(one, known, due=due, repeat_days=step.repeat_days) for one in step.requires)
        hers = [one for one in grants if one.step == step.id]
        grant = max(hers, key=lambda one: (one.holds(on), one.withdrawn_on is None, one.valid_until, one.id), default=None)
        rung = _rung(step, judged, grant, rank < top, any(place.rung in (Rung.NEXT, Rung.READY) for place in places), on)
        renewal = tuple(judge(one, known, since=grant.written_on, due=grant.valid_until, repeat_days=step.repeat_days)
                        for one in step.renewal) if grant else ()
        places.append(Place(step, rung, judged, renewal, grant, due if rung in (Rung.NEXT, Rung.READY) else None))
        before = _reached(step, judged, hers)
    return tuple(places)


def _rung(step: LadderStep, judged: Sequence[Judged], grant: Grant | None, below: bool, later: bool, on: date) -> Rung:
    if grant is not None and grant.holds(on):
        return Rung.HELD
    met = all(one.met for one in judged)
    if below or met and not step.licenses:
        return Rung.PASSED
    if grant is not None:
        return Rung.WITHDRAWN if grant.withdrawn_on is not None else Rung.LAPSED
    if met:
        return Rung.READY
    return Rung.AHEAD if later else Rung.NEXT


def _reached(step: LadderStep, judged: Sequence[Judged], grants: Sequence[Grant]) -> date | None:
    """The day on which she came to stand on a step; None while she does not."""
    if step.licenses:
        return min((one.granted_on for one in grants if one.withdrawn_on is None), default=None)
    if not all(one.met for one in judged):
        return None
    return max((one.proofs[one.asked.times - 1].on for one in judged), default=None)


def licensed(grants: Iterable[Grant], steps: Collection[str], on: date) -> Grant | None:
    """The licence of one of these steps that held on a day; of several the one that lasts longest. None: she had none."""
    return max((one for one in grants if one.step in steps and one.holds(on)), key=lambda one: one.valid_until, default=None)


def standing(ladder: Ladder, grants: Iterable[Grant], on: date) -> Grant | None:
    """Her highest licence that holds; where none does, the one that ended last, or was withdrawn last."""
    def worth(one: Grant) -> tuple[bool, int, date, int]:
        return one.holds(on), ladder.rank(one.step) if one.holds(on) else 0, one.valid_until, one.id

    return max(grants, key=worth, default=None)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
