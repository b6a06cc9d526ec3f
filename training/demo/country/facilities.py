"""Invented facilities: categories in realistic shares, networks and micro-networks, and how each fares. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from training.demo.country.dice import share
from training.demo.country.words import place

KINDS = (  # category, share of facilities in thousandths, relative staff, what stands before its name
    ("I-1", 440, 9, "P. S."), ("I-2", 225, 16, "P. S."), ("I-3", 165, 44, "C. S."), ("I-4", 55, 88, "C. S."),
    ("", 70, 12, "P. S."), ("II-1", 22, 210, "Hospital"), ("II-E", 9, 120, "Hospital"), ("II-2", 7, 380, "Hospital"),
    ("III-1", 4, 850, "Hospital"), ("III-E", 2, 420, "Instituto"), ("III-2", 1, 700, "Instituto"))
WELL, NOBODY, GONE, FEW = 0, 1, 2, 3  # how a facility fares: as it comes; never anybody; those trained left; one is trained
A_NETWORK, A_MICRO_NETWORK = 60, 12  # facilities
GOLDEN = 0.6180339887498949  # its multiples spread categories evenly, also over a dozen facilities
FIRST_CODE = 100_000  # beyond the register's and beyond those of the demonstration


class Place(NamedTuple):
    """One facility. ``staff``: relative."""

    code: str
    name: str
    category: str
    region: int
    district: str
    ubigeo: str
    network: str
    micro_network: str
    staff: int
    fares: int


def invented(seed: str, region: int, department: str, first: int, count: int) -> Iterator[Place]:
    """The facilities of a region; ``first``: how many there are in the regions before it."""
    for at in range(count):
        number = first + at
        category, _thousandths, staff, before = _kind((at * GOLDEN + share(seed, "region", region)) % 1.0)
        near = at // A_MICRO_NETWORK
        yield Place(f"{FIRST_CODE + number:08}", f"{before} {place(number)}", category, region, place(near * 7 + region),
                    f"{department}{near // 10 % 20 + 1:02}{near % 10 + 1:02}", f"Red {place(at // A_NETWORK * 11 + region)}",
                    f"Microrred {place(near * 5 + region)}", staff, _fares(category, share(seed, "fares", number)))


def _kind(at: float) -> tuple[str, int, int, str]:
    thousandths = at * 1000
    for kind in KINDS:
        thousandths -= kind[1]
        if thousandths < 0:
            return kind
    return KINDS[0]


def _fares(category: str, chance: float) -> int:
    nobody, gone, few = (0.12, 0.06, 0.0) if category in ("I-1", "I-2", "") else (
        (0.04, 0.04, 0.25) if category in ("I-3", "I-4") else (0.0, 0.0, 0.2))
    return NOBODY if chance < nobody else GONE if chance < nobody + gone else FEW if chance < nobody + gone + few else WELL
