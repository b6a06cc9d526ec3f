"""The map of Peru as 25 tiles of one size, each about where its department lies. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 432, 448
TILE = (68, 60)
_STEP = (72, 64)
_PLACES = (  # rows from north to south, columns from the coast to the east
    "TUM .   .   LOR .   .",
    "PIU CAJ AMA SAM .   .",
    "LAM LAL HUC UCA .   .",
    ".   ANC PAS JUN .   .",
    "CAL LIM HUV AYA CUS MDD",
    ".   .   ICA APU ARE PUN",
    ".   .   .   .   MOQ TAC",
)


@dataclass(frozen=True)
class Tile:
    """A tile: its letters, where its upper left corner is, its colour from 0 (no data) to 4, and what is written in it.

    ``blank``: a region whose figures are not for the reader.
    """

    letters: str
    x: int
    y: int
    name: str = ""
    percent: int | None = None
    level: int = 0
    code: str = ""
    blank: bool = True


def places() -> Iterator[tuple[str, int, int]]:
    """(letters, x, y) of each department, in reading order."""
    for row, line in enumerate(_PLACES):
        for column, letters in enumerate(line.split()):
            if letters != ".":
                yield letters, 1 + column * _STEP[0], 1 + row * _STEP[1]


def tiles(known: Mapping[str, tuple[str, str, int | None]], level: Callable[[int | None], int]) -> list[Tile]:
    """Every tile. ``known``: ISO code → (name, code of its page, per cent); what is not in it stays blank."""
    made = []
    for letters, x, y in places():
        said = known.get(f"PE-{letters}")
        made.append(Tile(letters, x, y) if said is None
                    else Tile(letters, x, y, said[0], said[2], level(said[2]), said[1], blank=False))
    return made
