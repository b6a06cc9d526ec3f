"""Codes that people read aloud and type: Crockford's 32 characters, without I, L, O and U."""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SEEN_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def random_code(length: int) -> str:
    """``length`` characters, 5 bits each, from the system's randomness."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def derived_code(secret: str, label: str, length: int) -> str:
    """The same code for the same secret and label: it can be printed again and is stored nowhere."""
    number = int.from_bytes(hmac.new(secret.encode(), label.encode(), hashlib.sha256).digest(), "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(length))


def tidy(text: str) -> str | None:
    """What was typed as a plain code: upper case, no blanks or dashes, O as 0, I and L as 1; None when it is not one."""
    plain = "".join(text.split()).replace("-", "").upper().translate(_SEEN_AS)
    return plain if plain and all(c in ALPHABET for c in plain) else None


def grouped(code: str, size: int = 5) -> str:
    """The code in groups, as it is printed: ``K7QM9-42TXA``."""
    return "-".join(code[start:start + size] for start in range(0, len(code), size))
