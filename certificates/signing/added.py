"""Whether a file is the issued one with signatures added and nothing else. Pure: bytes in, an answer out.

What was issued must come first, to the byte; whatever follows is hostile until each change of it is accounted for. This
loads pyHanko and reads what strangers made: a page asks through `apart.py`, which does it in a process with limits.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

MOST_ADDED = 3_000_000          # bytes: a signature with its pictures and certificates is far smaller
MOST_SIGNATURES = 8
MOST_REVISIONS = 24
Zone = tuple[int, int, int, int]
LYING: Zone = (130, 0, 560, 150)    # where a visible signature may stand, in points: among those who sign by hand,
UPRIGHT: Zone = (40, 0, 375, 178)   # away from name, course and QR


class Why(Enum):
    """Why a file is not the issued one with signatures added."""

    NOT_ISSUED = "not issued"       # does not begin with the issued bytes
    NOTHING = "nothing added"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    CHANGED = "changed"             # something besides signatures was added
    BROKEN = "broken"               # a signature that is not intact or not valid
    COVERS = "covers"               # a visible signature over what the sheet says
    UNTRUSTED = "untrusted"         # roots are given, and it comes from none of them


class NotOnly(Exception):
    """It is not; ``why`` says what else."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Signature:
    """One that was added. ``at``: what it claims itself. ``trusted``: under one of the roots, today."""

    name: str
    subject: str
    at: datetime | None
    trusted: bool
    visible: bool


@dataclass(frozen=True)
class Added:
    """The signatures that were added, in order: at least one."""

    signatures: tuple[Signature, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Who signed, each once."""
        return tuple(dict.fromkeys(one.name for one in self.signatures))

    @property
    def trusted(self) -> bool:
        """Whether every one comes from a root that is trusted."""
        return all(one.trusted for one in self.signatures)


def only_signatures_added(issued: bytes, uploaded: bytes, roots: Sequence[bytes] = (), *,
                          unknown_may_show: bool = False) -> Added | None:
    """The signatures that were added to what was issued; None when it is something else, or nothing was added.

    ``roots``: certificates (DER) that are trusted; with none, a signature that is whole counts and nobody says whose it
    is. A visible signature must leave the words alone and be trusted, unless ``unknown_may_show``.
    """
    try:
        return look(issued, uploaded, roots, unknown_may_show=unknown_may_show)
    except NotOnly:
        return None


def look(issued: bytes, uploaded: bytes, roots: Sequence[bytes] = (), *, unknown_may_show: bool = False) -> Added:
    """The same; raises NotOnly with the reason."""
    if not uploaded.startswith(issued):
        raise NotOnly(Why.NOT_ISSUED)
    if len(uploaded) - len(issued) > MOST_ADDED:
        raise NotOnly(Why.TOO_LARGE)
    if not uploaded[len(issued):].strip():
        raise NotOnly(Why.NOTHING)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)     # it writes what it finds wrong, with parts of the file
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        return _look(issued, uploaded, roots, unknown_may_show)
    except NotOnly:
        raise
    except (Exception, RecursionError) as error:    # whatever a stranger's bytes can make a reader do
        raise NotOnly(Why.UNREADABLE) from error


def _look(issued: bytes, uploaded: bytes, roots: Sequence[bytes], unknown_may_show: bool) -> Added:
    from certificates.signing import revisions, validity  # noqa: PLC0415  # pyHanko: not before it is needed

    before, after = revisions.read(issued), revisions.read(uploaded)
    base = revisions.must_follow(before, after, MOST_REVISIONS)
    revisions.must_only_sign(before, after, base)
    new = revisions.new_signatures(before, after)
    if not new:
        raise NotOnly(Why.NOTHING)
    if len(new) > MOST_SIGNATURES:
        raise NotOnly(Why.TOO_LARGE)
    shown = revisions.boxes(before, after)
    page = revisions.page_box(before)
    if not all(_inside(box, LYING if page[0] > page[1] else UPRIGHT) for box in shown.values()):
        raise NotOnly(Why.COVERS)
    found = tuple(validity.checked(one, roots, visible=one.field_name in shown) for one in new)
    validity.must_cover_all(after)
    if not uploaded.rstrip().endswith(b"%%EOF"):
        raise NotOnly(Why.CHANGED)
    if roots and not all(one.trusted for one in found):
        raise NotOnly(Why.UNTRUSTED)
    if shown and not unknown_may_show and not all(one.trusted for one in found):
        raise NotOnly(Why.COVERS)
    return Added(found)


def _inside(box: tuple[float, ...], zone: Zone) -> bool:
    return zone[0] <= box[0] and zone[1] <= box[1] and box[2] <= zone[2] and box[3] <= zone[3]
