"""Designs as rows that only grow: what a paper was drawn with stays, also when the folder is gone."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class StoredDesign(Base):
    """A design as bytes (folder.Design.packed), by its hash."""

    __tablename__ = "design"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(31))
    title: Mapped[str] = mapped_column(String(200))
    version: Mapped[str] = mapped_column(String(20))
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime]


class DesignChoice(Base):
    """From here on new papers get this design; the newest row counts."""

    __tablename__ = "design_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("design.digest"))
    chosen_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
