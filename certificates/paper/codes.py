"""The code that people type and the token that the QR carries.

Code: 12 random characters of Crockford's alphabet (60 bits) and one check character, printed 4-4-5 as
`7K4M-X2QD-9HTRB`. Each character is an element of GF(32); with a the generator, position i from the right
weighs a^i, and the weighted sum of all 13 is zero. A single wrong character changes the sum by d·a^i, never
zero; a swap of two characters changes it by d·(a^i + a^j), never zero either, since the 13 weights differ.
So every substitution and every swap of two different characters, adjacent or not, is caught with the plain
32 characters: Crockford's own check, modulo 37, would need five more signs that nobody can read aloud. """

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
LONGEST_TYPED = 64              # more is not a code, whatever it holds
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SEPARATORS = re.compile(r"[\s\-_.·\u2010-\u2015\u2212]+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]", re.ASCII)       # 128 bits: the last character carries only two


def _twice(value: int) -> int:
    """Multiply by the generator of GF(32), modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def check_character(body: str) -> str:
    """The 13th character for 12 of the alphabet."""
    total = 0
    for sign in body:
        total = _twice(total ^ _VALUES[sign])
    return ALPHABET[total]


def new_code() -> str:
    """A fresh code, ungrouped, from the system's random source."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def grouped(code: str) -> str:
    """As printed: 4-4-5."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def normalise(text: str) -> str | None:
    """What somebody typed as a code, or None: lower case, blanks and dashes allowed, O read as 0, I and L as 1."""
    if len(text) > LONGEST_TYPED:
        return None
    signs = _SEPARATORS.sub("", text)
    if len(signs) != LENGTH or not signs.isascii():
        return None
    values = [_VALUES.get(sign) for sign in signs.upper()]
    code = "".join(ALPHABET[value] for value in values if value is not None)
    return code if len(code) == LENGTH and check_character(code[:-1]) == code[-1] else None


def new_token() -> str:
    """128 random bits in 22 characters that are safe in a URL."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether the text can be a token, and in its only spelling."""
    return _TOKEN.fullmatch(text) is not None
