"""A figure beside its limit and its bar, and the table of all of them."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

HEADING = ("figure", "ours", "limit", "ratio", "bar", "")


class Figure(NamedTuple):
    """One line of the table. ``holds`` is None for what has no bar, or could not be measured here."""

    what: str
    ours: str
    limit: str = ""
    ratio: str = ""
    bar: str = ""
    holds: bool | None = None

    @property
    def verdict(self) -> str:
        """``ok``, ``NOT MET``, or nothing."""
        return {True: "ok", False: "NOT MET", None: ""}[self.holds]


class NotHere(Exception):
    """Something that a figure needs is not installed on this machine; the message says what."""


Rounds = Sequence[tuple[float, float]]  # (ours, the limit), measured one right after the other


def _middle(rounds: Rounds) -> tuple[float, float, float]:
    """The medians of both, and the median of each round's own ratio: what disturbs a round disturbs both sides of it."""
    ours, limit = (median(side) for side in zip(*rounds, strict=True))
    return ours, limit, median(mine / base if base else float("inf") for mine, base in rounds)


def at_least(what: str, rounds: Rounds, bar: float, unit: str = "/s") -> Figure:
    """Ours must be at least ``bar`` times the limit."""
    ours, limit, ratio = _middle(rounds)
    return Figure(what, f"{ours:.0f} {unit}", f"{limit:.0f} {unit}", f"{ratio:.2f}", f"≥ {bar:g}", ratio >= bar)


def at_most(what: str, rounds: Rounds, bar: float, unit: str = "ms") -> Figure:
    """Ours must be at most ``bar`` times the limit."""
    ours, limit, ratio = _middle(rounds)
    return Figure(what, f"{ours:.1f} {unit}", f"{limit:.1f} {unit}", f"{ratio:.2f}", f"≤ {bar:g}", ratio <= bar)


def no_more(what: str, ours: float, bar: float, unit: str) -> Figure:
    """Ours must be at most ``bar``, in the same unit; there is no limit to compare with."""
    shown = f"{ours:.0f}" if ours == int(ours) else f"{ours:.1f}"
    return Figure(what, f"{shown} {unit}".strip(), "", "", f"≤ {bar:g}", ours <= bar)


def table(figures: Iterable[Figure]) -> str:
    """Every figure in columns under a heading."""
    lines = [HEADING, *((*figure[:5], figure.verdict) for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([shown[0], "─" * len(shown[0].ljust(sum(widths) + 2 * len(widths) - 2)), *shown[1:]])
