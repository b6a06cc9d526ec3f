"""Making the files of a volume: the pile for the printer, its tally for the signing sitting, its receipt lists."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from certificates.shop import sheets
from certificates.shop.binding import Leaf, bind
from certificates.shop.drawing import draw
from certificates.shop.order import points
from certificates.shop.syllabus import Back
from certificates.shop.tally import Lot, Sheet
from training import store
from training.clock import in_lima

PILE, TALLY, RECEIPTS = "papeles", "firmas", "entregas"
KINDS = (PILE, TALLY, RECEIPTS)
TITLES = {PILE: "Para imprimir", TALLY: "Hoja de firmas", RECEIPTS: "Listas de entrega"}


@dataclass(frozen=True)
class Volume:
    """The files of a volume as they lie on the disk, their pages, how many sheets are in it, and which had no file."""

    files: Mapping[str, Path]
    pages: Mapping[str, int]
    sheets: int
    missing: tuple[int, ...]


def make(lot: Lot, pile: Sequence[Sheet], backs: Mapping[int, Back]) -> Volume:
    """Draw a volume at ``store.new_place()``; whoever asked takes the files over. Sheets whose file is gone are left out.

    Raises CannotDraw.
    """
    there = [(one, path) for one in pile if (path := _file(one)) is not None]
    some = [one for one, _path in there]
    files, pages = {PILE: store.new_place()}, {}
    pages[PILE] = bind(_leaves(lot, there, backs), _drawn, files[PILE], TITLES[PILE], lot.flip)
    for kind, htmls in ((TALLY, sheets.tally(lot, some)), (RECEIPTS, sheets.receipt_lists(lot, some))):
        files[kind] = store.new_place()
        data = draw(htmls)
        files[kind].write_bytes(data)
        pages[kind] = _pages(data)
    inside = {one.certificate_id for one in some}
    return Volume(files, pages, len(some), tuple(one.certificate_id for one in pile if one.certificate_id not in inside))


def _file(one: Sheet) -> Path | None:
    try:
        return store.path_of(one.sha256) if one.sha256 else None
    except store.Damaged:
        return None


def _leaves(lot: Lot, there: Sequence[tuple[Sheet, Path]], backs: Mapping[int, Back]) -> list[Leaf]:
    on, made = in_lima(lot.at).date(), []
    for some in points(there, lambda pair: pair[0].place):
        here = [one for one, _path in some]
        if lot.separators:
            made.append(Leaf(draw([sheets.separator(lot, here[0].place, here)])))
        made += [Leaf(path, backs[one.certificate_id],
                      (one.duplicate, on, one.said.is_constancia) if one.duplicate else None) for one, path in some]
    return made


def _drawn(name: Hashable) -> bytes:
    """A back or a mark, by what it says."""
    if isinstance(name, Back):
        return draw([sheets.back(name)])
    assert isinstance(name, tuple)
    number, on, upright = name
    assert isinstance(on, date)
    return draw([sheets.mark(number, on, upright=upright)])


def _pages(data: bytes) -> int:
    import pikepdf  # noqa: PLC0415  # loaded late: 5 MB, and only the worker binds

    with pikepdf.open(BytesIO(data)) as opened:
        return len(opened.pages)
