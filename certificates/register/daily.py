"""Each day: a signed checkpoint goes outside, and the whole register is computed anew."""

import logging

from certificates.register import actions, verify
from training.db import db

log = logging.getLogger(__name__)


def each_day() -> None:
    """Sign, copy outside, verify, and remember what was found. Raises Refused where nothing may be signed; commits."""
    text = actions.checkpoint()
    db.session.commit()
    if text is None:
        return
    report = verify.verify()
    for problem in report.problems[:10]:
        log.error("register: %s", problem)
    verify.note_verification(report)
    db.session.commit()
