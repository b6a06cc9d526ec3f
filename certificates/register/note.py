"""Checkpoints: the size and root of the register, signed, as a note that other people's tools read too. Pure.

C2SP signed-note and tlog-checkpoint: three lines (origin, size, root in base64), an empty one, then for each signature
``— name base64(key id || signature)``. The name is the origin; the key id is four bytes of SHA-256 over
``name LF 0x01 key``. A reader takes signatures of keys that it knows and passes over all others.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MOST = 4096  # characters: a note of ours has some 250
_ORIGIN = re.compile(r"[^\s+]{1,100}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True)
class Checkpoint:
    """How large the register was and which root it had. ``root``: 32 bytes."""

    origin: str
    size: int
    root: bytes

    @property
    def short(self) -> str:
        """The root as people compare it on paper: its first 16 hex signs in fours."""
        text = self.root.hex()[:16]
        return " ".join(text[at:at + 4] for at in range(0, 16, 4))

    @property
    def body(self) -> str:
        """The signed text."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(name: str, key: Ed25519PublicKey) -> bytes:
    """Four bytes that say which key signed under this name."""
    return hashlib.sha256(name.encode() + b"\n\x01" + key.public_bytes_raw()).digest()[:4]


def signed(checkpoint: Checkpoint, *keys: Ed25519PrivateKey) -> str:
    """The note, signed by each of these keys. The same checkpoint and keys give the same text."""
    if not _ORIGIN.fullmatch(checkpoint.origin):
        raise ValueError("an origin without blanks and plus signs, please")
    signatures = (key_id(checkpoint.origin, key.public_key()) + key.sign(checkpoint.body.encode()) for key in keys)
    return checkpoint.body + "\n" + "".join(
        f"— {checkpoint.origin} {base64.b64encode(signature).decode()}\n" for signature in signatures)


def parse(text: str) -> Checkpoint | None:
    """What a note says, whoever signed it; None for what is no note."""
    body, separator, _signatures = text.partition("\n\n")
    lines = body.split("\n")
    if len(text) > MOST or not separator or len(lines) < 3:
        return None
    if not _ORIGIN.fullmatch(lines[0]) or not _SIZE.fullmatch(lines[1]):
        return None
    try:
        root = base64.b64decode(lines[2], validate=True)
    except ValueError:
        return None
    one_spelling = base64.b64encode(root).decode() == lines[2]
    return Checkpoint(lines[0], int(lines[1]), root) if len(root) == 32 and one_spelling else None


def read(text: str, keys: Iterable[Ed25519PublicKey]) -> Checkpoint | None:
    """The checkpoint of a note that one of these keys signed; None for anything else."""
    found = parse(text)
    if found is None:
        return None
    body, _separator, signatures = text.partition("\n\n")
    known = list(keys)
    good = any(_signed_by(body + "\n", found.origin, line, key) for line in signatures.split("\n") for key in known)
    return found if good else None


def _signed_by(body: str, origin: str, line: str, key: Ed25519PublicKey) -> bool:
    """Whether this line is a good signature of that key over the body."""
    start = f"— {origin} "
    if not line.startswith(start):
        return False
    try:
        data = base64.b64decode(line[len(start):], validate=True)
        if data[:4] != key_id(origin, key):
            return False
        key.verify(data[4:], body.encode())
    except (ValueError, InvalidSignature):
        return False
    return True
