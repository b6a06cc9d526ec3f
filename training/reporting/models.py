"""The keys with which other systems of the ministry read; of a key itself only its hash is kept."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key


class ApiKey(Base):
    """Another system may read, of one health authority or of the country (``authority_id`` None), until a day.

    Nothing of a key is changed: whoever needs another ends this one. ``last_used_on`` is a day of Lima, no finer.
    """

    __tablename__ = "api_key"
    __table_args__ = (CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    name: Mapped[str] = mapped_column(String(80))  # of the system that reads, as an administrator wrote it
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("health_authority.id"))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    expires_on: Mapped[date]  # the last day on which it opens
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    last_used_on: Mapped[date | None]
