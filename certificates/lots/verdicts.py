"""What becomes of a file that came back: which paper it is, and whether only signatures were added to that. Pure."""

import hashlib
from collections.abc import Mapping
from enum import Enum

from certificates.signing.added import Why


class Verdict(Enum):
    """Why a file is refused, or one of these: accepted, or there already."""

    ACCEPTED = "accepted"
    NOT_A_PDF = "not a pdf"
    UNKNOWN = "unknown"             # does not begin with any file of this cohort
    SAME = "same"                   # it was taken in before, to the byte
    OLD = "old"                     # lacks a signature that the paper has by now
    ENDED = "ended"                 # the paper was replaced, revoked or erased
    LOST = "lost"                   # our own file is gone or damaged
    NOTHING = "nothing added"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    BROKEN = "broken"
    COVERS = "covers"
    UNTRUSTED = "untrusted"

    @classmethod
    def of(cls, why: Why) -> "Verdict":
        """The verdict for what the comparison found."""
        return cls.CHANGED if why is Why.NOT_ISSUED else cls(why.value)


def paper_of(data: bytes, issued: Mapping[tuple[int, str], int]) -> int | None:
    """The paper whose issued file the data begin with. ``issued``: (size, SHA-256 in hex) → certificate id. One pass."""
    whole, at = hashlib.sha256(), 0
    for size in sorted({size for size, _ in issued}):
        if size > len(data):
            return None
        whole.update(memoryview(data)[at:size])
        at = size
        if (found := issued.get((size, whole.hexdigest()))) is not None:
            return found
    return None
