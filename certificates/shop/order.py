"""The order of the queue and of the pile: region, network, facility, surname. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from certificates.paper.ordering import by_name
from training.places.folding import fold

One = TypeVar("One")
LAST = "\U0010fffe"  # whoever names no workplace comes after those who do
LONGEST = 260


def place_order(region: str, network: str, facility: str) -> str:
    """A text that sorts papers by where they are handed over, byte by byte."""
    return "\t".join(fold(part) or LAST for part in (region, network, facility))[:LONGEST]


def name_order(surnames: str, given_names: str) -> str:
    """A text that sorts people as a Spanish list does, byte by byte."""
    return "\t".join(by_name(surnames, given_names))[:LONGEST]


def network_name(network: str) -> str:
    """«Red Huamanga», as people say it, whether the register says «Red» or not; "" for none."""
    return network if not network or fold(network).startswith("red ") else f"Red {network}"


def points(rows: Sequence[One], place: Callable[[One], object]) -> Iterator[list[One]]:
    """The rows of each delivery point, in order."""
    return (list(group) for _place, group in groupby(rows, key=place))


def volumes(rows: Sequence[One], place: Callable[[One], object], most: int) -> list[list[One]]:
    """Piles of at most ``most`` sheets. A delivery point is not torn apart unless it is larger than a pile alone."""
    made: list[list[One]] = []
    for group in _no_larger(points(rows, place), most):
        if made and len(made[-1]) + len(group) <= most:
            made[-1] += group
        else:
            made.append(list(group))
    return made


def _no_larger(groups: Iterable[list[One]], most: int) -> Iterator[list[One]]:
    for group in groups:
        yield from (group[at:at + most] for at in range(0, len(group), most))
