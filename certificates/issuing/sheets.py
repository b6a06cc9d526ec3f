"""What the press gets for a paper: the words of its snapshot and what the register says of it."""

from collections.abc import Sequence

from sqlalchemy import func, select

from certificates.designs.queries import packed
from certificates.issuing.models import Particulars
from certificates.issuing.queries import Issued
from certificates.paper.claim import link
from certificates.press import credential
from certificates.press.sheet import Sheet
from certificates.register import chain
from certificates.register.keys import signing_key
from certificates.register.models import RegisterCheckpoint, RegisterEntry
from certificates.signing.signer import the_signer
from training.db import db


def sheet_of(one: Issued) -> Sheet:
    """The sheet of an issued paper: the same whenever it is asked for, as long as the signing key is the same."""
    return sheets_of([one])[one.certificate.id]


def sheets_of(issued: Sequence[Issued]) -> dict[int, Sheet]:
    """Certificate id → its sheet, which prints the first checkpoint that covers its entry. Two queries.

    Raises Refused when the signing key is missing: each sheet carries a credential.
    """
    key = signing_key()
    first_over = (select(func.min(RegisterCheckpoint.size)).where(RegisterCheckpoint.size >= RegisterEntry.seq)
                  .correlate(RegisterEntry).scalar_subquery())
    query = (select(RegisterEntry, Particulars.salt, RegisterCheckpoint.note)
             .join(Particulars, Particulars.certificate_id == RegisterEntry.certificate_id)
             .outerjoin(RegisterCheckpoint, RegisterCheckpoint.size == first_over)
             .where(RegisterEntry.certificate_id.in_([one.certificate.id for one in issued]),
                    RegisterEntry.kind.in_(chain.OF_A_PAPER)))
    said = {one.certificate.id: one for one in issued}
    designs = packed({one.snapshot.design for one in issued if one.snapshot.design})
    return {one.certificate.id: Sheet(one.snapshot, link(one.snapshot, one.claim), entry.seq, entry.body, note or "", salt,
                                      credential.make(one.snapshot, key, entry.seq), the_signer().signs,
                                      designs.get(one.snapshot.design or "", b""))
            for entry, salt, note in db.session.execute(query) if (one := said.get(entry.certificate_id or 0))}
