"""Reading both tests of a cohort: always the same few queries, however many people it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import func, select

from modules.manual import Manual
from modules.reference import said
from modules.workshop import Rule
from quizzes import library
from quizzes.entry_exit.blueprint import FORMS, MOMENTS, Blueprint, blueprint_for
from quizzes.entry_exit.gain import Gain, Item, Marked, gain
from quizzes.entry_exit.marks import key_of
from quizzes.entry_exit.models import TestSheet, VoidedQuestion
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.manuals.queries import manual_here
from training.workshops.models import Workshop
from training.workshops.queries import rule_of, workshop_of

_answers = msgspec.json.Decoder(dict[int, str])


class Person(NamedTuple):
    """What these pages and sheets need of a member, as the trainer wrote it. ``key``: her public id in the workshop."""

    id: int
    key: str
    number: int | None  # her row on every sheet
    surnames: str
    given_names: str
    facility: str

    @property
    def name(self) -> str:
        return f"{self.surnames}, {self.given_names}"


@dataclass(frozen=True, slots=True)
class Reading:
    """Both tests of a workshop: who is in it (by row number), what they gave, what was voided and why."""

    cohort: Cohort
    workshop: Workshop
    edition: Manual  # in the language of the page
    blueprint: Blueprint
    rule: Rule
    people: Sequence[Person]
    gain: Gain
    voided: Mapping[str, VoidedQuestion]
    begun: Mapping[str, frozenset[int]]  # moment → whose sheet is open: on a phone, or keyed in part
    sheets: Mapping[tuple[int, str], str]  # (membership id, moment) → key of her last sheet

    def missing(self, moment: str) -> list[Person]:
        """Who has not handed in the test of this moment, by row number."""
        given = self.gain.handed_in(moment)
        return [one for one in self.people if one.id not in given]

    def title_of(self, module: str) -> str:
        """The module's title; its slug when the manual has it no more."""
        found = self.edition.module(module)
        return found.title if found else module.upper()


def reading_of(cohort: Cohort) -> Reading | None:
    """What both tests say; None for a cohort without a workshop, or whose manual has no test for the course."""
    workshop = workshop_of(cohort)
    edition = manual_here(cohort.manual_digest)
    blueprint = blueprint_for(edition, cohort.course) if workshop else None
    if workshop is None or blueprint is None:
        return None
    people = people_of(cohort)
    voided = {one.question: one for one in db.session.scalars(
        select(VoidedQuestion).where(VoidedQuestion.cohort_id == cohort.id))}
    sheets = _sheets(cohort)
    waiting = [(sheet.moment, sheet.membership_id) for sheet in sheets if not sheet.done]
    begun = {moment: frozenset(who for at, who in waiting if at == moment) for moment in MOMENTS}
    read = gain(items_of(blueprint, edition.language), _marked(sheets, blueprint, voided))
    return Reading(cohort, workshop, edition, blueprint, rule_of(cohort, edition), people, read, voided, begun,
                   {(sheet.membership_id, sheet.moment): sheet.key for sheet in sheets if sheet.done})


def items_of(blueprint: Blueprint, language: str) -> list[Item]:
    """The cells of the blueprint, in the words of this language."""
    return [Item(number, item.module, said(item, "objective", language), dict(zip(FORMS, (item.a, item.b), strict=True)))
            for number, item in enumerate(blueprint.items, start=1)]


def people_of(cohort: Cohort) -> list[Person]:
    """Everybody in the cohort, in the order of the rows; whoever has no row yet comes last. One query."""
    query = (select(Membership.id, Membership.key, Membership.number, Membership.surnames, Membership.given_names,
                    Membership.facility)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None))
             .order_by(Membership.number.is_(None), Membership.number, Membership.surnames, Membership.id))
    return [Person(*row) for row in db.session.execute(query)]


def _sheets(cohort: Cohort) -> Sequence[Any]:
    """What counts of the sheets, open ones too, in the order of each person's tries. One query."""
    query = (select(TestSheet.key, TestSheet.membership_id, TestSheet.moment, TestSheet.number, TestSheet.form,
                    TestSheet.quiz_digest, TestSheet.answers, TestSheet.handed_in_at.is_not(None).label("done"))
             .join(Membership, Membership.id == TestSheet.membership_id)
             .where(Membership.cohort_id == cohort.id, Membership.removed_at.is_(None), TestSheet.undone_at.is_(None)))
    return db.session.execute(query.order_by(TestSheet.number)).all()


def _marked(sheets: Sequence[Any], blueprint: Blueprint, voided: Mapping[str, VoidedQuestion]) -> list[Marked]:
    """The sheets that were handed in, marked with the questions that each was printed with. One query in a new process."""
    given = [sheet for sheet in sheets if sheet.done]
    quizzes = library.quizzes_of(sheet.quiz_digest for sheet in given)
    item_of = {question: place.item for question, (_form, place) in blueprint.questions.items()}
    keys = {(digest, form): key_of(quizzes[digest], form, item_of, voided)
            for digest, form in {(sheet.quiz_digest, sheet.form) for sheet in given}}
    return [Marked(sheet.membership_id, sheet.moment, sheet.number, sheet.form,
                   keys[sheet.quiz_digest, sheet.form].marks(_answers.decode(sheet.answers))) for sheet in given]


def highest_row(cohort: Cohort) -> int:
    """The highest row number that was ever given in the cohort, also to people who left; 0 when none was."""
    return db.session.scalar(select(func.max(Membership.number)).where(Membership.cohort_id == cohort.id)) or 0
