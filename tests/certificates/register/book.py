"""A register in memory, written as the export writes it: what the pure tests and the stand-alone verifier begin with."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.paper import snapshot
from certificates.paper.snapshot import Snapshot
from certificates.register import chain, export, keys, merkle, note
from tests.certificates.examples import KEY, NORMAL

AT = "2026-11-23T16:20:00Z"
SALT = bytes(range(32))
ORIGIN = "replica.example.org/registro"
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def said(folio: str, **changes: Any) -> Snapshot:
    """What a paper with this folio says."""
    return msgspec.structs.replace(NORMAL, folio=folio, **changes)


class Book:
    """Entries, notes and keys. ``paper`` and the others return the number of the new entry."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.notes: dict[int, str] = {}
        self.keys: list[Ed25519PrivateKey] = []

    def add(self, **fields: Any) -> int:
        """Any entry."""
        last = chain.hash_of(self.bodies[-1]) if self.bodies else chain.BEGINNING
        self.bodies.append(chain.canonical(chain.Entry(seq=len(self.bodies) + 1, at=AT, prev=last, **fields)))
        return len(self.bodies)

    def paper(self, folio: str, kind: str = chain.ISSUED, snapshot_of: Snapshot | None = None, **more: Any) -> int:
        """A paper."""
        one = snapshot_of or said(folio)
        return self.add(kind=kind, folio=folio, paper=one.paper, course="a", version="3.2", half_hours=one.half_hours,
                        issued_on="2026-11-16", commitment=snapshot.commitment(SALT, one).hex(), **more)

    def key(self, key: Ed25519PrivateKey = KEY) -> int:
        """A key enters."""
        raw = key.public_key().public_bytes_raw()
        words = chain.key_statement(len(self.bodies) + 1, raw)
        provers = [key, *self.keys[-1:]]
        self.keys.append(key)
        return self.add(kind=chain.KEY, key=b64encode(raw).decode(),
                        proofs=tuple(b64encode(one.sign(words)).decode() for one in provers))

    def sign(self) -> str:
        """A checkpoint over what there is."""
        point = note.Checkpoint(ORIGIN, len(self.bodies), merkle.root(map(merkle.leaf, self.bodies)))
        self.notes[point.size] = note.signed(point, self.keys[-1])
        return self.notes[point.size]

    def write(self, folder: Path) -> Path:
        """As ``flask register export`` does, unpacked."""
        (folder / "checkpoints").mkdir(parents=True)
        (folder / "registro.jsonl").write_bytes(b"".join(body + b"\n" for body in self.bodies))
        for size, text in self.notes.items():
            (folder / "checkpoints" / f"{size:09}.txt").write_text(text, encoding="utf-8")
        (folder / "claves.txt").write_text("".join(keys.line(key.public_key()) + "\n" for key in self.keys))
        (folder / "verify.py").write_bytes((export.FOLDER / "verify.py").read_bytes())
        return folder


def full() -> Book:
    """Seven papers: one replaced, one revoked, one erased, one renewed; two keys; three checkpoints."""
    book = Book()
    book.key()
    for number in range(1, 6):
        book.paper(f"2026-{number:06}")
    book.sign()
    book.paper("2026-000006", chain.REPLACED, replaces=2)
    book.add(kind=chain.REVOKED, of=3, reason="error")
    book.add(kind=chain.ERASED, of=4)
    book.sign()
    book.key(OTHER)
    book.paper("2026-000007", renews=5)
    book.sign()
    return book
