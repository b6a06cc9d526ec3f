"""Upon what a paper was issued, as it is kept beside it: canonical JSON, deflated. Pure.

The register holds an HMAC of the deflated bytes, so they are kept as they are and never packed again. Everything in it is
plain Spanish text: nothing has to be looked up to read it.
"""

import zlib
from datetime import datetime
from typing import Literal

import msgspec

from training.evidence import Section

LARGEST = 8_000_000  # bytes of JSON; ten modules with their questions have some 60,000


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stood when the paper was issued. ``rule``: in sentences, with the figures of that day.

    It bears no folio, so that it can be made before the folios are taken: the entry of the register holds both.
    """

    format: Literal[1] = 1
    paper: Literal["certificate", "constancia", "accreditation"]
    at: datetime                        # UTC; when it was gathered
    issued_by: str
    course: str
    content_version: str
    content_digest: str
    rule: tuple[str, ...]
    sections: tuple[Section, ...]


def packed(evidence: Evidence) -> bytes:
    """Canonical JSON (sorted keys, no blanks, UTF-8), deflated."""
    return zlib.compress(msgspec.json.encode(evidence, order="sorted"), 6)


def as_json(data: bytes) -> bytes:
    """The JSON inside. Raises ValueError for anything that ``packed`` did not make."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, LARGEST)
    except zlib.error as error:
        raise ValueError("not deflated") from error
    if not inflater.eof or inflater.unused_data:
        raise ValueError("cut short, too large, or with something behind it")
    return text


def unpacked(data: bytes) -> Evidence:
    """Read ``packed`` back. Raises ValueError."""
    return msgspec.json.decode(as_json(data), type=Evidence)
