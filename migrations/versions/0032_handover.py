"""Suitcases and books that one host makes and another gives out, where there are several (STORE=database)."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handed_file",
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("place", "name", name="pk_handed_file"),
    )


def downgrade() -> None:
    op.drop_table("handed_file")
