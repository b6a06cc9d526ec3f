"""What the manual says of each course, gathered once for whoever makes rows: modules, agenda, rule, checklist."""

from dataclasses import dataclass
from datetime import date

from modules.manual import Manual
from modules.reference import Checklist
from modules.workshop import Rule, WorkshopPlan
from training.practice.filling import Filling, dump, fingerprint
from training.practice.scoring import WELL, score
from training.workshops import schedule


@dataclass(frozen=True)
class Observed:
    """The required checklist as somebody who did everything well has it."""

    slug: str
    module: str
    scores: str
    points: int
    body_hash: str


@dataclass(frozen=True)
class CourseFacts:
    """One course of the manual."""

    modules: tuple[str, ...]
    plan: WorkshopPlan
    rule: Rule
    observed: Observed | None

    def draft(self, first_day: date) -> schedule.Draft:
        """Its workshop from this day on."""
        return schedule.draft(self.plan, self.rule, first_day)


def of_manual(edition: Manual) -> dict[str, CourseFacts]:
    """Slug → facts, of the courses that have a workshop."""
    found = {}
    for course in edition.courses:
        plan = edition.workshop(course.slug)
        if plan is not None:
            lists = [one for slug in course.rule.checklists if (one := edition.checklist(slug))]
            found[course.slug] = CourseFacts(tuple(one.slug for one in edition.published(course.slug)), plan, course.rule,
                                             _observed(lists[0], course.rule) if lists else None)
    return found


def _observed(checklist: Checklist, rule: Rule) -> Observed:
    filling = Filling({step.id: WELL for step in checklist.steps}, (), "")
    points = score(checklist.steps, filling.marks, rule.practice).points
    return Observed(checklist.slug, checklist.modules[0], dump(filling.marks), points, fingerprint(filling))
