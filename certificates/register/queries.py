"""Reading the register: the number of a paper, its history, the checkpoint that its sheet prints."""

from base64 import b64decode
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, func, select

from certificates.register import chain
from certificates.register.chain import Entry
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead, RegisterVerification
from training.db import db, reading


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


_LAST = select(RegisterHead.last)


def last_hash() -> str:
    """The hash of the newest entry: while it is the same, so is everything that the register says. One query."""
    return db.session.scalar(_LAST) or ""


def first_over(seq: int) -> RegisterCheckpoint | None:
    """The first checkpoint that covers this entry: the one that its sheet prints."""
    return db.session.scalar(select(RegisterCheckpoint).where(RegisterCheckpoint.size >= seq)
                             .order_by(RegisterCheckpoint.size).limit(1))


def bodies(start: int, most: int) -> Sequence[bytes]:
    """Up to ``most`` entries as they are stored, from number ``start`` on."""
    return db.session.scalars(select(RegisterEntry.body).where(RegisterEntry.seq >= start)
                              .order_by(RegisterEntry.seq).limit(most)).all()


def public_keys() -> list[Ed25519PublicKey]:
    """Every key that the register names, the newest first."""
    query = select(RegisterEntry.body).where(RegisterEntry.kind == chain.KEY).order_by(RegisterEntry.seq.desc())
    named = (chain.from_bytes(body).key for body in db.session.scalars(query))
    return [Ed25519PublicKey.from_public_bytes(b64decode(key)) for key in named if key]


def newest_key() -> Ed25519PublicKey | None:
    """The key that the register takes signatures from now; None before its first one."""
    return next(iter(public_keys()), None)


def counts() -> dict[str, int]:
    """How many entries there are of each kind. Two queries.

    Nearly all were issued, and numbers have no gaps: the others are counted, those are what is left of the last number."""
    rare = [kind for kind in chain.KINDS if kind != chain.ISSUED]
    found = db.session.execute(select(RegisterEntry.kind, func.count()).where(RegisterEntry.kind.in_(rare))
                               .group_by(RegisterEntry.kind))
    told = dict.fromkeys(chain.KINDS, 0) | {kind: int(count) for kind, count in found}
    last = db.session.scalar(select(func.max(RegisterEntry.seq))) or 0
    return told | {chain.ISSUED: last - sum(told.values())}


def newest_checkpoint() -> RegisterCheckpoint | None:
    """The one over the most entries."""
    return db.session.scalar(select(RegisterCheckpoint).order_by(RegisterCheckpoint.size.desc()).limit(1))


def last_verification() -> RegisterVerification | None:
    """When the whole register was last computed anew."""
    return db.session.scalar(select(RegisterVerification).order_by(RegisterVerification.id.desc()).limit(1))


@contextmanager
def one_instant() -> Iterator[Connection]:
    """A connection that sees the database as it is now, whoever writes meanwhile, and holds up none of them."""
    level = {"isolation_level": "REPEATABLE READ"} if db.engine.dialect.name == "postgresql" else {}
    with reading(), db.engine.connect() as connection:
        yield connection.execution_options(**level)
