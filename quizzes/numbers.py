"""Numbers as authors write them in a file and as people type them, read exactly and within bounds."""

from __future__ import annotations

import re
from fractions import Fraction

# Digits are spelt [0-9] because \d also matches the digits of other scripts.
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})")
_WRITTEN = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
LONGEST_TYPED = 40


def typed(text: str) -> Fraction | None:
    """The number that a person typed (comma or point, spaces anywhere), or None when it is not one."""
    if len(text) > LONGEST_TYPED:
        return None
    plain = "".join(text.split()).replace("−", "-").replace(",", ".")
    return Fraction(plain) if _DECIMAL.fullmatch(plain) else None


def written(text: str) -> Fraction | None:
    """The number in a file (decimal point, at most 12 digits and 6 decimals), or None."""
    return Fraction(text) if _WRITTEN.fullmatch(text) else None


def decimal(number: Fraction) -> str:
    """The shortest decimal of a number that has at most six decimals."""
    millionths = number * 1_000_000
    if millionths.denominator != 1:
        raise ValueError(f"{number} has more than six decimals")
    sign = "-" if number < 0 else ""
    whole, rest = divmod(abs(millionths.numerator), 1_000_000)
    decimals = f"{rest:06d}".rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
