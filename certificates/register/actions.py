"""Writing the register: entries behind one lock, and the checkpoint over them in the same transaction."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from certificates.register import chain, keys, merkle, note
from certificates.register.chain import Entry
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
from training.clock import now
from training.db import db

Draft = tuple[int | None, dict[str, Any]]  # (certificate id, the fields of the entry but format, seq, at and prev)


def append(drafts: Sequence[Draft]) -> list[RegisterEntry]:
    """Add these entries, in order and without a gap, then sign a checkpoint. Whoever comes at the same time waits.

    A key that signs for the first time enters before them. Raises Refused when the signing key is missing.
    """
    key = keys.signing_key()
    head = _locked_head()
    found = [_grow(head, None, {"kind": chain.KEY} | statement)
             for statement in (() if _is_known(key) else (_first_statement(key, head.size + 1),))]
    found += [_grow(head, paper, fields) for paper, fields in drafts]
    db.session.add_all(found)
    db.session.flush()
    sign_checkpoint(head, key)
    return found


def sign_checkpoint(head: RegisterHead, key: Ed25519PrivateKey) -> None:
    """Sign what the register is now, once for each size."""
    root = merkle.root_of(_peaks(head.frontier))
    text = note.signed(note.Checkpoint(origin(), head.size, root), key)
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    db.session.execute(insert(RegisterCheckpoint).values(size=head.size, note=text, made_at=now()).on_conflict_do_nothing())


def origin() -> str:
    """The name under which checkpoints are signed: the site's address without its scheme, and which of its logs."""
    return str(current_app.config["PUBLIC_URL"]).split("://", 1)[-1].rstrip("/") + "/registro"


def _locked_head() -> RegisterHead:
    return db.session.get_one(RegisterHead, 1, with_for_update=True, populate_existing=True)


def _grow(head: RegisterHead, certificate_id: int | None, fields: dict[str, Any]) -> RegisterEntry:
    """The next entry; the head moves on."""
    at = now().astimezone(UTC).replace(microsecond=0)
    entry = Entry(seq=head.size + 1, at=f"{at:%Y-%m-%dT%H:%M:%SZ}", prev=head.last, **fields)
    body = chain.canonical(entry)
    chain.from_bytes(body)  # the rules of its types too, which building one in Python does not apply
    head.frontier = b"".join(merkle.grown(_peaks(head.frontier), head.size, merkle.leaf(body)))
    head.size, head.last = entry.seq, chain.hash_of(body)
    return RegisterEntry(seq=entry.seq, kind=entry.kind, body=body, certificate_id=certificate_id, at=at)


def _peaks(frontier: bytes) -> list[bytes]:
    return [frontier[at:at + 32] for at in range(0, len(frontier), 32)]


def _is_known(key: Ed25519PrivateKey) -> bool:
    """Whether the newest key of the register is this one."""
    newest = db.session.scalar(select(RegisterEntry.body).where(RegisterEntry.kind == chain.KEY)
                               .order_by(RegisterEntry.seq.desc()).limit(1))
    return newest is not None and chain.from_bytes(newest).key == _public(key)


def _first_statement(key: Ed25519PrivateKey, seq: int) -> dict[str, Any]:
    proof = key.sign(chain.key_statement(seq, key.public_key().public_bytes_raw()))
    return {"key": _public(key), "proofs": (b64encode(proof).decode(),)}


def _public(key: Ed25519PrivateKey) -> str:
    return b64encode(key.public_key().public_bytes_raw()).decode()
