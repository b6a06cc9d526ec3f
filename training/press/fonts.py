"""The letters of the printed sheets: files of the project, never the machine's.

A character that no file holds would silently come from some other font, or as an empty box, so it is named
before. """

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "files" / "fonts"
FACES = {                       # file -> its name inside a PDF, behind the prefix of the subset. Not the fonts' own
    "GentiumPlus-Regular.ttf": "Names",         # names: a Noto Sans of the machine must not pass for ours.
    "GentiumPlus-Bold.ttf": "Names-Bold",
    "NotoSans-Regular.ttf": "Reading",
    "NotoSans-Bold.ttf": "Reading-Bold",
    "NotoSansMono-Bold.ttf": "Typing-Bold",
}
NAME_FACE = "GentiumPlus-Bold.ttf"
TEXT_FACES = ("GentiumPlus-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def missing_glyphs(text: str) -> set[str]:
    """The characters of a text that one of the reading faces cannot draw, as typed or split into letter and mark."""
    known = _known()
    return {sign for sign in unicodedata.normalize("NFC", text)
            if ord(sign) not in known and not set(map(ord, unicodedata.normalize("NFD", sign))) <= known}


@lru_cache(maxsize=512)  # the title of a course is measured in a dozen pieces, and for each sheet again
def width(text: str, face: str = NAME_FACE) -> float:
    """The width of a text set in one of our faces, in em: a sum of advances, so kerning makes it a little less."""
    cmap, advances, em = _measures(face)
    return sum(advances.get(cmap.get(ord(sign), ""), em) for sign in unicodedata.normalize("NFC", text)) / em


@cache
def _known() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(_cmap(face)) for face in TEXT_FACES))


def _font(face: str) -> "TTFont":
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # loaded late: a server process seldom measures a name

    return TTFont(FOLDER / face, lazy=True)


@cache
def _measures(face: str) -> tuple[dict[int, str], dict[str, int], int]:
    with _font(face) as font:
        advances = {name: metric[0] for name, metric in font["hmtx"].metrics.items()}
        return _cmap(face), advances, font["head"].unitsPerEm


def _cmap(face: str) -> dict[int, str]:
    with _font(face) as font:
        return dict(font.getBestCmap())
