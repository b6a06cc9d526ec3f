"""Sheets as the press gets them, out of a register of two entries that is made here: a key's and the paper's."""

from base64 import b64encode
from functools import cache

from certificates.paper import claim
from certificates.paper.snapshot import Snapshot, commitment
from certificates.press import credential, pdf
from certificates.press.sheet import Sheet
from certificates.register import chain, merkle, note
from tests.certificates.examples import ALL, KEY, NORMAL

SALT = bytes(range(32, 64))
ORIGIN = "replica.example.org/registro"


def registered(snapshot: Snapshot = NORMAL, *, signature: bool = False) -> Sheet:
    """The sheet of a paper that is the second entry of its register."""
    public = KEY.public_key().public_bytes_raw()
    first = chain.Entry(seq=1, at="2026-11-16T15:00:00Z", kind="key", prev=chain.BEGINNING, key=b64encode(public).decode(),
                        proofs=(b64encode(KEY.sign(chain.key_statement(1, public))).decode(),))
    bodies = [chain.canonical(first)]
    bodies.append(chain.canonical(chain.Entry(
        seq=2, at="2026-11-16T15:00:00Z", kind="issued", prev=chain.hash_of(bodies[0]), folio=snapshot.folio,
        paper=snapshot.paper, course=snapshot.course_slug, version=snapshot.content_version, half_hours=snapshot.half_hours,
        issued_on=snapshot.issued_on.isoformat(), commitment=commitment(SALT, snapshot).hex())))
    root = merkle.root(map(merkle.leaf, bodies))
    return Sheet(snapshot, claim.address(snapshot, KEY), number=2, entry=bodies[1], salt=SALT, signature=signature,
                 note=note.signed(note.Checkpoint(ORIGIN, 2, root), KEY), credential=credential.make(snapshot, KEY, 2))


@cache
def drawn(name: str, *, signature: bool = False) -> bytes:
    """One of examples.ALL as a file; drawn once a process."""
    return pdf.draw(registered(ALL[name], signature=signature))
