"""Reading a PDF that somebody sent: a program of its own, with little memory, little time, no files and no secrets.

``python -I reading.py`` reads a line of JSON and then the file. The line: ``length`` of the issued file with which it
begins, 0 for none, and ``roots``, the certificates (DER, base64) that are trusted. It prints one JSON object: ``readable``;
``why`` it is not the issued file with signatures and nothing else, one of signing.added.Why, "" when it is; ``signers``, by
name, where all are trusted; ``signatures``, how many; ``tokens`` and ``codes``, which papers it claims to be.
"""

import base64
import binascii
import contextlib
import importlib
import json
import re
import resource
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

MEMORY, SECONDS = 3 << 29, 12
ROOT = Path(__file__).resolve().parents[2]
MOST_INFLATED, MOST_STREAMS, MOST_CLAIMS = 1 << 20, 300, 4
TOKEN = re.compile(rb'(?:/v/|"token": ?")([A-Za-z0-9_-]{21}[AQgw])(?![A-Za-z0-9_-])')
CODE = re.compile(rb'(?:/verificar/|"code": ?")([0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{5})(?![0-9A-Z-])')
STREAM = re.compile(rb"stream\r?\n")
JWT = re.compile(rb"eyJ[A-Za-z0-9_-]{10,4000}\.([A-Za-z0-9_-]{20,60000})\.")


def limit() -> None:
    """From now on this process can neither grow, nor go on for long, nor write a file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, length: int, roots: list[bytes]) -> dict[str, object]:
    """What the file is and claims to be."""
    said: dict[str, object] = {"readable": is_readable(data), "why": "not issued", "signers": [], "signatures": 0}
    return said | claims(data) | (signatures(data, length, roots) if length else {})


def signatures(data: bytes, length: int, roots: list[bytes]) -> dict[str, object]:
    """What follows the issued bytes. Whoever signed may be unknown here: then no name is said."""
    added = importlib.import_module("certificates.signing.added")  # seldom needed, and pyHanko is slow to load
    try:
        try:
            found = added.look(data[:length], data, roots)
        except added.NotOnly as no:
            if no.why is not added.Why.UNTRUSTED:
                raise
            found = added.look(data[:length], data)
    except added.NotOnly as no:
        return {"why": no.why.value}
    return {"why": "", "signers": list(found.names) if found.trusted else [], "signatures": len(found.signatures)}


def is_readable(data: bytes) -> bool:
    """Whether it is a PDF with at least one page that opens without a password."""
    import pikepdf  # noqa: PLC0415  # after the limits are set

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return len(pdf.pages) > 0
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, IndexError, AttributeError):
        return False


def claims(data: bytes) -> dict[str, list[str]]:
    """Tokens and codes of papers in whatever of the file can be read, broken files included."""
    tokens: dict[str, None] = {}
    codes: dict[str, None] = {}
    for part in _parts(data):
        tokens |= dict.fromkeys(one.decode() for one in TOKEN.findall(part))
        codes |= dict.fromkeys(one.decode() for one in CODE.findall(part))
        if len(tokens) >= MOST_CLAIMS:
            break
    return {"tokens": list(tokens)[:MOST_CLAIMS], "codes": list(codes)[:MOST_CLAIMS]}


def _parts(data: bytes) -> Iterator[bytes]:
    """The file itself, its streams inflated as far as they go, and what a credential says."""
    yield data
    for count, found in enumerate(STREAM.finditer(data)):
        if count >= MOST_STREAMS:
            return
        try:
            part = zlib.decompressobj().decompress(data[found.end():], MOST_INFLATED)
        except zlib.error:
            continue
        yield part
        for payload in JWT.findall(part)[:2]:
            with contextlib.suppress(binascii.Error):
                yield base64.urlsafe_b64decode(payload + b"=" * (-len(payload) % 4))


def main() -> None:
    """Read, and say it."""
    limit()
    sys.path.append(str(ROOT))
    asked = json.loads(sys.stdin.buffer.readline())
    roots = [base64.b64decode(root) for root in asked["roots"]]
    json.dump(read(sys.stdin.buffer.read(), int(asked["length"]), roots), sys.stdout)


if __name__ == "__main__":
    main()
