"""Sheets as they are issued, signed here or not, and what people outside do to them."""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from certificates.paper import claim
from certificates.paper.snapshot import Snapshot
from certificates.press import pdf
from certificates.press.sheet import Sheet
from certificates.signing import pades
from certificates.signing.key_file import Pair
from tests.certificates.examples import KEY, NORMAL
from tests.certificates.signing import keys

AT = datetime(2026, 11, 16, 15, tzinfo=UTC)
DIRECTOR = "SARMIENTO CHOQUE Julio Abel FAU 20100066603 hard"
IN_PLACE = (150, 95, 320, 140)      # where a hand would sign


@cache
def drawn(snapshot: Snapshot = NORMAL, *, signature: bool = False) -> bytes:
    """A sheet as the press gives it."""
    return pdf.draw(Sheet(snapshot, claim.address(snapshot, KEY), number=12, signature=signature))


@cache
def signed_here(kind: str = "p256", *, visible: bool = False) -> bytes:
    """A sheet that was signed when it was drawn."""
    return pades.with_key(keys.pair(kind), visible=visible).sign(drawn(signature=True), AT)


def signed_outside(data: bytes, pair: Pair | None = None, field: str = "Director", box: Sequence[int] | None = None,
                   **more: Any) -> bytes:
    """The file signed with another program in its usual way: a new field, its own note in the metadata."""
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **more)
    spec = fields.SigFieldSpec(field, box=tuple(box) if box else None)
    signer = pades._InMemory(pair or keys.pair("p256", DIRECTOR))
    writer = IncrementalPdfFileWriter(BytesIO(data))
    return bytes(signers.PdfSigner(meta, signer=signer, new_field_spec=spec).sign_pdf(writer).getvalue())


def roots(*names: str) -> tuple[bytes, ...]:
    """The roots of the tests, as they are trusted."""
    return tuple(keys.authority(name).certificate.public_bytes(Encoding.DER) for name in names or (keys.ROOT,))


def pdfsig(data: bytes, folder: Path) -> str:
    """What Debian's pdfsig says of a file."""
    (folder / "one.pdf").write_bytes(data)
    return subprocess.run(["pdfsig", "-nocert", folder / "one.pdf"], capture_output=True, text=True, check=False).stdout


def words(data: bytes) -> str:
    """What the file says, signatures included."""
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(said.stdout.decode().split())
