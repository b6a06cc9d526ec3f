"""Who works where: postings of people at facilities, one at a time, with their dates; what waits; what was a mistake."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from training.db import Base, new_key
from training.places.models import Facility

APPOINTED, CAS, SERUMS, SERVICES, UNKNOWN = "appointed", "cas", "serums", "services", ""
CONTRACTS = (APPOINTED, CAS, SERUMS, SERVICES, UNKNOWN)
ROSTER, SELF, TRAINER, ADMIN = "roster", "self", "trainer", "admin"  # who said it
MOVED, LEFT = "moved", "left"  # how it ended: she went to another facility, or somebody said that she left
SAID, AGREED = "said", "agreed"
REASONS = PERSON, FACILITY, DATES = "person", "facility", "dates"  # which of the three was wrong


class Posting(Base):
    """A person works at a facility from a day on. ``until`` is her last day there; until it is known she goes on there.

    ``contract_ends_on`` is what is planned, and decides nothing before a person says so; it is what forecasts are made of.
    No posting begins after today: what is agreed for a later day waits in `Pending`.

    ``as_written``: the name under which somebody else wrote her down. While it stands, she has not said herself that she
    works there, and whoever looks sees this name and nothing that is stored about her. "" shows her own.
    """

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="dates"),
        CheckConstraint("contract_ends_on IS NULL OR contract_ends_on >= since", name="contract_dates"),
        CheckConstraint("contract IN ('appointed', 'cas', 'serums', 'services', '')", name="contract"),
        Index("uq_posting_current", "user_id", unique=True, sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
        Index(None, "user_id", "since"),
        Index(None, "facility_id", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    contract: Mapped[str] = mapped_column(String(10), default=UNKNOWN)
    contract_ends_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(8))  # roster, self, trainer, admin
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    as_written: Mapped[str] = mapped_column(String(161), default="", server_default="")
    confirmed_on: Mapped[date | None]  # the last day on which she herself said that it is so
    ended_how: Mapped[str] = mapped_column(String(8), default="", server_default="")

    facility: Mapped[Facility] = relationship(lazy="raise")


class Pending(Base):
    """Where somebody may work, and does not count yet.

    ``said``: a list or a trainer says so of somebody whom she may not move; it waits for herself, for a trainer of the
    region that she leaves, or for an administrator.
    ``agreed``: she or a trainer entered a transfer for a day that has not come; it begins on that day by itself.
    """

    __tablename__ = "posting_pending"
    __table_args__ = (
        UniqueConstraint("user_id", "facility_id"),
        CheckConstraint("kind IN ('said', 'agreed')", name="kind"),
        CheckConstraint("contract_ends_on IS NULL OR contract_ends_on >= since", name="contract_dates"),
        CheckConstraint("contract IN ('appointed', 'cas', 'serums', 'services', '')", name="contract"),
        Index(None, "kind", "since"), Index(None, "kind", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    since: Mapped[date]
    contract: Mapped[str] = mapped_column(String(10), default=UNKNOWN)
    contract_ends_on: Mapped[date | None]
    as_written: Mapped[str] = mapped_column(String(161), default="")
    source: Mapped[str] = mapped_column(String(8))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    facility: Mapped[Facility] = relationship(lazy="raise")


class Withdrawn(Base):
    """A posting that was entered by mistake: it counts nowhere, and what it said, who said it and why it went stays."""

    __tablename__ = "posting_withdrawn"
    __table_args__ = (CheckConstraint("reason IN ('person', 'facility', 'dates')", name="reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)  # of the posting
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(8))
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str] = mapped_column(String(8))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(index=True)
