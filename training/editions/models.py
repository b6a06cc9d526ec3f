"""A cohort's decision to keep its version although there is a newer one."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base


class StayDecision(Base):
    """The cohort stays with its version; it is asked again only when yet another one is published."""

    __tablename__ = "stay_decision"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("manual_version.digest"), primary_key=True)
    decided_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
