"""The ladder of those who train, as the manual describes it: steps, what each asks for, what it allows. Frozen."""

from datetime import date

import msgspec

from modules.reference import said

CERTIFICATE, PRACTICE, FACILITATED, OBSERVED, OBSERVING, HELD, TEST, ATTENDANCE = KINDS = (
    "certificate", "practice", "facilitated", "observed", "observing", "held", "test", "attendance")
SHOWN = frozenset((CERTIFICATE, PRACTICE, FACILITATED, OBSERVED, TEST))  # kinds that show what somebody can do
PASS = 80  # % of the points of a facilitator's checklist, besides all its critical steps


class Requirement(msgspec.Struct, frozen=True):
    """One thing that a step asks for. ``course``, ``checklist``, ``step``: which one, "" for any (or for none).

    ``people``: how many must be certified by a workshop, so that it counts among the ``times``.
    """

    id: str
    kind: str
    title: str
    title_en: str
    hint: str
    hint_en: str
    course: str = ""
    checklist: str = ""
    step: str = ""
    times: int = 1
    people: int = 0

    @property
    def subject(self) -> str:
        """What it is about: a course, a checklist or a step; "" where any counts."""
        return self.course or self.checklist or self.step

    def said(self, key: str, language: str) -> str:
        """``title`` or ``hint`` in the language of the page."""
        return said(self, key, language)


class LadderStep(msgspec.Struct, frozen=True):
    """A rung. ``months`` 0: no licence, she stands on it as soon as she meets it; ``days`` and ``repeat_days``: time allowed
    since the step before, and to repeat an observation; ``paper``: the course whose accreditation grants it, or ""."""

    id: str
    title: str
    title_en: str
    may: str
    may_en: str
    months: int
    days: int
    repeat_days: int
    certifies: tuple[str, ...]
    grants: tuple[str, ...]
    paper: str
    requires: tuple[Requirement, ...]
    renewal: tuple[Requirement, ...] = ()

    @property
    def licenses(self) -> bool:
        """Whether it is given as a licence, with a last day."""
        return self.months > 0

    def said(self, key: str, language: str) -> str:
        """``title`` or ``may`` in the language of the page."""
        return said(self, key, language)


class Ladder(msgspec.Struct, frozen=True):
    """The steps, the first one first."""

    verified_on: date
    steps: tuple[LadderStep, ...]

    def step(self, slug: str) -> LadderStep | None:
        """The step with this identifier, or None."""
        return next((step for step in self.steps if step.id == slug), None)

    def rank(self, slug: str) -> int:
        """How high a step stands, from 0; -1 for one that the ladder does not have (any more)."""
        return next((place for place, step in enumerate(self.steps) if step.id == slug), -1)

    @property
    def licences(self) -> tuple[LadderStep, ...]:
        """The steps that are licences."""
        return tuple(step for step in self.steps if step.licenses)

    def certifying(self, course: str) -> frozenset[str]:
        """The steps whose holders make a workshop of this course end in certificates."""
        return frozenset(step.id for step in self.steps if course in step.certifies)

    def of_paper(self, course: str) -> LadderStep | None:
        """The step that the accreditation of this course grants, or None."""
        return next((step for step in self.steps if step.paper == course), None)

    @property
    def courses(self) -> frozenset[str]:
        """The courses whose certificate brings somebody on the way to a licence, and is not asked of everybody."""
        every = {one.course for step in self.steps if not step.licenses for one in step.requires}
        asked = {one.course for step in self.licences for one in step.requires if one.kind == CERTIFICATE}
        return frozenset(asked - every or asked)

    @property
    def checklists(self) -> tuple[str, ...]:
        """The checklists with which those who facilitate are observed, in the order of the steps."""
        return tuple(dict.fromkeys(one.checklist for step in self.steps for one in (*step.requires, *step.renewal)
                                   if one.kind == OBSERVED))
