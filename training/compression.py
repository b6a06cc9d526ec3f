"""Pages around a long text: the text is compressed once per process, and with each answer only what stands around it.

A gzip file may be put together from pieces that were compressed apart, as long as none looks back into another.
"""

import struct
import zlib
from functools import lru_cache
from typing import NamedTuple

from flask import Flask, Response, g, request

LONG = 8_000  # characters; below, everything is compressed together (Flask-Compress)
HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # gzip, deflate, no name, no time, any system


class Kept(NamedTuple):
    """A text as bytes and as a finished piece of a deflate stream."""

    plain: bytes
    deflated: bytes


def note(text: str) -> None:
    """Say that ``text`` stands in the page of this request, if it is long enough to matter."""
    if len(text) > LONG:
        g.long_text = text


@lru_cache(maxsize=64)
def kept(text: str) -> Kept:
    """The text, compressed as well as can be."""
    plain = text.encode("utf-8")
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Kept(plain, squeeze.compress(plain) + squeeze.flush(zlib.Z_FULL_FLUSH))


def gzipped(page: bytes, piece: Kept) -> bytes | None:
    """The page as gzip, with the piece as it was kept; None when the piece does not stand in it."""
    beginning = piece.plain[:80]  # looking for all of a long text takes longer than comparing it once
    at = page.find(beginning)
    while at >= 0 and not page.startswith(piece.plain, at):
        at = page.find(beginning, at + 1)
    if at < 0:
        return None
    before, after = page[:at], page[at + len(piece.plain):]
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -12, 6)  # a small window: little is left to compress
    start = squeeze.compress(before) + squeeze.flush(zlib.Z_FULL_FLUSH)
    end = squeeze.compress(after) + squeeze.flush()
    return b"".join((HEAD, start, piece.deflated, end, struct.pack("<LL", zlib.crc32(page), len(page) & 0xFFFFFFFF)))


def _compress(response: Response) -> Response:
    text = g.pop("long_text", None)
    if text is None or response.status_code != 200 or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    if request.accept_encodings["gzip"] > 0:
        found = gzipped(response.get_data(), kept(text))
        if found is not None:
            response.set_data(found)
            response.headers["Content-Encoding"] = "gzip"
            response.vary.add("Accept-Encoding")
    return response


def init_app(app: Flask) -> None:
    """Compress before Flask-Compress does: it leaves alone what is compressed already."""
    app.after_request(_compress)
