"""What an import of the register changed, and what waits to be applied; which areas belong to which health authority."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

WAITING, APPLIED = "waiting", "applied"
UBIGEO, DISA = "ubigeo", "disa"


class AuthorityArea(Base):
    """What belongs to a health authority: the beginning of a UBIGEO (2, 4 or 6 digits), or how a DISA is written."""

    __tablename__ = "authority_area"
    __table_args__ = (UniqueConstraint("kind", "value"), CheckConstraint("kind IN ('ubigeo', 'disa')", name="kind"))

    id: Mapped[int] = mapped_column(primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    value: Mapped[str] = mapped_column(String(60))


class FacilityImport(Base):
    """A file of the register. While it waits it holds what was read (``packed``); what was applied stays as a fact.

    ``base``: the last change that was known when it was compared; ``digest``: of what was shown to whoever applies it.
    ``told_at``: the other rooms know of all its changes.
    """

    __tablename__ = "facility_import"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'applied')", name="state"),
                      CheckConstraint("(state = 'applied') = (applied_at IS NOT NULL)", name="applied"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # None: from the shell
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    complete: Mapped[bool]
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    counts: Mapped[str] = mapped_column(Text)  # JSON: kind → how many
    accepted: Mapped[str] = mapped_column(Text, default="[]")  # JSON: codes that may become another facility
    base: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    packed: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    applied_at: Mapped[datetime | None]
    applied_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    told_at: Mapped[datetime | None]


class ImportLine(Base):
    """A line of an import's page: what would become, or became, of a row. ``said``: JSON, changes or pieces of a reason."""

    __tablename__ = "facility_import_line"
    __table_args__ = (Index(None, "import_id", "kind", "position"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("facility_import.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    line: Mapped[int | None]
    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    why: Mapped[str] = mapped_column(String(24), default="")
    said: Mapped[str] = mapped_column(Text)


class FacilityChange(Base):
    """One fact of a facility's history. The database itself refuses to change or delete one.

    ``field``: a column of the facility, or added, closed, reopened.
    """

    __tablename__ = "facility_change"
    __table_args__ = (Index(None, "facility_id", "id"), Index(None, "import_id", "facility_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("facility_import.id"))
    field: Mapped[str] = mapped_column(String(16))
    before: Mapped[str] = mapped_column(String(120))
    after: Mapped[str] = mapped_column(String(120))
