"""Reading which papers came back signed, and whose signatures are trusted."""

from collections.abc import Collection
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from flask import current_app
from sqlalchemy import select

from certificates.signing.key_file import BadKey, read_certificates
from certificates.signing.models import SignedFile
from training.db import db


def newest_signed(certificate_ids: Collection[int]) -> dict[int, SignedFile]:
    """Certificate id → its newest signed file, of those that came back signed. One query."""
    query = select(SignedFile).where(SignedFile.certificate_id.in_(list(certificate_ids))).order_by(SignedFile.turn)
    return {one.certificate_id: one for one in db.session.scalars(query)}


def signed_with(sha256: str) -> SignedFile | None:
    """The signed file with these bytes, whichever of its paper's it is."""
    return db.session.scalar(select(SignedFile).where(SignedFile.sha256 == sha256).limit(1))


def roots() -> tuple[bytes, ...]:
    """The certificates (DER) that SIGNATURE_ROOTS trusts; what is none is left out."""
    folder = str(current_app.config["SIGNATURE_ROOTS"])
    return tuple(one.public_bytes(Encoding.DER) for path in sorted(Path(folder).iterdir() if folder else ())
                 for one in _certificates(path))


def _certificates(path: Path) -> list[Certificate]:
    try:
        return read_certificates(path)
    except BadKey:
        return []
