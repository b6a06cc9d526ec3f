"""Signed files that came back from outside. The issued file stays what it is; these are it with signatures added."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class SignedFile(Base):
    """An issued file with one signature more, or several. Append-only; the one with the highest ``turn`` is given out.

    ``names``: who signed, as their certificates say, one a line, in the order of signing. ``subjects``: the same in full.
    ``signed_at``: when the last of them says that it was made. ``trusted``: whether each came, that day, from a root
    that this install trusts; False also where it trusts none.
    """

    __tablename__ = "signed_file"
    __table_args__ = (UniqueConstraint("certificate_id", "turn"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    turn: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    names: Mapped[str] = mapped_column(Text)
    subjects: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime | None]
    trusted: Mapped[bool]
    added_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    @property
    def signers(self) -> list[str]:
        """Who signed, each once."""
        return list(dict.fromkeys(self.names.splitlines()))
