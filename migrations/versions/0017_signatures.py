"""Signed files that came back from outside, and the lots in which they came.

What was uploaded waits in its row until it was looked at; then the row says what became of it and holds no bytes.
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _signed_files()
    _lots()


def downgrade() -> None:
    for table in ("signed_lot_file", "signed_lot", "signed_file"):
        op.drop_table(table)


def _signed_files() -> None:
    op.create_table(
        "signed_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_signed_file_by_id_user_account"),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name="fk_signed_file_certificate_id_certificate"),
        sa.PrimaryKeyConstraint("id", name="pk_signed_file"),
        sa.UniqueConstraint("certificate_id", "turn", name="uq_signed_file_certificate_id_turn"),
    )
    op.create_index("ix_signed_file_certificate_id", "signed_file", ["certificate_id"])
    op.create_index("ix_signed_file_sha256", "signed_file", ["sha256"])
    forbid("signed_file")


def _lots() -> None:
    op.create_table(
        "signed_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_signed_lot_by_id_user_account"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_signed_lot_cohort_id_cohort"),
        sa.PrimaryKeyConstraint("id", name="pk_signed_lot"),
        sa.UniqueConstraint("key", name="uq_signed_lot_key"),
    )
    op.create_index("ix_signed_lot_cohort_id", "signed_lot", ["cohort_id"])
    op.create_table(
        "signed_lot_file",
        sa.Column("lot_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("signed_file_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["signed_lot.id"], name="fk_signed_lot_file_lot_id_signed_lot", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"],
                                name="fk_signed_lot_file_certificate_id_certificate"),
        sa.ForeignKeyConstraint(["signed_file_id"], ["signed_file.id"],
                                name="fk_signed_lot_file_signed_file_id_signed_file"),
        sa.PrimaryKeyConstraint("lot_id", "position", name="pk_signed_lot_file"),
    )
    op.create_index("ix_signed_lot_file_certificate_id", "signed_lot_file", ["certificate_id"])
