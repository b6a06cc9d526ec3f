"""What was really delivered of an agenda, step by step."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("half_day_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("sent_key", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind IN ('next', 'finish', 'cut', 'restore', 'giver', 'correct', 'undo')", name="ck_agenda_step_kind"),
        sa.CheckConstraint("ended_at IS NULL OR began_at IS NOT NULL AND ended_at >= began_at", name="ck_agenda_step_times"),
        sa.CheckConstraint("kind IN ('finish', 'undo') OR block_id IS NOT NULL", name="ck_agenda_step_block"),
        sa.ForeignKeyConstraint(["half_day_id"], ["half_day.id"], name="fk_agenda_step_half_day_id_half_day"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_agenda_step_block_id_block"),
        sa.ForeignKeyConstraint(["giver_id"], ["user_account.id"], name="fk_agenda_step_giver_id_user_account"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_agenda_step_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_step"),
        sa.UniqueConstraint("half_day_id", "number", name="uq_agenda_step_half_day_id_number"),
        sa.UniqueConstraint("half_day_id", "sent_key", name="uq_agenda_step_half_day_id_sent_key"),
    )
    forbid("agenda_step")


def downgrade() -> None:
    op.drop_table("agenda_step")
