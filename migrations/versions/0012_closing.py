"""The closing act of a workshop and its follow-up dates."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closing_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_closing_act_by_id_user_account"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_closing_act_cohort_id_cohort"),
        sa.PrimaryKeyConstraint("id", name="pk_closing_act"),
        sa.UniqueConstraint("key", name="uq_closing_act_key"),
    )
    op.create_index("ix_closing_act_cohort_id", "closing_act", ["cohort_id"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint("days > 0", name="ck_follow_up_days"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_follow_up_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["done_by_id"], ["user_account.id"], name="fk_follow_up_done_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("cohort_id", "days", name="uq_follow_up_cohort_id_days"),
        sa.UniqueConstraint("key", name="uq_follow_up_key"),
    )
    op.create_table(
        "workshop_report",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["closing_act.id"], name="fk_workshop_report_act_id_closing_act"),
        sa.PrimaryKeyConstraint("act_id", name="pk_workshop_report"),
    )
    forbid("closing_act")
    forbid("workshop_report")


def downgrade() -> None:
    op.drop_table("workshop_report")
    op.drop_table("follow_up")
    op.drop_table("closing_act")
