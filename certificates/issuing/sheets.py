"""What the press gets for a paper: the words of its snapshot and what the register says of it."""

from certificates.issuing.models import Particulars
from certificates.issuing.queries import Issued
from certificates.paper.claim import link
from certificates.press.sheet import Sheet
from certificates.register.models import RegisterEntry
from certificates.register.queries import first_over, numbers_of
from training.db import db


def sheet_of(one: Issued) -> Sheet:
    """The sheet of an issued paper: the same whenever it is asked for. Four queries."""
    number = numbers_of([one.certificate.id])[one.certificate.id]
    checkpoint = first_over(number)
    return Sheet(one.snapshot, link(one.snapshot, one.claim), number=number,
                 entry=db.session.get_one(RegisterEntry, number).body, note=checkpoint.note if checkpoint else "",
                 salt=db.session.get_one(Particulars, one.certificate.id).salt)
