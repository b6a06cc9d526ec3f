"""Names confirmed by their owners: exactly what will be printed, who said so and how."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base

PHONE, PAPER = "phone", "paper"


class NameConfirmation(Base):
    """A name as its owner wants it printed: said on her phone, or signed on the list and keyed by who facilitates.

    Append-only: the newest one of a membership counts.
    """

    __tablename__ = "name_confirmation"
    __table_args__ = (CheckConstraint("how IN ('phone', 'paper')", name="how"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    given_names: Mapped[str] = mapped_column(String(80))
    surnames: Mapped[str] = mapped_column(String(80))
    how: Mapped[str] = mapped_column(String(8))
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
