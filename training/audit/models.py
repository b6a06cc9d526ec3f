"""One row per privileged act; the database itself refuses to change or delete one."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class AuditEntry(Base):
    """Who did what to what, and when. ``detail`` never holds a document, a password, a code or an answer."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)  # no foreign key: the record outlives the account
    act: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(60))  # "user:12", "cohort:3": opaque, resolved when shown
    detail: Mapped[str] = mapped_column(Text, default="")
