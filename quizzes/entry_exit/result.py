"""What a learner is shown of a sheet: its questions to answer, and afterwards what to read again. Never the key."""

from collections.abc import Collection
from dataclasses import dataclass

from modules.manual import Manual
from modules.reference import said
from quizzes import library
from quizzes.answers import CHOOSE_ONE
from quizzes.cards import Card
from quizzes.entry_exit.actions import load_answers
from quizzes.entry_exit.blueprint import Blueprint
from quizzes.entry_exit.models import TestSheet
from quizzes.entry_exit.sheets import Answers, chosen, marks
from quizzes.ordering import Line
from quizzes.ordering import Sheet as Asked
from quizzes.questions import Choice, Quiz


def sheet_cards(quiz: Quiz, form: str, answers: Answers, asked: bool) -> list[Card]:
    """The questions in the printed order with what is answered; the blank ones marked when ``asked`` about."""
    given = chosen(quiz, form, answers)
    return [Card(place, _asked(question), given.get(question.id), CHOOSE_ONE if asked and question.id not in given else "")
            for place, question in enumerate(quiz.questions, start=1) if isinstance(question, Choice)]


def _asked(question: Choice) -> Asked:
    options = tuple(Line(option.id, option.text) for option in question.options)
    return Asked(id=question.id, kind="choice", format=question.format, stem=question.stem, critical=False, options=options)


@dataclass(frozen=True, slots=True)
class Result:
    """A sheet that was handed in. ``review``: module slug, its title, and what to read again in it, in order."""

    sheet: TestSheet
    review: tuple[tuple[str, str, tuple[str, ...]], ...]


def result_of(sheet: TestSheet, blueprint: Blueprint, edition: Manual, voided: Collection[str]) -> Result:
    """What she missed, as objectives by module: enough to study, not enough to pass the key on."""
    answers = load_answers(sheet.answers)
    right = marks(library.quiz_of(sheet.quiz_digest), sheet.form, answers, voided)
    missed: dict[str, list[str]] = {}
    for question, was_right in right.items():
        found = blueprint.questions.get(question)
        if was_right is False and found is not None:
            missed.setdefault(found[1].module, []).append(said(found[1].blueprint, "objective", edition.language))
    order = [item.module for item in blueprint.items]
    return Result(sheet, tuple((slug, title_of(edition, slug), tuple(missed[slug]))
                               for slug in sorted(missed, key=order.index)))


def title_of(edition: Manual, slug: str) -> str:
    """The module's title, or its slug in capitals."""
    found = edition.module(slug)
    return found.title if found else slug.upper()
