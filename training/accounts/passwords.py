"""Passwords: which ones are refused, and how one is kept. Pure but for the randomness of the salt.

``verify`` has one single caller (door.py), so that no way in goes round the throttle.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 128
SHORT, LONG, COMMON, OWN = "short", "long", "common", "own"

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # 19 MiB: OWASP's second choice of parameters
# Verified where no account or no password exists, so that the work is the same. Nobody knows what it hides.
DUMMY = ("$argon2id$v=19$m=19456,t=2,p=1$"
         "hH/0r56OpS96uNO/+V0XzA$8cwVxd0NDzb2FLHOFf0CaDhscrRSY98xegNJwD0VjVA")
_WALKS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
          "qwertyuiopasdfghjklnzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
          "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "147258369", "789456123", "159357")


def make(password: str) -> str:
    """The hash to store. Slow on purpose (about 20 ms): never inside a write transaction."""
    return _HASHER.hash(_plain(password))


def verify(stored: str | None, password: str) -> bool:
    """Whether the password is the one; ``None`` costs the same work and is never right."""
    try:
        return _HASHER.verify(stored or DUMMY, _plain(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def flaw(password: str, document: str, names: Iterable[str]) -> str | None:
    """Why a new password is refused: SHORT, LONG, COMMON or OWN; None when it is good.

    Any characters are allowed. Length is counted in characters and nothing is cut off.
    """
    password = _plain(password)
    if len(password) < SHORTEST:
        return SHORT
    if len(password) > LONGEST:
        return LONG
    if _is_own(_fold(password), document, names):
        return OWN
    return COMMON if _is_common(_fold(password)) else None


def _plain(password: str) -> str:
    return unicodedata.normalize("NFC", password)  # one keyboard writes ñ as one sign, another as two


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def _common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(_fold(line) for line in lines if line and not line.startswith("#"))


def _is_common(folded: str) -> bool:
    """In the list with or without what people hang on at the ends, a walk over the keyboard, a repetition, a date."""
    stem = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    if folded in _common() or stem in _common() or len(set(folded)) < 4:
        return True
    if any(folded in walk or folded in walk[::-1] for walk in _WALKS):
        return True
    return any(folded == folded[:size] * (len(folded) // size) for size in (1, 2, 3, 4)) or _is_date(folded)


def _is_date(folded: str) -> bool:
    digits = re.sub(r"[-/. ]", "", folded)
    if len(digits) != 8 or not digits.isascii() or not digits.isdigit():
        return False
    for shape in ("%d%m%Y", "%Y%m%d"):
        try:
            if 1900 <= datetime.strptime(digits, shape).year <= 2100:
                return True
        except ValueError:
            continue
    return False


def _is_own(folded: str, document: str, names: Iterable[str]) -> bool:
    """Made of her own document, or of her own names with little else."""
    if document and document.casefold() in folded:
        return True
    letters = rest = "".join(c for c in folded if c.isalpha())
    for word in sorted((_fold(word) for name in names for word in name.split()), key=len, reverse=True):
        if len(word) >= 3:
            rest = rest.replace(word, "")
    return rest != letters and len(rest) < 4
