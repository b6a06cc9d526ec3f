"""What somebody sent back signed, file by file, and what became of each. Deleted after a month."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

WAITING, ACCEPTED, REFUSED = "waiting", "accepted", "refused"
LONGEST_NAME = 120


class SignedLot(Base):
    """A ZIP that was sent. ``whole``: all of it was taken in; one that is not was cut off and never looked at."""

    __tablename__ = "signed_lot"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    sent_at: Mapped[datetime]
    whole: Mapped[bool] = mapped_column(default=False)


class LotFile(Base):
    """A file of it. ``data`` waits to be looked at and goes with the answer; ``why``: of verdicts.Verdict."""

    __tablename__ = "signed_lot_file"

    lot_id: Mapped[int] = mapped_column(ForeignKey("signed_lot.id", ondelete="CASCADE"), primary_key=True,
                                        autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    why: Mapped[str] = mapped_column(String(20), default="")
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    signed_file_id: Mapped[int | None] = mapped_column(ForeignKey("signed_file.id"))
