"""Putting finished parts into one file: page ranges, copies, bookmarks. Pure but for pikepdf, which is loaded late."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

A3_POINTS = 1100        # the long side of an A3 is 1191 points, of an A4 842


@dataclass(frozen=True)
class Part:
    """Finished pages on the disk. ``copies``: how often they go into the file, one after the other."""

    title: str
    file: Path
    pages: int
    copies: int = 1
    a3: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of the cover: pages `first` to `last` of the file, `copies` times `each` pages."""

    title: str
    first: int
    last: int
    copies: int
    each: int
    paper: str


def contents(parts: Sequence[Part], front: int) -> list[Entry]:
    """The lines of the cover, whose own pages are `front`. Parts of one title that follow each other are one line."""
    entries: list[Entry] = []
    at = front + 1
    for part in parts:
        last = at + part.pages * part.copies - 1
        paper = "A3" if part.a3 else "A4"
        before = entries[-1] if entries else None
        if before and before.copies == part.copies == 1 and (before.title, before.paper) == (part.title, paper):
            entries[-1] = Entry(part.title, before.first, last, 1, before.each + part.pages, paper)
        else:
            entries.append(Entry(part.title, at, last, part.copies, part.pages, paper))
        at = last + 1
    return entries


def is_a3(pdf: Path) -> bool:
    """Whether a part is printed on A3."""
    import pikepdf  # noqa: PLC0415  # loaded late: 5 MB, and only the worker binds

    with pikepdf.open(pdf) as opened:
        return any(max(float(side) for side in page.mediabox) > A3_POINTS for page in opened.pages)


def bind(cover: Path, parts: Sequence[Part], entries: Sequence[Entry], target: Path, title: str) -> int:
    """Write cover and parts into `target`; how many pages it has. Copies share their contents, so they weigh nothing.

    The tags of the single parts do not survive: this file is for the printer. Parts are read one at a time.
    """
    import pikepdf  # noqa: PLC0415  # as above

    with pikepdf.new() as bound:
        for file, copies in [(cover, 1), *((part.file, part.copies) for part in parts)]:
            start = len(bound.pages)
            with pikepdf.open(file) as opened:
                bound.pages.extend(opened.pages)
            for page in list(bound.pages)[start:]:
                if "/StructParents" in page:        # it would point into a tag tree that stayed behind
                    del page["/StructParents"]
            fresh = list(bound.pages)[start:]
            for _ in range(copies - 1):
                bound.pages.extend(fresh)
        with bound.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(entry.title, entry.first - 1) for entry in entries)
        bound.Root["/Lang"] = pikepdf.String("es-PE")
        bound.docinfo["/Title"] = pikepdf.String(title)
        pages = len(bound.pages)
        bound.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pages
