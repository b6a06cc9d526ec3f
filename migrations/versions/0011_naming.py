"""Names confirmed by their owners."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("given_names", sa.String(length=80), nullable=False),
        sa.Column("surnames", sa.String(length=80), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("how IN ('phone', 'paper')", name="ck_name_confirmation_how"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_name_confirmation_by_id_user_account"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_name_confirmation_membership_id_membership"),
        sa.PrimaryKeyConstraint("id", name="pk_name_confirmation"),
    )
    op.create_index("ix_name_confirmation_membership_id", "name_confirmation", ["membership_id"])
    forbid("name_confirmation")


def downgrade() -> None:
    op.drop_table("name_confirmation")
