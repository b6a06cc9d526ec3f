"""The register as tables: entries and checkpoints only grow, and the database itself refuses anything else."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class RegisterEntry(Base):
    """One line of the register. ``body`` is the entry (chain.canonical); the other columns only help to find it.

    ``certificate_id``: the paper that it speaks of; none for a key.
    """

    __tablename__ = "register_entry"
    __table_args__ = (Index("ix_register_entry_kind_seq", "kind", "seq"),)  # the newest key is asked for before each entry

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    at: Mapped[datetime]


class RegisterHead(Base):
    """The one row (id 1) that is locked while the register grows: its size, its last hash, its frontier (see merkle).

    A convenience that ``flask register verify`` computes anew from the entries; nothing is proved by it.
    """

    __tablename__ = "register_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    last: Mapped[str] = mapped_column(String(64))
    frontier: Mapped[bytes] = mapped_column(LargeBinary)


class RegisterCheckpoint(Base):
    """A signed note over the first ``size`` entries (note.signed)."""

    __tablename__ = "register_checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class RegisterRestore(Base):
    """The database was put back from a copy. Until ``settled_at`` nothing is issued; afterwards the row is frozen.

    ``checkpoint``: the outside note that the register was found to agree with; empty when there was none and somebody
    said so. ``settled_by_id``: who, on a page; None: at the server.
    """

    __tablename__ = "register_restore"

    id: Mapped[int] = mapped_column(primary_key=True)
    restored_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None]
    checkpoint: Mapped[str] = mapped_column(Text, default="")


class RegisterVerification(Base):
    """That the whole register was computed anew: how large it was then and how many problems there were."""

    __tablename__ = "register_verification"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    size: Mapped[int]
    problems: Mapped[int]
