"""Dossiers that were drawn. They can be drawn again from what is stored, so they are not kept: rows come and go."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier_file",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name="fk_dossier_file_certificate_id_certificate"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_dossier_file_by_id_user_account"),
        sa.PrimaryKeyConstraint("certificate_id", "by_id", name="pk_dossier_file"),
    )
    op.create_index("ix_dossier_file_by_id", "dossier_file", ["by_id"])


def downgrade() -> None:
    op.drop_table("dossier_file")
