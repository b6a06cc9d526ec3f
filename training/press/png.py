"""PNG files written from rows of pixels, for pictures that are squares of one colour."""

import struct
import zlib
from collections.abc import Iterable

GREY, RGB = 0, 2                # the format's colour types; the value is also what is written


def png(lines: Iterable[bytes], width: int, kind: int = GREY, level: int = 9) -> bytes:
    """A PNG of eight bits a channel. `lines` holds one bytes object a row of pixels, top first; level as in zlib."""
    rows = list(lines)
    head = struct.pack(">IIBBBBB", width, len(rows), 8, kind, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), level)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
