"""Once a day: what was agreed for today begins."""

import logging

from sqlalchemy import select

from training.audit.actions import record
from training.clock import today
from training.db import db
from training.errors import Refused
from training.staffing.actions import hold, post
from training.staffing.models import AGREED, SAID, Pending
from training.staffing.queries import facility, history_of, spans
from training.staffing.rules import wrong_start

log = logging.getLogger(__name__)


def begin_due() -> None:
    """Every transfer whose day has come, each in a transaction of its own."""
    due = select(Pending.id, Pending.user_id).where(Pending.kind == AGREED, Pending.since <= today()).order_by(Pending.since)
    for number, user_id in db.session.execute(due).all():
        db.session.commit()
        hold(user_id)
        one = db.session.get(Pending, number, populate_existing=True)
        if one is not None and one.kind == AGREED:
            _begin(one)
        db.session.commit()


def _begin(one: Pending) -> None:
    """What cannot begin any more, because of what was entered since or a facility that closed, goes back to be confirmed."""
    try:
        known = [span for span in spans(history_of(one.user_id)) if span.facility_id != one.facility_id]
        if wrong_start(one.since, today(), known) is not None or facility(one.facility_id).closed_on is not None:
            raise Refused("clash", 409)
        made = post(one.user_id, one.facility_id, source=one.source, by_id=one.by_id, since=one.since, contract=one.contract,
                    contract_ends_on=one.contract_ends_on, as_written=one.as_written)
        record("transfer person", f"user:{one.user_id}", one.by_id, f"facility:{made.facility_id}")
        db.session.delete(one)
    except Refused:
        log.warning("an agreed transfer no longer fits: it waits to be confirmed")
        one.kind = SAID
