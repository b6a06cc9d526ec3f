"""Dossiers that were drawn: each belongs to whoever asked for it, and goes after two days."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class DossierFile(Base):
    """A drawn dossier. ``source``: the hash of everything that it was drawn from, so that an old one is never handed out."""

    __tablename__ = "dossier_file"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, index=True)
    source: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    drawn_at: Mapped[datetime]
