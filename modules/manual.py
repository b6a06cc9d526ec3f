"""What a manual is once it has been read: frozen values that every room may hold and none may change."""

from datetime import date

import msgspec

from modules.flow import Flow
from modules.ladder import Ladder
from modules.plan_form import PlanForm
from modules.reference import Agenda, Checklist, Contact, Fact, PaperTest, Source, Term
from modules.supervision import Supervision
from modules.workshop import Accreditation, Rule, WorkshopPlan


class Section(msgspec.Struct, frozen=True):
    """A heading of a module's page that the contents list links to (level 2 or 3)."""

    id: str
    title: str
    level: int


class Helpline(msgspec.Struct, frozen=True):
    """A telephone line, with the day on which somebody last rang it and the day that check runs out."""

    name: str
    number: str
    href: str
    text: str
    hours: str
    verified_on: date
    expires_on: date
    text_en: str = ""
    hours_en: str = ""
    source: str = ""

    def stale(self, today: date) -> bool:
        """True when the line must be checked again before anybody trusts it."""
        return today > self.expires_on


class Module(msgspec.Struct, frozen=True):
    """One module; `html` is the learner's page, `trainer_html` the same with the trainer's blocks."""

    slug: str
    course: str
    title: str
    summary: str
    minutes: int
    requires: tuple[str, ...] = ()
    ready: bool = False
    verified_on: date | None = None
    reviewed_by: str = ""
    sections: tuple[Section, ...] = ()
    html: str = ""
    trainer_html: str = ""
    words: int = 0
    quiz: str | None = None
    quiz_digest: str | None = None
    language: str = "es"
    was: tuple[str, ...] = ()
    agenda: tuple[Agenda, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def draft(self) -> bool:
        """True until a real person has signed the clinical review."""
        return not self.reviewed_by


class Course(msgspec.Struct, frozen=True):
    """A course: its modules in order, the kinds of achievement that complete each, and what its workshop asks for."""

    slug: str
    title: str
    summary: str
    modules: tuple[str, ...]
    completion: tuple[str, ...]
    rule: Rule = Rule()
    accreditation: Accreditation | None = None


class Text(msgspec.Struct, frozen=True):
    """A page of prose beside the modules (privacy, history)."""

    title: str
    html: str
    sections: tuple[Section, ...] = ()
    language: str = "es"


class Translation(msgspec.Struct, frozen=True):
    """The manual's words in another language; what is missing in it stays Spanish, and says so (`Module.language`)."""

    language: str
    title: str
    term: str
    courses: tuple[Course, ...]
    modules: tuple[Module, ...]
    privacy_html: str = ""
    history: Text | None = None
    tests: tuple[PaperTest, ...] = ()


class Manual(msgspec.Struct, frozen=True):
    """A whole version of the manual; `digest` is the sha256 (hex) of the bundle that it was read from."""

    digest: str
    version: str
    title: str
    term: str
    language: str
    issuer: str
    licence: str
    courses: tuple[Course, ...]
    modules: tuple[Module, ...]
    helplines: tuple[Helpline, ...]
    privacy_html: str = ""
    history: Text | None = None
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    terms: tuple[Term, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    flows: tuple[Flow, ...] = ()
    tests: tuple[PaperTest, ...] = ()
    translations: tuple[Translation, ...] = ()
    workshops: tuple[WorkshopPlan, ...] = ()
    plan_form: PlanForm | None = None
    supervision: Supervision | None = None
    ladder: Ladder | None = None

    def speaking(self, language: str) -> "Manual":
        """The same version in another language ("en", "en_GB"…); itself where it was never translated."""
        found = next((t for t in self.translations if language.split("_")[0] == t.language), None)
        if found is None:
            return self
        return msgspec.structs.replace(
            self, language=found.language, title=found.title, term=found.term, courses=found.courses,
            modules=found.modules, privacy_html=found.privacy_html or self.privacy_html,
            history=found.history or self.history, tests=found.tests or self.tests)

    def module(self, slug: str) -> Module | None:
        """The module with this slug, or None."""
        return next((module for module in self.modules if module.slug == slug), None)

    def known_as(self, slug: str) -> Module | None:
        """The module that has this slug, or had it before it was renamed."""
        return self.module(slug) or next((module for module in self.modules if slug in module.was), None)

    def course(self, slug: str) -> Course | None:
        """The course with this slug, or None."""
        return next((course for course in self.courses if course.slug == slug), None)

    def workshop(self, course_slug: str) -> WorkshopPlan | None:
        """The two-day workshop of a course as the manual plans it, or None."""
        return next((plan for plan in self.workshops if plan.course == course_slug), None)

    def test(self, course_slug: str) -> PaperTest | None:
        """The entry and exit test of a course, or None."""
        return next((test for test in self.tests if test.course == course_slug), None)

    def checklist(self, slug: str) -> Checklist | None:
        """The checklist with this slug, or None."""
        return next((checklist for checklist in self.checklists if checklist.slug == slug), None)

    def published(self, course_slug: str) -> tuple[Module, ...]:
        """The ready modules of a course, in the course's order; empty for an unknown course."""
        return tuple(m for m in self.modules if m.course == course_slug and m.ready)

    def neighbours(self, slug: str) -> tuple[Module | None, Module | None]:
        """The ready modules before and after this one in its course: (previous, next)."""
        here = self.module(slug)
        row = self.published(here.course) if here else ()
        at = next((i for i, module in enumerate(row) if module.slug == slug), None)
        if at is None:
            return None, None
        return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)

    @property
    def draft(self) -> bool:
        """True while any ready module still waits for its clinical review."""
        return any(module.draft for module in self.modules if module.ready)
