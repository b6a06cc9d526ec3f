"""What one line of the register says, and how each holds the one before it. Pure.

An entry is stored as canonical JSON (sorted keys, no blanks, UTF-8, nothing that is absent); ``prev`` is the SHA-256 in
hex of the bytes of the entry before it, of the first one BEGINNING. No entry holds a name or a document: what a paper
says enters as an HMAC-SHA256 with a salt that is kept beside the paper and can be thrown away (``commitment``).
"""

import hashlib
from operator import attrgetter
from typing import Annotated, Any, Literal

import msgspec

FORMAT = 1
ISSUED, REPLACED, REVOKED, ERASED, KEY = "issued", "replaced", "revoked", "erased", "key"
KINDS = (ISSUED, REPLACED, REVOKED, ERASED, KEY)
OF_A_PAPER = (ISSUED, REPLACED)  # entries by which a paper comes into the world
BEGINNING = "0" * 64
REASONS = ("error", "norm", "fraud", "request", "other")  # of a revocation; the words of it are kept outside

Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]  # the length too: a $ lets a line's end pass
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Number = Annotated[int, msgspec.Meta(ge=1)]
Instant = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", max_length=20)]
Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10)]
PublicKey = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9+/]{43}=$", max_length=44)]  # 32 bytes in base64
Proof = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9+/]{86}==$", max_length=88)]  # 64 bytes


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One entry. Which fields it has follows from its kind; ValueError when it has others, or lacks one.

    issued    a paper: folio, paper (kind of paper), course, version (of the manual), half_hours, issued_on, commitment,
              evidence (HMAC of what it was issued upon, where that was kept), renews (the entry of the one before it)
    replaced  the same for a paper that takes the place of another: ``replaces`` is the entry of that one
    revoked   ``of``: the entry of the paper; ``reason``, one of REASONS
    erased    ``of``: the entry of the paper whose words and salt were thrown away
    key       ``key``: a public key (32 bytes, base64) that signs from here on; ``proofs``: signatures over
              ``key_statement`` by it and, when it follows another, by the one before it (base64, in this order)
    """

    format: Literal[1] = msgspec.field(default=1)
    seq: Number
    at: Instant                                 # UTC, to the second: 2026-11-23T16:20:00Z
    kind: Literal["issued", "replaced", "revoked", "erased", "key"]
    prev: Hex
    folio: Short | None = None
    paper: Short | None = None
    course: Short | None = None
    version: Short | None = None
    half_hours: Annotated[int, msgspec.Meta(ge=0, le=10_000)] | None = None
    issued_on: Day | None = None
    commitment: Hex | None = None
    evidence: Hex | None = None
    renews: Number | None = None
    replaces: Number | None = None
    of: Number | None = None
    reason: str | None = None
    key: PublicKey | None = None
    proofs: Annotated[tuple[Proof, ...], msgspec.Meta(min_length=1, max_length=2)] | None = None

    def __post_init__(self) -> None:
        """Refuse an entry that says too little or too much for its kind."""
        wanted, other, nothing = _HELD[self.kind]
        if None in wanted(self) or other(self) != nothing:
            has = [name for name in _OWN if getattr(self, name) is not None]
            raise ValueError(f"an entry of kind {self.kind} with {has}")
        if self.reason is not None and self.reason not in REASONS:
            raise ValueError("a reason that is none of ours")
        if max(self.of or 0, self.renews or 0, self.replaces or 0) >= self.seq:
            raise ValueError("an entry that points ahead")


_OWN = ("folio", "paper", "course", "version", "half_hours", "issued_on", "commitment", "evidence", "renews", "replaces",
        "of", "reason", "key", "proofs")
_PAPER = {"folio", "paper", "course", "version", "half_hours", "issued_on", "commitment"}
_FIELDS: dict[str, tuple[set[str], set[str]]] = {
    ISSUED: (_PAPER, {"evidence", "renews"}), REPLACED: (_PAPER | {"replaces"}, {"evidence", "renews"}),
    REVOKED: ({"of", "reason"}, set()), ERASED: ({"of"}, set()), KEY: ({"key", "proofs"}, set())}


def _held(wanted: set[str], allowed: set[str]) -> "tuple[attrgetter[Any], attrgetter[Any], tuple[None, ...]]":
    """What must be there, what must not, and what the latter then gives; every entry of a long register is held to it."""
    others = [name for name in _OWN if name not in wanted | allowed]
    return attrgetter("seq", *wanted), attrgetter(*others), (None,) * len(others)


_HELD = {kind: _held(*fields) for kind, fields in _FIELDS.items()}
_ENCODER, _DECODER = msgspec.json.Encoder(order="sorted"), msgspec.json.Decoder(Entry)


def canonical(entry: Entry) -> bytes:
    """The one JSON of an entry."""
    return _ENCODER.encode(entry)


def from_bytes(body: bytes) -> Entry:
    """Read ``canonical`` back. Raises ValueError for anything that it did not write, another spelling included."""
    entry = _DECODER.decode(body)
    if canonical(entry) != body:
        raise ValueError("not in the one spelling")
    return entry


def hash_of(body: bytes) -> str:
    """What the next entry holds as its ``prev``."""
    return hashlib.sha256(body).hexdigest()


def key_statement(seq: int, key: bytes) -> bytes:
    """What the proofs of a key's entry sign."""
    return b"register key 1\n" + f"{seq}\n".encode() + key
