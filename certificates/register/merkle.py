"""Merkle trees as Certificate Transparency has them (RFC 6962, section 2): roots, growth, proofs. Pure.

Hashes are SHA-256, 32 bytes. A leaf is hashed behind a zero byte and a node behind a one, so that neither can pass
for the other. The frontier of a tree of n leaves holds the roots of its whole sub-trees, the largest first, one for
each bit of n: with it a tree of any size grows by one leaf in a few hashes, and nobody has to read the others again.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256().digest()  # the root of a tree without leaves


def leaf(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two sub-trees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grown(frontier: Sequence[bytes], size: int, hashed: bytes) -> tuple[bytes, ...]:
    """The frontier after one more leaf, given by its hash, in a tree that had ``size``."""
    peaks = list(frontier)
    push(peaks, size, hashed)
    return tuple(peaks)


def push(peaks: list[bytes], size: int, hashed: bytes) -> None:
    """The same in place."""
    while size & 1:  # each one bit of the old size is a whole tree as large as the one that just grew
        hashed = node(peaks.pop(), hashed)
        size >>= 1
    peaks.append(hashed)


def root_of(frontier: Sequence[bytes]) -> bytes:
    """The root that a frontier stands for."""
    if not frontier:
        return EMPTY
    total = frontier[-1]
    for peak in reversed(frontier[:-1]):
        total = node(peak, total)
    return total


def root(hashed: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes."""
    peaks: list[bytes] = []
    for size, one in enumerate(hashed):
        push(peaks, size, one)
    return root_of(peaks)


def inclusion(hashed: Sequence[bytes], place: int) -> list[bytes]:
    """The audit path of the leaf at ``place`` (from 0): about log2(n) hashes that lead from it to the root."""
    if len(hashed) == 1:
        return []
    split = _split(len(hashed))
    if place < split:
        return [*inclusion(hashed[:split], place), root(hashed[split:])]
    return [*inclusion(hashed[split:], place - split), root(hashed[:split])]


def includes(hashed: bytes, place: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Whether ``path`` leads from the leaf hash at ``place`` to the root of a tree of ``size`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < size:
        return False
    at, last, total = place, size - 1, hashed
    for step in path:
        if not last:
            return False
        if at & 1 or at == last:
            total = node(step, total)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            total = node(total, step)
        at, last = at >> 1, last >> 1
    return not last and total == expected


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
