"""What was restored and what was verified; and which room did its daily work today."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid, freeze_when

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_register_entry_kind_seq", "register_entry", ["kind", "seq"])
    op.create_table(
        "register_restore",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("checkpoint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_restore"),
    )
    forbid("register_restore", update=False)
    freeze_when("register_restore", "OLD.settled_at IS NOT NULL")
    op.create_table(
        "register_verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_verification"),
    )
    forbid("register_verification")
    op.create_table(
        "daily_work",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_daily_work"),
    )


def downgrade() -> None:
    for table in ("daily_work", "register_verification", "register_restore"):
        op.drop_table(table)
    op.drop_index("ix_register_entry_kind_seq", "register_entry")
