"""Reading the register: the number of a paper, its history, the checkpoint that its sheet prints."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from certificates.register import chain
from certificates.register.chain import Entry
from certificates.register.models import RegisterCheckpoint, RegisterEntry
from training.db import db


def numbers_of(certificate_ids: Collection[int]) -> dict[int, int]:
    """Certificate id → the number of the entry by which it came into the world. One query."""
    query = select(RegisterEntry.certificate_id, RegisterEntry.seq).where(
        RegisterEntry.certificate_id.in_(list(certificate_ids)), RegisterEntry.kind.in_(chain.OF_A_PAPER))
    return {number: seq for number, seq in db.session.execute(query) if number is not None}


def entries_of(certificate_ids: Collection[int]) -> dict[int, list[Entry]]:
    """Certificate id → everything that the register says of it, the oldest first. One query."""
    query = (select(RegisterEntry.certificate_id, RegisterEntry.body)
             .where(RegisterEntry.certificate_id.in_(list(certificate_ids))).order_by(RegisterEntry.seq))
    found: dict[int, list[Entry]] = {number: [] for number in certificate_ids}
    for number, body in db.session.execute(query):
        assert number is not None
        found[number].append(chain.from_bytes(body))
    return found


def first_over(seq: int) -> RegisterCheckpoint | None:
    """The first checkpoint that covers this entry: the one that its sheet prints."""
    return db.session.scalar(select(RegisterCheckpoint).where(RegisterCheckpoint.size >= seq)
                             .order_by(RegisterCheckpoint.size).limit(1))


def bodies(start: int, most: int) -> Sequence[bytes]:
    """Up to ``most`` entries as they are stored, from number ``start`` on."""
    return db.session.scalars(select(RegisterEntry.body).where(RegisterEntry.seq >= start)
                              .order_by(RegisterEntry.seq).limit(most)).all()
