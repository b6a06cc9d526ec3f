"""One file for the printer: front, back, front, back; whoever turns a sheet like the page of a book reads on.

A printer that turns along the long edge shows the back of an upright sheet as it should be, and that of a sheet on its
side upside down; along the short edge it is the other way round. One file holds both, so the backs that would come out
upside down are turned in it. Fronts are the issued files, untouched but for the mark of a duplicate laid over them.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from certificates.shop.states import LONG

if TYPE_CHECKING:
    import pikepdf

HALF_TURN = b"q -1 0 0 -1 %.3f %.3f cm\n"


@dataclass(frozen=True)
class Leaf:
    """A sheet of the pile. ``front``: the issued file, or drawn bytes. ``back`` and ``mark`` name drawn pages; None: blank,
    or nothing laid over."""

    front: Path | bytes
    back: Hashable | None = None
    mark: Hashable | None = None


def bind(leaves: Sequence[Leaf], drawn: Callable[[Hashable], bytes], target: Path, title: str, flip: str = LONG) -> int:
    """Write the pile into ``target``; how many pages. ``drawn``: draws a back or a mark, and is asked once for each."""
    import pikepdf  # noqa: PLC0415  # loaded late: 5 MB, and only the worker binds

    with pikepdf.new() as pile:
        desk = _Desk(pile, drawn, flip)
        for leaf in leaves:
            desk.lay(leaf)
        pile.Root["/Lang"] = pikepdf.String("es-PE")
        pile.docinfo["/Title"] = pikepdf.String(title)
        edge = pikepdf.Name.DuplexFlipLongEdge if flip == LONG else pikepdf.Name.DuplexFlipShortEdge
        pile.Root["/ViewerPreferences"] = pikepdf.Dictionary(Duplex=edge, PrintScaling=pikepdf.Name("/None"))
        pages = len(pile.pages)
        pile.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pages


class _Desk:
    """The pile under way: what was drawn lies in it once, however often it is used."""

    def __init__(self, pile: "pikepdf.Pdf", drawn: Callable[[Hashable], bytes], flip: str) -> None:
        self.pile, self.drawn, self.flip = pile, drawn, flip
        self.backs: dict[tuple[Hashable, bool], pikepdf.Page] = {}
        self.marks: dict[Hashable, pikepdf.Pdf] = {}
        self.pictures: dict[bytes, pikepdf.Object] = {}

    def lay(self, leaf: Leaf) -> None:
        """A front and its back."""
        front = self._front(leaf.front)
        if leaf.mark is not None:
            front.add_overlay(self._mark(leaf.mark).pages[0], None)
        lies = _lies(front)
        if leaf.back is None:
            self.pile.add_blank_page(page_size=_size(front))
            return
        turned = lies == (self.flip == LONG)
        kept = self.backs.get((leaf.back, turned))
        if kept is None:
            kept = self.backs[leaf.back, turned] = self._back(leaf.back, turned=turned)
        else:
            self.pile.pages.append(kept)

    def _front(self, source: Path | bytes) -> "pikepdf.Page":
        import pikepdf  # noqa: PLC0415  # as above

        with pikepdf.open(BytesIO(source) if isinstance(source, bytes) else source) as opened:
            self.pile.pages.append(opened.pages[0])
        front = self.pile.pages[-1]
        _loosen(front)
        pictures: Any = front.Resources.get("/XObject", {})  # the ornament is the same on every sheet: keep it once
        for name, picture in list(pictures.items()):
            if picture.get("/Subtype") == "/Image":
                pictures[name] = self.pictures.setdefault(picture.read_raw_bytes(), picture)
        return front

    def _back(self, name: Hashable, *, turned: bool) -> "pikepdf.Page":
        import pikepdf  # noqa: PLC0415  # as above

        with pikepdf.open(BytesIO(self.drawn(name))) as opened:
            self.pile.pages.append(opened.pages[0])
        page = self.pile.pages[-1]
        _loosen(page)
        if turned:
            page.contents_add(HALF_TURN % _size(page), prepend=True)
            page.contents_add(b"\nQ", prepend=False)
        return page

    def _mark(self, name: Hashable) -> "pikepdf.Pdf":
        import pikepdf  # noqa: PLC0415  # as above

        if name not in self.marks:
            self.marks[name] = pikepdf.open(BytesIO(self.drawn(name)))
        return self.marks[name]


def _loosen(page: "pikepdf.Page") -> None:
    """A page alone: what would point into a tree or a form that stayed behind goes."""
    for key in ("/StructParents", "/AF", "/Annots"):
        if key in page and (key != "/Annots" or not any(one.get("/AP") for one in page.Annots)):
            del page[key]


def _size(page: "pikepdf.Page") -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return right - left, top - bottom


def _lies(page: "pikepdf.Page") -> bool:
    wide, high = _size(page)
    return (wide > high) != (int(page.get("/Rotate", 0)) % 180 == 90)
