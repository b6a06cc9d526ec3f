"""Moodle's list of weights. A file says 33.333; what is meant, and kept, is one third."""

from __future__ import annotations

from fractions import Fraction

LISTED = tuple(
    Fraction(text)
    for text in ("1", "9/10", "5/6", "4/5", "3/4", "7/10", "2/3", "3/5", "1/2", "2/5", "1/3", "3/10")
    + ("1/4", "1/5", "1/6", "1/7", "1/8", "1/9", "1/10", "1/20", "0")
)
# Far below half the smallest gap of the list (1/8 to 1/9), wide enough for «33.3».
NEAR = Fraction(5, 10_000)


def listed(percent: Fraction) -> Fraction | None:
    """The listed fraction, with its sign, that a percentage means; None when it is not near any."""
    size = abs(percent) / 100
    for fraction in LISTED:
        if abs(size - fraction) <= NEAR:
            return fraction if percent >= 0 else -fraction
    return None


def as_percent(weight: Fraction) -> str:
    """A weight as Moodle writes it, without the signs: "50", "12.5", "-33.33333"."""
    return f"{float(weight * 100):.5f}".rstrip("0").rstrip(".")
