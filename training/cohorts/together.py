"""Several cohorts asked together: a page of ten asks the database as often as a page of one.

A room's question is written for a list of cohorts and asked for one. Inside `together` the first who asks it for one of
those cohorts has it answered for all of them, and the others find their answer there. Nothing of it outlives the block: in
it, nothing is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from training.cohorts.models import Cohort

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class _Round:
    """The cohorts asked about, and what was answered: (question, its other arguments) → cohort id → answer."""

    ids: tuple[int, ...]
    answers: dict[object, Mapping[int, Any]] = field(default_factory=dict)


_round: ContextVar[_Round | None] = ContextVar("cohorts_together", default=None)


@contextmanager
def together(cohorts: Iterable[Cohort]) -> Iterator[None]:
    """Within the block every question about one of these cohorts is asked once, for all of them."""
    before = _round.set(_Round(tuple(one.id for one in cohorts)))
    try:
        yield
    finally:
        _round.reset(before)


def of_each(ask: Callable[Concatenate[Sequence[int], P], Mapping[int, T]]) -> Callable[Concatenate[int, P], T]:
    """Make a question about cohorts (their ids → an answer for each of them) one about a cohort, by its id."""

    @wraps(ask)
    def answer(cohort_id: int, /, *others: P.args, **named: P.kwargs) -> T:
        asked = _round.get()
        if asked is None or cohort_id not in asked.ids:
            return ask([cohort_id], *others, **named)[cohort_id]
        key = (ask, others, tuple(sorted(named.items())))
        if key not in asked.answers:
            asked.answers[key] = ask(asked.ids, *others, **named)
        found: T = asked.answers[key][cohort_id]
        return found

    return answer
