"""Keeping: files in the database, tombstones of people, and periods after which things go.

What was append-only stays so, but for what an erasure or a period must be able to take. Both leave their mark first, in
``user_account.erased_at`` or in ``retention_limit``, and the triggers look at the mark: no program, and no hand in a shell,
takes a row away without it.
"""

import sqlalchemy as sa
from alembic import op

from migrations.let_go import drop_append_only, drop_frozen, guard, same

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

GONE = "(datos borrados)"  # what stands where a name stood: training.forgetting.GONE
ERASED = ("EXISTS (SELECT 1 FROM membership m JOIN user_account u ON u.id = m.user_id "
          "WHERE m.id = OLD.membership_id AND u.erased_at IS NOT NULL)")
LONG_CLOSED = ("EXISTS (SELECT 1 FROM membership m JOIN cohort c ON c.id = m.cohort_id JOIN retention_limit r "
               "ON r.name = '{}' WHERE m.id = OLD.membership_id AND c.closed_at < r.older_than)")
OLD_ENOUGH = "EXISTS (SELECT 1 FROM retention_limit r WHERE r.name = '{}' AND OLD.{} < r.older_than)"
OF_SHEET = ("EXISTS (SELECT 1 FROM test_sheet s JOIN membership m ON m.id = s.membership_id "
            "JOIN user_account u ON u.id = m.user_id JOIN cohort c ON c.id = m.cohort_id WHERE s.id = OLD.sheet_id AND "
            "(u.erased_at IS NOT NULL OR EXISTS (SELECT 1 FROM retention_limit r WHERE r.name = 'answers' "
            "AND c.closed_at < r.older_than)))")
OF_HALF_DAY = ("EXISTS (SELECT 1 FROM half_day h JOIN retention_limit r ON r.name = 'attendance' "
               "WHERE h.id = OLD.half_day_id AND h.held_on < r.older_than)")
NAMED_IN = ("EXISTS (SELECT 1 FROM closing_act a JOIN user_account u ON u.erased_at >= OLD.drawn_at WHERE a.id = OLD.act_id "
            "AND (u.id = a.by_id "
            "OR EXISTS (SELECT 1 FROM membership m WHERE m.cohort_id = a.cohort_id AND m.user_id = u.id) "
            "OR EXISTS (SELECT 1 FROM cohort_trainer t WHERE t.cohort_id = a.cohort_id AND t.user_id = u.id)))")

ATTEMPT = ("id", "key", "membership_id", "module", "number", "quiz_digest", "seed", "started_at", "saved_at",
           "submitted_at", "points", "out_of", "passed")
SHEET_KEPT = ("key", "membership_id", "checklist", "number", "observer_id", "manual_digest", "scores", "began_at",
              "saved_at", "finished_at", "points", "out_of", "passed", "missed")
SHOP_ACT = ("id", "key", "token", "kind", "at", "by_id", "count", "filter", "undoes_id", "separators", "flip")
SHEET_SAID, VOIDED = ("comment", "body_hash"), ("voided_at", "voided_by_id", "void_reason")


def upgrade() -> None:
    _tables()
    op.add_column("user_account", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("test_sheet", sa.Column("reduced_at", sa.DateTime(timezone=True), nullable=True))
    guard("user_account", "UPDATE", "OLD.erased_at IS NULL AND (NEW.erased_at IS NULL OR NEW.password_hash IS NULL "
                                    f"AND NEW.surnames = '{GONE}' AND NEW.document LIKE '-%')")
    _what_she_said()
    _what_was_noted()
    _what_names_her()


def _tables() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ending", sa.String(length=8), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "ending", name="pk_stored_file"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE stored_file ALTER COLUMN data SET STORAGE EXTERNAL")  # a PDF is compressed already
    op.create_table(
        "file_to_remove",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ending", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "ending", name="pk_file_to_remove"),
    )
    op.create_table(
        "retention_limit",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("older_than", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_retention_limit"),
    )


def _what_she_said() -> None:
    """Names that she confirmed; answers and comments, which are emptied while the score stays."""
    drop_append_only("name_confirmation")
    guard("name_confirmation", "UPDATE")
    guard("name_confirmation", "DELETE", ERASED)
    drop_frozen("attempt")
    guard("attempt", "UPDATE", f"OLD.submitted_at IS NULL OR (NEW.answers = '{{}}' AND NEW.body_hash IS NULL "
                               f"AND {same(ATTEMPT)} AND ({ERASED} OR {LONG_CLOSED.format('answers')}))")
    drop_frozen("observation")
    voids_it = f"OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL AND {same((*SHEET_KEPT, *SHEET_SAID))}"
    empties_it = (f"NEW.comment = '' AND NEW.body_hash IS NULL AND {same((*SHEET_KEPT, *VOIDED))} "
                  f"AND ({ERASED} OR {LONG_CLOSED.format('text')})")
    guard("observation", "UPDATE", f"OLD.finished_at IS NULL OR ({voids_it}) OR ({empties_it}) OR ({_redacts('comment')} "
                                   f"AND {same((*SHEET_KEPT, *VOIDED, 'body_hash'))})")


def _what_was_noted() -> None:
    """What others wrote down beside it, and what goes by itself after some time."""
    drop_append_only("test_sheet_change")
    guard("test_sheet_change", "UPDATE",
          f"{_redacts('why')} AND {same(('id', 'sheet_id', 'kind', 'before', 'by_id', 'at'))}")
    guard("test_sheet_change", "DELETE", OF_SHEET)
    drop_append_only("attendance_change")
    guard("attendance_change", "UPDATE")
    guard("attendance_change", "DELETE", OF_HALF_DAY)
    drop_append_only("audit_entry")
    guard("audit_entry", "UPDATE", f"{_redacts('detail')} AND {same(('id', 'at', 'actor_id', 'act', 'subject'))}")
    guard("audit_entry", "DELETE", OLD_ENOUGH.format("record", "at"))


def _what_names_her() -> None:
    drop_append_only("voided_question")
    guard("voided_question", "UPDATE", f"{_redacts('reason')} AND {same(('id', 'cohort_id', 'question', 'by_id', 'at'))}")
    guard("voided_question", "DELETE")
    drop_append_only("shop_act")
    guard("shop_act", "UPDATE", f"{_redacts('reason')} AND {same(SHOP_ACT)}")
    guard("shop_act", "DELETE")
    drop_append_only("workshop_report")
    guard("workshop_report", "UPDATE")
    guard("workshop_report", "DELETE", NAMED_IN)


def _redacts(column: str) -> str:
    """The condition that an UPDATE puts the mark of an erasure where something stood."""
    return f"NEW.{column} LIKE '%{GONE}%'"


def downgrade() -> None:
    raise NotImplementedError("erased people would be changeable again: restore a copy of the database instead")
