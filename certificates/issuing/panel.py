"""On the workshop's page: what was issued, and the way to the page that issues."""

from flask import render_template
from markupsafe import Markup

from certificates.issuing.queries import counts
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA
from training.clock import today
from training.cohorts.models import Cohort


def panel(cohort: Cohort) -> Markup:
    """Nothing before the last day, unless something was issued already. One query."""
    issued = counts(cohort)
    if not issued and today() < cohort.ends_on:
        return Markup("")
    return Markup(render_template("certificates/_panel.html", cohort=cohort, passed=issued.get(CERTIFICATE, 0),
                                  attended=issued.get(CONSTANCIA, 0)))
