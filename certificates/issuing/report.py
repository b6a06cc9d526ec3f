"""What the closing act of a workshop says of its papers and of the register on that day."""

from flask import render_template
from markupsafe import Markup

from certificates.issuing.queries import counts
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA
from certificates.register import note
from certificates.register.queries import newest_checkpoint
from training.cohorts.models import Cohort


def section(cohort: Cohort) -> Markup | str:
    """How many papers were issued, and the newest checkpoint: whoever keeps this sheet keeps a copy of it. Two queries."""
    newest = newest_checkpoint()
    checkpoint = note.parse(newest.note) if newest else None
    if newest is None or checkpoint is None:
        return ""
    issued = counts(cohort)
    return Markup(render_template("certificates/_report.html", checkpoint=checkpoint, at=newest.made_at,
                                  passed=issued.get(CERTIFICATE, 0), attended=issued.get(CONSTANCIA, 0)))
