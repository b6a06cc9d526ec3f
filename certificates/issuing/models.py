"""Certificates as records: what was printed, frozen; the file that was drawn; nothing is ever edited."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key


class FolioCounter(Base):
    """The last folio of each year and paper; locked while a batch takes its numbers, so that none is skipped."""

    __tablename__ = "folio_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(15), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class Certificate(Base):
    """One paper, and nothing of what it says: that stands in Particulars, which an erasure takes away. Append-only.

    ``kind``: one of snapshot.KINDS; the snapshot says it too, and that one is what was committed to. ``turn``: 1 for the
    first of its kind in a membership, one more for each that replaces or renews it, so that two requests at the same
    instant cannot both make the next one. ``commitment`` = HMAC-SHA256(salt, snapshot).
    """

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("membership_id", "kind", "turn"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    folio: Mapped[str] = mapped_column(String(16), unique=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    kind: Mapped[str] = mapped_column(String(15))
    turn: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    valid_until: Mapped[date | None]  # the last day; None: for ever
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    token: Mapped[str] = mapped_column(String(22), unique=True)  # 128 bits, in the QR
    code: Mapped[str] = mapped_column(String(13), unique=True)  # 12 Crockford characters and a check, typed by people
    commitment: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))


class Particulars(Base):
    """What a paper says and upon what it was issued. Never changed; deleted only after the register says ``erased``.

    The claim is signed at issue and kept, so that a reprint is the same to the bit after a change of keys.
    """

    __tablename__ = "certificate_particulars"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)  # canonical JSON: exactly what is printed
    claim: Mapped[str] = mapped_column(String(260))  # the signed facts behind the hash sign of the QR's address
    evidence: Mapped[bytes | None] = mapped_column(LargeBinary)  # canonical JSON, deflated; None: from before it was kept


class CertificateFile(Base):
    """The hash of the file that was drawn, written once; the bytes lie in the store under that hash."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    drawn_at: Mapped[datetime]


class PrintFile(Base):
    """A file with the sheets of one batch and kind. The same sheets give the same bytes, so a repeated closing adds nothing;
    a retry that drew more sheets adds a row, and the newest is the one to print."""

    __tablename__ = "print_file"
    __table_args__ = (UniqueConstraint("cohort_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    kind: Mapped[str] = mapped_column(String(15))
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    size: Mapped[int]
    made_at: Mapped[datetime]


class WithdrawnFile(Base):
    """A print file that is not given out any more: it held what was erased. The same bytes made anew do not hold it: then
    the row goes.
    """

    __tablename__ = "withdrawn_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
