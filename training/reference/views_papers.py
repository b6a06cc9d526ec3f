"""What each paper of each course asks for: for learners, and for whoever was shown one and wonders what it is worth."""

from flask import render_template
from flask_login import current_user

from training.access import public
from training.progress.paper_rules import rules_of
from training.reference import queries
from training.reference.blueprint import blueprint


@blueprint.get("/manual/papeles")
@public
def papers() -> str:
    """The rules of the newest version, course by course."""
    manual = queries.here()
    courses = [(course, rules_of(manual, course.slug)) for course in manual.courses if manual.published(course.slug)]
    return render_template("reference/papers.html", manual=manual, courses=courses, signed_in=current_user.is_authenticated)
