"""The tables of the store: files where there is no common folder, and files that wait to be deleted."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from training.db import Base


class StoredFile(Base):
    """A file under its hash, with ``STORE=database``."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    ending: Mapped[str] = mapped_column(String(8), primary_key=True)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    size: Mapped[int]
    stored_at: Mapped[datetime]


class FileToRemove(Base):
    """A file that a committed transaction let go of; deleted right after, or by ``flask tidy`` after a power cut."""

    __tablename__ = "file_to_remove"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    ending: Mapped[str] = mapped_column(String(8), primary_key=True)
    asked_at: Mapped[datetime]
