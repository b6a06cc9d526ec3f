"""Which questions a cohort misses most: for its trainer, below the board."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from quizzes import library, queries
from quizzes.questions import Question
from training.cohorts.models import Cohort

FEWEST_ANSWERS = 5  # below that a per cent says nothing, and might say who
SHOWN = 3


@dataclass(frozen=True)
class Hard:
    """One question: of ``asked`` answers, ``missed`` were not fully right."""

    module: str
    digest: str
    question: str
    asked: int
    missed: int

    @property
    def percent(self) -> int:
        """Of a hundred answers, how many missed it; rounded down."""
        return self.missed * 100 // self.asked


def hardest(counted: Iterable[Hard]) -> list[Hard]:
    """Those with enough answers and any miss, the most missed first."""
    worth = [one for one in counted if one.asked >= FEWEST_ANSWERS and one.missed]
    return sorted(worth, key=lambda one: (-one.missed / one.asked, -one.asked, one.module, one.question))


def by_module(ordered: Iterable[Hard]) -> dict[str, list[Hard]]:
    """The hardest of each module, the modules by their slugs."""
    found: dict[str, list[Hard]] = defaultdict(list)
    for one in ordered:
        if len(found[one.module]) < SHOWN:
            found[one.module].append(one)
    return dict(sorted(found.items()))


def section(cohort: Cohort) -> Markup:
    """The fragment for the cohort's page; empty while there is nothing to say. One query, two in a new process."""
    ordered = hardest(Hard(*row) for row in queries.tallies(cohort.id))
    if not ordered:
        return Markup()
    modules = by_module(ordered)
    shown = [one for found in modules.values() for one in found]
    quizzes = library.quizzes_of(one.digest for one in shown)
    questions: dict[Hard, Question | None] = {one: quizzes[one.digest].question(one.question) for one in shown}
    return Markup(render_template("quizzes/_hard_questions.html", cohort=cohort, top=ordered[:SHOWN], modules=modules,
                                  questions=questions))
