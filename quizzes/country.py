"""A country's attempts: every try that the plan tells of, with answers that are really worth the scores of its standings."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from modules.manual import Module
from quizzes import library
from quizzes.actions import store
from quizzes.demo import right_answer, wrong_answer
from quizzes.drafts import dump_answers, fingerprint
from quizzes.grading import grade
from quizzes.questions import Quiz
from training.demo.country import members
from training.demo.country.dice import bits
from training.demo.country.members import GOOD, MODULES, NOT_ENOUGH, WHOLE
from training.demo.country.plan import Country
from training.house import CountryPart
from training.manuals.queries import manual

TRIES = 4  # places for the tries of a member at a module
COLUMNS = {"attempt": "id key membership_id module number quiz_digest seed answers started_at saved_at submitted_at points "
                      "out_of passed body_hash"}


@dataclass(frozen=True)
class Given:
    """Answers to a quiz and what they are worth."""

    answers: str
    points: int
    out_of: int
    passed: bool
    body_hash: str

    @property
    def score(self) -> float:
        return self.points / self.out_of


@dataclass(frozen=True)
class Known:
    """A quiz: its digest, and answers of each kind (members.WHOLE, GOOD, NOT_ENOUGH)."""

    digest: str
    given: tuple[Given, Given, Given]


def ready(country: Country) -> dict[str, Known]:
    """Slug → its quiz, whose questions are kept; the scores go into the country, for its standings. Flushes."""
    edition, found = manual(country.found.manual_digest), {}
    for course in edition.courses:
        for module in edition.published(course.slug):
            if (known := _known(module)) is not None:
                found[module.slug] = known
                whole, good, low = (one.score for one in known.given)
                country.scores[module.slug] = (whole, good, low)
    return found


def _known(module: Module) -> Known | None:
    paper = library.paper_of(module)
    if paper is None:
        return None
    store(paper)
    plain = [question.id for question in paper.quiz.questions if not question.critical]
    missed = {WHOLE: set[str](), GOOD: set(plain[-1:]), NOT_ENOUGH: {one.id for one in paper.quiz.questions[::2]}}
    whole, good, low = (_given(paper.quiz, missed[kind]) for kind in (WHOLE, GOOD, NOT_ENOUGH))
    return Known(paper.digest, (whole, good if good.passed else whole, low))


def _given(quiz: Quiz, missed: set[str]) -> Given:
    answers = {one.id: wrong_answer(one) if one.id in missed else right_answer(one) for one in quiz.questions}
    found = grade(quiz, answers)
    return Given(dump_answers(answers), found.share.numerator, found.share.denominator, found.passed, fingerprint(answers))


def rows(country: Country, facts: dict[str, Known], cohort: int) -> tuple[dict[str, list[tuple[Any, ...]]], None]:
    """The attempts of a cohort."""
    found: list[tuple[Any, ...]] = []
    slugs = country.modules[country.groups[cohort].course]
    for row in range(len(country.members(cohort))):
        member, since = country.member_id(cohort, row), members.began(country, cohort, row)
        for at, tried in enumerate(members.tries(country, cohort, row, len(slugs))):
            quiz = facts.get(slugs[at])
            for number, kind in enumerate(tried if quiz else ()):
                assert quiz is not None, "else there is nothing to go through"
                given, own = quiz.given[kind], country.id("attempt", (member * MODULES + at) * TRIES + number)
                ended = members.tried_at(since, at, number)
                found.append((own, country.key("attempt", own), member, slugs[at], number + 1, quiz.digest,
                              bits(country.seed, "attempt seed", own, 16).hex(), given.answers,
                              ended - timedelta(minutes=12), ended, ended, given.points, given.out_of, given.passed,
                              given.body_hash))
    return {"attempt": found}, None


PART = CountryPart(20, COLUMNS, ready, rows)
