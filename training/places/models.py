"""The 25 departments (INEI code, ISO code), the health authorities (DIRESA, GERESA, Lima's four DIRIS), the facilities."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class Department(Base):
    """A department by its INEI code. RENIEC numbers them otherwise: never mix the two."""

    __tablename__ = "department"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    iso: Mapped[str] = mapped_column(String(6), unique=True)


class HealthAuthority(Base):
    """DIRESA, GERESA or DIRIS: the list is the programme's own and may be edited."""

    __tablename__ = "health_authority"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    department_code: Mapped[str] = mapped_column(ForeignKey("department.code"))


class Facility(Base):
    """A health facility (EESS/IPRESS) of the national register, by its eight-digit code, which is text.

    One that was closed keeps its history; it is offered nowhere and counts in no coverage.
    """

    __tablename__ = "facility"
    __table_args__ = (Index("ix_facility_network", "authority_id", "network", "micro_network"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(8), default="")  # I-1 … III-2, "" when the register gives none
    authority_id: Mapped[int] = mapped_column(ForeignKey("health_authority.id"), index=True)
    district: Mapped[str] = mapped_column(String(80), default="")
    ubigeo: Mapped[str] = mapped_column(String(6), default="")  # INEI
    network: Mapped[str] = mapped_column(String(80), default="")
    micro_network: Mapped[str] = mapped_column(String(80), default="")
    folded: Mapped[str] = mapped_column(String(120), index=True)  # the name without accents or case, for the search
    institution: Mapped[str] = mapped_column(String(60), default="")  # GOBIERNO REGIONAL, ESSALUD, MINSA …
    closed_on: Mapped[date | None]  # the day on which the register first said that it no longer works
    is_demo: Mapped[bool] = mapped_column(default=False)

    @property
    def label(self) -> str:
        """«C. S. Río Manso, 00099021 (I-3)»."""
        return f"{self.name}, {self.code}" + (f" ({self.category})" if self.category else "")
