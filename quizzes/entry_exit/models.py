"""Entry and exit tests: one sheet per person, moment and try, on the phone or keyed from paper; voided questions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from quizzes.entry_exit.blueprint import ENTRY as ENTRY
from quizzes.entry_exit.blueprint import EXIT as EXIT
from training.db import Base, new_key

ON_PHONE, ON_PAPER = "phone", "paper"
CORRECTED, UNDONE, RESCORED = "corrected", "undone", "rescored"


_ONE_ENTRY = text("moment = 'entry' AND undone_at IS NULL")
_ONE_OPEN = text("handed_in_at IS NULL AND undone_at IS NULL")


class TestSheet(Base):
    """One person's answers to one test. ``form``: which of the paired questions she was asked.

    ``quiz_digest`` names the form as it was laid out (``Blueprint.quizzes``): question n stands at place n, and its options
    in the order of the form's letters, so a sheet is read again for ever without the manual.
    ``answers``: JSON, place in the test ("1"–"20") → the letter on the printed sheet (A–D in form A, E–H in form B); a
    blank place is not there. ``points`` of ``out_of`` count the questions that are not voided; both are 0, and ``passed``
    is None, until it is handed in. An entry test is neither passed nor failed.
    """

    __test__ = False  # the name is the trainers'; pytest need not collect it
    __tablename__ = "test_sheet"
    __table_args__ = (
        UniqueConstraint("membership_id", "moment", "number"),
        CheckConstraint("moment IN ('entry', 'exit')", name="moment"),
        CheckConstraint("form IN ('A', 'B')", name="form"),
        CheckConstraint("source IN ('phone', 'paper')", name="source"),
        CheckConstraint("points >= 0 AND points <= out_of", name="points"),
        Index("uq_test_sheet_entry", "membership_id", unique=True, sqlite_where=_ONE_ENTRY, postgresql_where=_ONE_ENTRY),
        Index("uq_test_sheet_open", "membership_id", "moment", unique=True, sqlite_where=_ONE_OPEN,
              postgresql_where=_ONE_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, default=new_key)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    moment: Mapped[str] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(default=1)  # 1, 2, 3 … per person and moment, undone ones included
    form: Mapped[str] = mapped_column(String(1))
    source: Mapped[str] = mapped_column(String(8))
    quiz_digest: Mapped[str] = mapped_column(ForeignKey("quiz_paper.digest"))
    answers: Mapped[str] = mapped_column(Text, default="{}")
    began_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    keyed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    points: Mapped[int] = mapped_column(default=0)
    out_of: Mapped[int] = mapped_column(default=0)
    passed: Mapped[bool | None]
    body_hash: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(default=0)
    reduced_at: Mapped[datetime | None]  # since then ``answers`` holds only what was right (see erasing.py)
    undone_at: Mapped[datetime | None]  # keyed for the wrong person: kept, counts for nothing


class SheetChange(Base):
    """What a sheet said before it was corrected, undone or scored again. Append-only."""

    __tablename__ = "test_sheet_change"
    __table_args__ = (CheckConstraint("kind IN ('corrected', 'undone', 'rescored')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("test_sheet.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    before: Mapped[str] = mapped_column(Text)  # JSON: answers, points, out_of, passed
    why: Mapped[str] = mapped_column(String(400))
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class VoidedQuestion(Base):
    """A question that counts for nobody in a cohort, with the reason. Append-only."""

    __tablename__ = "voided_question"
    __table_args__ = (UniqueConstraint("cohort_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    question: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(400))
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
