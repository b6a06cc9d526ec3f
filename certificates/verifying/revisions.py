"""Where the revisions of a PDF may end, and the hash of everything up to there. Pure.

A file that was signed afterwards begins with the bytes that were issued, and these end with the mark of an end and
perhaps a line break.
"""

import hashlib
from collections.abc import Iterator

END = b"%%EOF"
BREAKS = (b"\r\n", b"\n", b"\r")
MOST = 64  # ends that are looked at; more than two or three is nothing of ours


def beginnings(data: bytes) -> Iterator[tuple[int, str]]:
    """(length, SHA-256 in hex) of every beginning of the file that may be a whole file, the shortest first."""
    whole, done, at = hashlib.sha256(), 0, 0
    for _ in range(MOST):
        at = data.find(END, at)
        if at < 0:
            return
        at += len(END)
        ends = [at]
        if (mark := next((mark for mark in BREAKS if data.startswith(mark, at)), b"")):
            ends.append(at + len(mark))
            if mark == b"\r\n":
                ends.insert(1, at + 1)
        for end in ends:
            whole.update(data[done:end])
            done = end
            yield end, whole.hexdigest()
