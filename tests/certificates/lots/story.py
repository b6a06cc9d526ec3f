"""A lot as rows, without a ZIP: for tests of access."""

from certificates.lots import actions
from certificates.lots.archive import Entry
from certificates.lots.models import SignedLot
from training.cohorts.models import Cohort
from training.db import db


def sent_lot(cohort: Cohort, by_id: int) -> SignedLot:
    """It held one file, which was no PDF."""
    lot_id = actions.open_lot(cohort, by_id).id
    actions.take_in(lot_id, 1, Entry("a.txt", None))
    actions.close_lot(lot_id)
    return db.session.get_one(SignedLot, lot_id)
