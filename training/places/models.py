"""The 25 departments (INEI code, ISO code) and the health authorities: DIRESA, GERESA and Lima's four DIRIS."""

from sqlalchemy import ForeignKey, String
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
