"""What a learner's pages show of her course. Pure: manual and facts in, plain values out."""

from collections.abc import Mapping
from dataclasses import dataclass

from modules.manual import Course, Manual, Module
from training.progress.rules import NOTHING, Facts, State, missing, state, unmet


@dataclass(frozen=True)
class Step:
    """One module on the learner's path. ``waits_for``: modules to complete first."""

    module: Module
    state: State
    facts: Facts
    waits_for: tuple[Module, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """A course for one person. Minutes are those of the published modules."""

    course: Course
    steps: tuple[Step, ...]

    @property
    def published(self) -> list[Step]:
        return [step for step in self.steps if step.module.ready]

    @property
    def done(self) -> int:
        return sum(step.state is State.COMPLETE for step in self.steps)

    @property
    def minutes_done(self) -> int:
        return sum(step.module.minutes for step in self.steps if step.state is State.COMPLETE)

    @property
    def minutes(self) -> int:
        return sum(step.module.minutes for step in self.published)

    @property
    def is_complete(self) -> bool:
        return bool(self.published) and self.done == len(self.published)

    @property
    def next(self) -> Step | None:
        """Where to go on: the unfinished module touched last, else the first that is open."""
        open_steps = [step for step in self.published if step.state not in (State.COMPLETE, State.LOCKED)]
        begun = [step for step in open_steps if step.facts.last_at is not None]
        if begun:
            return max(begun, key=lambda step: step.facts.last_at.timestamp() if step.facts.last_at else 0.0)
        return open_steps[0] if open_steps else None

    def step(self, slug: str) -> Step | None:
        """The step of one module."""
        return next((step for step in self.steps if step.module.slug == slug), None)


def path(manual: Manual, course_slug: str, facts: Mapping[str, Facts]) -> Path:
    """The path of one person through one course. Raises LookupError for a course that the manual lacks."""
    course, ready = _course(manual, course_slug)
    return Path(course, tuple(_step(manual, course, slug, facts, ready) for slug in course.modules))


def step_of(manual: Manual, course_slug: str, slug: str, facts: Mapping[str, Facts]) -> Step | None:
    """One step of the path alone: facts of the module and of those that it requires are enough. None when there is none.

    Raises LookupError for a course that the manual lacks.
    """
    course, ready = _course(manual, course_slug)
    return _step(manual, course, slug, facts, ready) if slug in course.modules else None


def _course(manual: Manual, slug: str) -> tuple[Course, set[str]]:
    """The course, and which of its modules are published."""
    course = manual.course(slug)
    if course is None:
        raise LookupError(slug)
    return course, {module.slug for module in manual.published(slug)}


def _step(manual: Manual, course: Course, slug: str, facts: Mapping[str, Facts], ready: set[str]) -> Step:
    module = manual.module(slug)
    if module is None:
        raise LookupError(slug)
    mine = facts.get(slug, NOTHING)
    waits = unmet(module.requires, course.completion, facts, ready)
    others = tuple(other for other in map(manual.module, waits) if other is not None)
    lacks = tuple(item.kind for item in missing([slug], course.completion, facts)) if module.ready else ()
    now = state(ready=module.ready, blocked=bool(waits), kinds=course.completion, module=slug, facts=mine)
    return Step(module, now, mine, others, lacks)
