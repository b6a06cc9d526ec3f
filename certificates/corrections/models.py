"""Who asked to revoke and who decided; why a paper was corrected or revoked, in words that an erasure takes away."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

CORRECTED, ASKED, DECIDED = "corrected", "asked", "decided"
_OPEN = text("decided_at IS NULL")


class RevocationRequest(Base):
    """One person asks to revoke a paper, another one decides. Frozen once decided; one open request for each paper.

    ``reason``: one of chain.REASONS. ``approved`` is None while it waits. The database too refuses an approval by whoever
    asked.
    """

    __tablename__ = "revocation_request"
    __table_args__ = (
        CheckConstraint("(approved IS NULL) = (decided_at IS NULL) AND (approved IS NULL) = (decided_by_id IS NULL)",
                        name="decided"),
        CheckConstraint("approved IS NULL OR NOT approved OR decided_by_id <> asked_by_id", name="second_approver"),
        Index("ix_revocation_request_open", "certificate_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    reason: Mapped[str] = mapped_column(String(10))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    approved: Mapped[bool | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]


class PaperWords(Base):
    """Why, as somebody wrote it. Never changed; deleted only after the register says that the paper was erased.

    ``act``: CORRECTED (of the new paper), ASKED or DECIDED (of a request).
    """

    __tablename__ = "paper_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("revocation_request.id"))
    act: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(400))
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
