"""Attempts, the questions as they were asked (once per digest, for ever), and how often each was missed."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from training.db import Base, new_key


class QuizPaper(Base):
    """The questions of one version of a quiz (canonical JSON), under their digest. Never changed."""

    __tablename__ = "quiz_paper"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    questions: Mapped[bytes] = mapped_column(LargeBinary)
    stored_at: Mapped[datetime]


class Attempt(Base):
    """One try at a quiz. What she saw is rebuilt from ``quiz_digest`` and ``seed``; a submitted one stays as it is."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("membership_id", "module", "number"),
        CheckConstraint("(submitted_at IS NULL) = (passed IS NULL)", name="submitted"),
        CheckConstraint("points >= 0 AND points <= out_of", name="points"),
        Index("uq_attempt_open", "membership_id", "module", unique=True,
              sqlite_where=text("submitted_at IS NULL"), postgresql_where=text("submitted_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    module: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]  # 1, 2, 3 … per person and module
    quiz_digest: Mapped[str] = mapped_column(ForeignKey("quiz_paper.digest"))
    seed: Mapped[str] = mapped_column(String(32))
    answers: Mapped[str] = mapped_column(Text, default="{}")  # JSON, normalised
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    points: Mapped[int] = mapped_column(BigInteger, default=0)  # exact score: points / out_of
    out_of: Mapped[int] = mapped_column(BigInteger, default=1)
    passed: Mapped[bool | None]
    body_hash: Mapped[str | None] = mapped_column(String(64))  # of what was submitted: another body is refused


class QuestionTally(Base):
    """How often a cohort was asked a question and did not get it fully right; counted as attempts are submitted.

    A cohort sits down together and sends its answers in the same minute: ``shard`` spreads the counting over a few
    rows, so that one person's submission seldom waits for another's.
    """

    __tablename__ = "question_tally"
    __table_args__ = (CheckConstraint("missed >= 0 AND missed <= asked", name="counts"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    module: Mapped[str] = mapped_column(String(16), primary_key=True)
    quiz_digest: Mapped[str] = mapped_column(ForeignKey("quiz_paper.digest"), primary_key=True)
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked: Mapped[int]
    missed: Mapped[int]
