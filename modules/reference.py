"""What stands beside the modules: sources, facts, contacts, glossary, checklists, paper tests. Frozen, in both languages.

A field `x_en` is the English of `x`; `said(value, "x", language)` gives the one that the page speaks.
"""

from datetime import date
from typing import Any

import msgspec


def said(value: Any, field: str, language: str) -> str:
    """`field` of a value in this language; Spanish where there is no English."""
    english: str = getattr(value, f"{field}_en", "") if language.startswith("en") else ""
    return english or str(getattr(value, field))


class Source(msgspec.Struct, frozen=True):
    """A document that a paragraph rests on; `read` says honestly how far it was read."""

    code: str
    title: str
    title_en: str
    owner: str
    owner_en: str
    year: str
    version: str
    version_en: str
    read: str
    read_en: str
    verified_on: date
    url: str = ""


class Fact(msgspec.Struct, frozen=True):
    """A figure that stands once; texts ask for it as `{{name}}` («72 horas») or `{{name.numero}}` («72»).

    `guard`: nobody may type this figure with this unit by hand. `mark` is "sure" or "likely".
    `decimals`: how many are written, as in «52,0 %».
    """

    name: str
    number: float
    unit: str
    unit_en: str
    about: str
    about_en: str
    sources: tuple[str, ...]
    mark: str
    guard: bool = False
    decimals: int = 0


class Contact(msgspec.Struct, frozen=True):
    """An entry of the directory; `region` is an INEI department code, "" for the whole country."""

    id: str
    kind: str
    name: str
    name_en: str
    what: str
    what_en: str
    how: str
    how_en: str
    hours: str
    hours_en: str
    sources: tuple[str, ...]
    mark: str
    verified_on: date
    expires_on: date
    number: str = ""
    href: str = ""
    region: str = ""

    def stale(self, today: date) -> bool:
        """True when it must be checked again before anybody trusts it."""
        return today > self.expires_on


class Term(msgspec.Struct, frozen=True):
    """An entry of the glossary: the term in both languages and what it means in this manual."""

    id: str
    es: str
    en: str
    meaning: str
    meaning_en: str
    sources: tuple[str, ...]
    verified_on: date
    expires_on: date

    def stale(self, today: date) -> bool:
        """True when the entry must be read again by whoever keeps the glossary."""
        return today > self.expires_on


class ChecklistStep(msgspec.Struct, frozen=True):
    """Something that an observer sees or does not see: 0 not done, 1 with help, 2 done well."""

    id: str
    text: str
    text_en: str
    critical: bool
    sources: tuple[str, ...] = ()
    look: str = ""
    look_en: str = ""


class Checklist(msgspec.Struct, frozen=True):
    """A *lista de cotejo*; `modules` are the slugs whose practice it observes."""

    slug: str
    title: str
    title_en: str
    purpose: str
    purpose_en: str
    modules: tuple[str, ...]
    verified_on: date
    steps: tuple[ChecklistStep, ...]


class TestItem(msgspec.Struct, frozen=True):
    """One cell of a test's blueprint and its two paired questions (ids in the bank's GIFT file)."""

    module: str
    objective: str
    objective_en: str
    a: str
    b: str


class PaperTest(msgspec.Struct, frozen=True):
    """The entry and exit test of a course: 20 paired items; `bank` is the GIFT text in the page's language."""

    course: str
    items: tuple[TestItem, ...]
    bank: str = ""


class Agenda(msgspec.Struct, frozen=True):
    """One row of a session plan. `essential` rows are never cut; `block` is the trainer block's title."""

    minutes: int
    activity: str
    method: str
    says: str
    materials: str
    essential: bool
    block: str = ""
