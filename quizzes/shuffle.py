"""Our own shuffle: the same seed gives the same order for ever, on every machine and Python version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def _numbers(seed: str) -> Iterator[int]:
    """Whole numbers of 64 bits, without end, that depend on the seed alone."""
    counter = 0
    while True:
        # A lone surrogate cannot be encoded strictly; a hostile seed must not stop a quiz.
        block = hashlib.sha256(f"{seed}\x00{counter}".encode("utf-8", "backslashreplace")).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(block[start : start + 8], "big")
        counter += 1


def _below(bound: int, numbers: Iterator[int]) -> int:
    """A number from 0 to bound − 1, every one equally likely (the uneven rest is thrown away)."""
    limit = (1 << 64) - ((1 << 64) % bound)
    return next(number for number in numbers if number < limit) % bound


def shuffled(items: Sequence[Item], seed: str) -> tuple[Item, ...]:
    """The items in the order that the seed gives (Fisher-Yates over a sha256 stream)."""
    order = list(items)
    numbers = _numbers(seed)
    for last in range(len(order) - 1, 0, -1):
        other = _below(last + 1, numbers)
        order[last], order[other] = order[other], order[last]
    return tuple(order)
