"""What a learner's home says of her workshop: when and where, and a test that is open right now. One query a cohort."""

from flask import render_template
from markupsafe import Markup

from training.clock import now
from training.cohorts.models import Cohort
from training.workshops.queries import workshop_of


def learner_panel(cohort: Cohort) -> Markup | str:
    """Dates and place, the open test, and the way to what she still needs; nothing for a cohort without a workshop."""
    workshop = workshop_of(cohort)
    if workshop is None:
        return ""
    at = now()
    moment = ("entrada" if workshop.entry_opens_at <= at < workshop.entry_closes_at
              else "salida" if workshop.exit_opens_at <= at < workshop.exit_closes_at else "")
    return Markup(render_template("workshops/_learner.html", cohort=cohort, workshop=workshop, moment=moment))
