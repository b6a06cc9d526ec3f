"""Everything that looks like chance, from the seed: the same seed gives the same country, keys included. Pure."""

from base64 import urlsafe_b64encode
from hashlib import blake2b
from random import Random


def bits(seed: str, what: str, number: int, size: int = 9) -> bytes:
    """``size`` bytes that look random."""
    return blake2b(f"{what}:{number}".encode(), digest_size=size, key=seed.encode()[:64]).digest()


def key(seed: str, what: str, number: int) -> str:
    """A public key of twelve signs, as db.new_key makes them."""
    return urlsafe_b64encode(bits(seed, what, number)).decode()


def share(seed: str, what: str, number: int) -> float:
    """From 0 to 1, evenly."""
    return int.from_bytes(bits(seed, what, number, 6), "big") / (1 << 48)


def dice(seed: str, what: str, number: int) -> Random:
    """A source of chance of its own for one thing."""
    return Random(f"{seed} {what} {number}")
