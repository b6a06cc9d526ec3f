"""The values that `manual.toml` is read into: courses and their modules, each with its line in the file. Frozen."""

import msgspec

from modules.workshop import Accreditation, Rule


class PlannedModule(msgspec.Struct, frozen=True):
    """A module as the plan lists it."""

    slug: str
    course: str
    title: str
    summary: str
    minutes: int
    requires: tuple[str, ...]
    ready: bool
    line: int


class PlannedCourse(msgspec.Struct, frozen=True):
    """A course as the plan lists it."""

    slug: str
    title: str
    summary: str
    completion: tuple[str, ...]
    modules: tuple[PlannedModule, ...]
    line: int
    title_en: str = ""
    summary_en: str = ""
    rule: Rule = Rule()
    accreditation: Accreditation | None = None
    accreditation_line: int = 0


class Plan(msgspec.Struct, frozen=True):
    """The whole plan."""

    version: str
    title: str
    term: str
    language: str
    issuer: str
    licence: str
    courses: tuple[PlannedCourse, ...]
    title_en: str = ""
    term_en: str = ""

    @property
    def modules(self) -> tuple[PlannedModule, ...]:
        """All modules, in the order of the courses."""
        return tuple(module for course in self.courses for module in course.modules)
