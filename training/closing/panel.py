"""What the workshop's page says of its closing: when it is time, and which follow-up date comes next."""

from datetime import timedelta

from flask import render_template
from markupsafe import Markup

from training.clock import today
from training.closing.queries import follow_ups
from training.cohorts.models import Cohort

SOON = timedelta(days=7)


def panel(cohort: Cohort) -> Markup | str:
    """Nothing before the last day; then the way to close, or the next date that is due within a week."""
    if cohort.closed_at is None:
        return Markup(render_template("closing/_panel.html", cohort=cohort, due=[])) if cohort.ends_on <= today() else ""
    due = [one for one in follow_ups(cohort) if one.done_at is None and one.due_on <= today() + SOON]
    return Markup(render_template("closing/_panel.html", cohort=cohort, due=due)) if due else ""
