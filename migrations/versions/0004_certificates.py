"""Certificates: frozen records and the files drawn from them."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "folio_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_folio_counter"),
    )
    op.create_table(
        "print_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_print_file_cohort_id_cohort"),
        sa.PrimaryKeyConstraint("id", name="pk_print_file"),
        sa.UniqueConstraint("cohort_id", "sha256", name="uq_print_file_cohort_id_sha256"),
        sa.UniqueConstraint("key", name="uq_print_file_key"),
    )
    op.create_index("ix_print_file_cohort_id", "print_file", ["cohort_id"])
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("folio", sa.String(length=16), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=22), nullable=False),
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("claim", sa.String(length=260), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_certificate_cohort_id_cohort"),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["user_account.id"], name="fk_certificate_issued_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_certificate_membership_id_membership"),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("code", name="uq_certificate_code"),
        sa.UniqueConstraint("folio", name="uq_certificate_folio"),
        sa.UniqueConstraint("key", name="uq_certificate_key"),
        sa.UniqueConstraint("membership_id", name="uq_certificate_membership_id"),
        sa.UniqueConstraint("token", name="uq_certificate_token"),
    )
    op.create_index("ix_certificate_cohort_id", "certificate", ["cohort_id"])
    op.create_table(
        "certificate_file",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name="fk_certificate_file_certificate_id_certificate"
        ),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_certificate_file"),
    )
    for table in ("certificate", "certificate_file", "print_file"):
        forbid(table)


def downgrade() -> None:
    op.drop_table("certificate_file")
    op.drop_table("certificate")
    op.drop_table("print_file")
    op.drop_table("folio_counter")
