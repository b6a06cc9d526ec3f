"""Entry and exit tests."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "test_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=1), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("quiz_digest", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keyed_by_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("form IN ('A', 'B')", name="ck_test_sheet_form"),
        sa.CheckConstraint("moment IN ('entry', 'exit')", name="ck_test_sheet_moment"),
        sa.CheckConstraint("points >= 0 AND points <= out_of", name="ck_test_sheet_points"),
        sa.CheckConstraint("source IN ('phone', 'paper')", name="ck_test_sheet_source"),
        sa.ForeignKeyConstraint(["keyed_by_id"], ["user_account.id"], name="fk_test_sheet_keyed_by_id_user_account"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_test_sheet_membership_id_membership"),
        sa.ForeignKeyConstraint(["quiz_digest"], ["quiz_paper.digest"], name="fk_test_sheet_quiz_digest_quiz_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_test_sheet"),
        sa.UniqueConstraint("key", name="uq_test_sheet_key"),
        sa.UniqueConstraint("membership_id", "moment", "number", name="uq_test_sheet_membership_id_moment_number"),
    )
    one_entry = sa.text("moment = 'entry' AND undone_at IS NULL")
    op.create_index("uq_test_sheet_entry", "test_sheet", ["membership_id"], unique=True, sqlite_where=one_entry,
                    postgresql_where=one_entry)
    one_open = sa.text("handed_in_at IS NULL AND undone_at IS NULL")
    op.create_index("uq_test_sheet_open", "test_sheet", ["membership_id", "moment"], unique=True, sqlite_where=one_open,
                    postgresql_where=one_open)
    op.create_table(
        "test_sheet_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('corrected', 'undone', 'rescored')", name="ck_test_sheet_change_kind"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_test_sheet_change_by_id_user_account"),
        sa.ForeignKeyConstraint(["sheet_id"], ["test_sheet.id"], name="fk_test_sheet_change_sheet_id_test_sheet"),
        sa.PrimaryKeyConstraint("id", name="pk_test_sheet_change"),
    )
    op.create_index("ix_test_sheet_change_sheet_id", "test_sheet_change", ["sheet_id"])
    op.create_table(
        "voided_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_voided_question_by_id_user_account"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_voided_question_cohort_id_cohort"),
        sa.PrimaryKeyConstraint("id", name="pk_voided_question"),
        sa.UniqueConstraint("cohort_id", "question", name="uq_voided_question_cohort_id_question"),
    )
    forbid("test_sheet_change")
    forbid("voided_question")


def downgrade() -> None:
    op.drop_table("voided_question")
    op.drop_table("test_sheet_change")
    op.drop_table("test_sheet")
