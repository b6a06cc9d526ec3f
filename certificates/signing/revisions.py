"""What was added to a file after a certain revision, seen through pyHanko, stricter than pyHanko alone. Imported late.

pyHanko compares revisions as a reader of signed documents does. Here the first revision is known to be ours, so more can
be asked: which objects of it may be written again at all, and that no widget that is added does anything.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

from certificates.signing.added import NotOnly, Why
from certificates.signing.policy import POLICY

Box = tuple[float, float, float, float]
Pdf = Any           # a PdfFileReader: pyHanko types half of what it gives out
CATALOGUE = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}    # what signing writes there
PAGE = {"/Annots", "/Tabs"}
WIDGET = {"/AP", "/AS", "/BS", "/Border", "/C", "/Contents", "/DA", "/DR", "/F", "/FT", "/Ff", "/H", "/Kids", "/Lock",
          "/M", "/MK", "/NM", "/P", "/Parent", "/Q", "/Rect", "/StructParent", "/Subtype", "/SV", "/T", "/TM", "/TU",
          "/Type", "/V"}
SAID = ("/Title", "/Author", "/Subject", "/Keywords")
SAID_XMP = tuple(f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("title", "creator", "description"))


def read(data: bytes) -> Pdf:
    """The file, read strictly and with a bound on what its streams unpack to."""
    return PdfFileReader(BytesIO(data), strict=True, decode_limits=DecodeLimits.for_untrusted_input())


def must_follow(before: Pdf, after: Pdf, most: int) -> int:
    """The number of the last issued revision, after checking that later ones were put on top of it and beside nothing."""
    base = before.xrefs.total_revisions - 1
    added = after.xrefs.total_revisions - 1 - base
    if added > most:
        raise NotOnly(Why.TOO_LARGE)
    if added < 1 or "/Encrypt" in after.trailer.flatten():
        raise NotOnly(Why.CHANGED)
    for revision in range(base + 1):
        if after.xrefs.get_startxref_for_revision(revision) != before.xrefs.get_startxref_for_revision(revision):
            raise NotOnly(Why.CHANGED)
    return int(base)


def must_only_sign(before: Pdf, after: Pdf, base: int) -> None:
    """Raises NotOnly when anything besides signature fields, their values and what proves them was touched."""
    result = POLICY.review_file(after, base)
    if not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.FORM_FILLING:
        raise NotOnly(Why.CHANGED)
    known, may = _all_references(before), set(_may_change(before))
    for revision in range(base + 1, after.xrefs.total_revisions):
        touched = {(ref.idnum, ref.generation) for ref in
                   after.xrefs.explicit_refs_in_revision(revision) | after.xrefs.refs_freed_in_revision(revision)}
        if touched & known - may:
            raise NotOnly(Why.CHANGED)
    _must_be_alike(before.root, after.root, CATALOGUE)
    pages = list(_pages(before)), list(_pages(after))
    if len(pages[0]) != len(pages[1]):
        raise NotOnly(Why.CHANGED)
    for old, new in zip(*pages, strict=True):
        _must_be_alike(old, new, PAGE)
    if _said(before) != _said(after):
        raise NotOnly(Why.CHANGED)


def new_signatures(before: Pdf, after: Pdf) -> list[Any]:
    """Those that were not there, in the order of signing."""
    there = {one.field_name for one in before.embedded_signatures}
    new = [one for one in after.embedded_regular_signatures if one.field_name not in there]
    if not there <= {one.field_name for one in after.embedded_signatures}:
        raise NotOnly(Why.CHANGED)
    return new


def boxes(before: Pdf, after: Pdf) -> dict[str, Box]:
    """Where something shows that was added, by the name of its field. Raises NotOnly when it is no plain signature field."""
    shown: dict[str, Box] = {}
    there = {ref for page in _pages(before) for ref in _annotations(page)}
    now = {ref: page for page in _pages(after) for ref in _annotations(page)}
    if not there <= set(now):
        raise NotOnly(Why.CHANGED)
    for ref in set(now) - there:
        widget = after.get_object(generic.Reference(*ref, after))
        name = _plain_field(widget)
        left, bottom, right, top = (float(side) for side in widget["/Rect"])
        box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        if box[0] < box[2] and box[1] < box[3]:
            shown[name] = box
    return shown


def page_box(pdf: Pdf) -> tuple[float, float]:
    """Width and height of the first page."""
    left, bottom, right, top = (float(side) for side in next(_pages(pdf))["/MediaBox"])
    return right - left, top - bottom


def _plain_field(widget: Any) -> str:
    """The whole name of its field, when it is for a signature and does nothing else."""
    names, depth, kind, at = [], 0, None, widget
    if widget.get("/Subtype") != "/Widget":
        raise NotOnly(Why.CHANGED)
    while at is not None and depth < 5:
        if not set(at) <= WIDGET:
            raise NotOnly(Why.CHANGED)
        names += [str(at["/T"])] if "/T" in at else []
        kind, at, depth = kind or at.get("/FT"), at.get("/Parent"), depth + 1
    if kind != "/Sig" or at is not None:
        raise NotOnly(Why.CHANGED)
    return ".".join(reversed(names))


def _pages(pdf: Pdf) -> Iterator[Any]:
    """Its pages; ours stand right under the root of the tree."""
    for page in pdf.root["/Pages"]["/Kids"]:
        yield page.get_object()


def _annotations(page: Any) -> list[tuple[int, int]]:
    found = []
    for one in (page.raw_get("/Annots").get_object() if "/Annots" in page else []):
        if not isinstance(one, generic.IndirectObject):
            raise NotOnly(Why.CHANGED)
        found.append((one.idnum, one.generation))
    return found


def _all_references(pdf: Pdf) -> set[tuple[int, int]]:
    return {(ref.idnum, ref.generation) for revision in range(pdf.xrefs.total_revisions)
            for ref in pdf.xrefs.explicit_refs_in_revision(revision)}


def _may_change(pdf: Pdf) -> Iterator[tuple[int, int]]:
    """The objects of the issued file that a signature has to write again."""
    yield _reference(pdf.trailer.raw_get("/Root"))
    holders = [(pdf.trailer, "/Info"), (pdf.root, "/AcroForm"), (pdf.root, "/Metadata"), (pdf.root, "/DSS")]
    holders += [(pdf.root["/AcroForm"], "/Fields")] if "/AcroForm" in pdf.root else []
    for page in pdf.root["/Pages"]["/Kids"]:
        yield _reference(page)
        holders.append((page.get_object(), "/Annots"))
    for holder, name in holders:
        if name in holder and isinstance(holder.raw_get(name), generic.IndirectObject):
            yield _reference(holder.raw_get(name))


def _reference(found: Any) -> tuple[int, int]:
    return found.idnum, found.generation


def _must_be_alike(old: Any, new: Any, but: set[str]) -> None:
    if _written(old, but) != _written(new, but):
        raise NotOnly(Why.CHANGED)


def _written(found: Any, but: set[str]) -> dict[str, bytes]:
    written = {}
    for name in set(found) - but:
        out = BytesIO()
        found.raw_get(name).write_to_stream(out)
        written[str(name)] = out.getvalue()
    return written


def _said(pdf: Pdf) -> tuple[object, ...]:
    """What the file calls itself: a reader shows the title in its window."""
    info: Any = {}
    if "/Info" in pdf.trailer:      # which is no whole mapping: it has no get()
        info = pdf.trailer["/Info"]
    return tuple(str(info.get(name, "")) for name in SAID) + _said_in_xmp(pdf)


def _said_in_xmp(pdf: Pdf) -> tuple[object, ...]:
    packet = bytes(pdf.root["/Metadata"].data) if "/Metadata" in pdf.root else b""
    if not packet.strip():
        return ()
    if b"<!" in packet:         # no packet declares types or entities
        raise NotOnly(Why.CHANGED)
    found = ElementTree.fromstring(packet)
    return tuple(" ".join("".join(one.itertext()).split()) for name in SAID_XMP for one in found.iter(name))
