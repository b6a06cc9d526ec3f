"""What the tests show on other pages: where both stand on the workshop's page, and who stopped passing."""

from flask import render_template
from markupsafe import Markup

from quizzes.entry_exit import queries
from quizzes.entry_exit.models import ENTRY, EXIT
from training.cohorts.models import Cohort
from training.workshops.queries import workshop_of


def panel(cohort: Cohort) -> Markup:
    """How many sheets of each test are in, and the way to key them; nothing without tests."""
    if workshop_of(cohort) is None or not queries.has_test(cohort):
        return Markup()
    done = queries.handed_in(cohort)
    return Markup(render_template("entry_exit/_panel.html", cohort=cohort, people=queries.how_many(cohort),
                                  entry=done.get(ENTRY, 0), exit=done.get(EXIT, 0), fallen=queries.fell_by_voiding(cohort)))
