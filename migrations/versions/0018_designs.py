"""Designs of the papers, kept by their hash, and which one new papers get."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "design",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=31), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_design"),
    )
    op.create_table(
        "design_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["digest"], ["design.digest"], name="fk_design_choice_digest_design"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_design_choice_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_design_choice"),
    )
    for table in ("design", "design_choice"):
        forbid(table)


def downgrade() -> None:
    op.drop_table("design_choice")
    op.drop_table("design")
