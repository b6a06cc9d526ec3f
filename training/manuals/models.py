"""A version of the manual as it was published: bytes that nobody edits."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from training.db import Base


class ManualVersion(Base):
    """A bundle (``source``) and its rendered form (``compiled``), under the SHA-256 of the bundle."""

    __tablename__ = "manual_version"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(40))
    source: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    compiled: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    published_at: Mapped[datetime] = mapped_column(index=True)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
