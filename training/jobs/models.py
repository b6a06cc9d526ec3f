"""Long work as rows: the tables are the truth, the engine only says "look at job 17"."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key

WAITING, RUNNING, DONE, CANCELLED = "waiting", "running", "done", "cancelled"
FAILED = "failed"  # of an item: five tries, now it needs a person

_UNFINISHED = text("state IN ('waiting', 'running')")


class Job(Base):
    """A batch of one kind. ``subject`` names what it is about (``cohort:3``); one of each at a time."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'cancelled')", name="state"),
        Index("uq_job_unfinished", "kind", "subject", unique=True,
              sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    state: Mapped[str] = mapped_column(String(10), default=WAITING, index=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)  # grows with each lease: a worker that woke late is refused
    finish_attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")  # why the batch could not be closed


class JobItem(Base):
    """One piece of a job; its ``subject`` names the thing (``certificate:12``)."""

    __tablename__ = "job_item"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)  # counted before the try, for one may kill its worker
    seconds: Mapped[float | None]  # how long the successful try took
    error: Mapped[str] = mapped_column(Text, default="")


class DailyWork(Base):
    """What a room does once a day (house().daily): the last day on which it was begun, and whether it came to its end."""

    __tablename__ = "daily_work"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)  # of the function
    day: Mapped[date]
    begun_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
