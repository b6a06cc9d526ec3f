"""The room of the quizzes: GIFT files in, papers, attempts and scores out.

The pure heart (no database, no web): `gift` reads and writes the files, `questions` are the types that are
kept, `ordering` lays out one person's paper, `grading` scores it, `check` says what an author must repair.
"""

from flask import Flask, url_for

from quizzes import country, demo, entry_exit, erasing, evidence, hard_questions, views, wording
from quizzes.across import check_across
from quizzes.check import check, count
from quizzes.on_paper import paper_quiz
from training.cohorts.models import Cohort
from training.house import house


def init_app(app: Flask) -> None:
    """The pages, the check of GIFT files, the foot of a module's page, and what a cohort finds hard."""
    app.register_blueprint(views.blueprint)
    app.jinja_env.filters.update(said=wording.said, points=wording.points)
    announced = house(app)
    announced.content_checkers[".gift"] = check
    announced.content_wide_checkers.append(check_across)
    announced.question_counters[".gift"] = count
    announced.module_panels.append("quizzes/_panel.html")
    announced.evidence.append(evidence.WITNESS)
    announced.cohort_sections.append(hard_questions.section)
    announced.paper_quiz = paper_quiz
    announced.demo_loaders.append(demo.load)
    announced.country_parts.append(country.PART)
    announced.demo_pages["quiz"] = _demo_page
    erasing.announce(app)
    entry_exit.init_app(app)


def _demo_page(cohort: Cohort) -> str:
    return url_for("quizzes.start", key=cohort.key, slug="a3")
