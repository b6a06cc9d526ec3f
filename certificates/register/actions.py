"""Writing the register: entries behind one lock, and the checkpoint over them in the same transaction."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app
from flask_babel import gettext as _

from certificates.register import chain, guard, keys, merkle, note, outside
from certificates.register.chain import Entry
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
from certificates.register.queries import newest_key
from training.clock import now
from training.db import db, inserting
from training.errors import Refused

Draft = tuple[int | None, dict[str, Any]]  # (certificate id, the fields of the entry but format, seq, at and prev)


def append(drafts: Sequence[Draft]) -> list[RegisterEntry]:
    """Add these entries, in order and without a gap, then sign a checkpoint. Whoever comes at the same time waits.

    The first key that signs enters before them. Returns every entry that was added. Raises Refused when the register may
    not grow (see guard), when the signing key is missing, or when it is not the newest of the register.
    """
    key, head = keys.signing_key(), _held_head()
    newest = newest_key()
    if newest is None:
        drafts = [_statement(head, key), *drafts]
    elif newest != key.public_key():
        raise Refused(_("La clave que hay en el servidor (%(here)s) no es la última del registro (%(known)s). Restaure "
                        "ese archivo desde su copia; una clave nueva entra con «flask keys rotate». No se emitió nada.",
                        here=keys.short(key.public_key()), known=keys.short(newest)), 503)
    found = _add(head, drafts)
    _sign(head, key)
    return found


def enter_key(new: Ed25519PrivateKey) -> None:
    """From here on ``new`` signs; the key that signed until now says so too. Flushes. Raises Refused as ``append`` does."""
    append([])  # whatever was wrong with the old one comes first; so does its own entry
    old, head = keys.signing_key(), _held_head()
    _add(head, [_statement(head, new, old)])
    _sign(head, new, old)


def checkpoint() -> str | None:
    """Sign what the register is now. The note; None when it is empty. Raises Refused as ``append`` does."""
    if not db.session.get_one(RegisterHead, 1).size:
        return None
    append([])
    size = db.session.get_one(RegisterHead, 1).size
    return db.session.get_one(RegisterCheckpoint, size).note


def origin() -> str:
    """The name under which checkpoints are signed: the site's address without its scheme, and which of its logs."""
    return str(current_app.config["PUBLIC_URL"]).split("://", 1)[-1].rstrip("/") + "/registro"


def _held_head() -> RegisterHead:
    """The head, locked, of a register that may grow."""
    copies = outside.copies()  # before the lock: they can only be behind what it then shows
    head = db.session.get_one(RegisterHead, 1, with_for_update=True, populate_existing=True)
    guard.hold(copies, head.size)
    return head


def _add(head: RegisterHead, drafts: Sequence[Draft]) -> list[RegisterEntry]:
    found = [_grow(head, paper, fields) for paper, fields in drafts]
    db.session.add_all(found)
    db.session.flush()
    return found


def _grow(head: RegisterHead, certificate_id: int | None, fields: dict[str, Any]) -> RegisterEntry:
    """The next entry; the head moves on."""
    at = now().astimezone(UTC).replace(microsecond=0)
    entry = Entry(seq=head.size + 1, at=f"{at:%Y-%m-%dT%H:%M:%SZ}", prev=head.last, **fields)
    body = chain.canonical(entry)
    chain.from_bytes(body)  # the rules of its types too, which building one in Python does not apply
    head.frontier = b"".join(merkle.grown(_peaks(head.frontier), head.size, merkle.leaf(body)))
    head.size, head.last = entry.seq, chain.hash_of(body)
    return RegisterEntry(seq=entry.seq, kind=entry.kind, body=body, certificate_id=certificate_id, at=at)


def _sign(head: RegisterHead, *signers: Ed25519PrivateKey) -> None:
    """Sign what the register is now, once for each size; the note goes outside after the commit."""
    text = note.signed(note.Checkpoint(origin(), head.size, merkle.root_of(_peaks(head.frontier))), *signers)
    once = inserting(RegisterCheckpoint).values(size=head.size, note=text, made_at=now()).on_conflict_do_nothing()
    db.session.execute(once)
    outside.after_commit(db.session(), text)


def _peaks(frontier: bytes) -> list[bytes]:
    return [frontier[at:at + 32] for at in range(0, len(frontier), 32)]


def _statement(head: RegisterHead, key: Ed25519PrivateKey, *before: Ed25519PrivateKey) -> Draft:
    """The next entry, by which a key enters, signed by it and the one before it."""
    public = key.public_key().public_bytes_raw()
    words = chain.key_statement(head.size + 1, public)
    return None, {"kind": chain.KEY, "key": b64encode(public).decode(),
                  "proofs": tuple(b64encode(one.sign(words)).decode() for one in (key, *before))}
