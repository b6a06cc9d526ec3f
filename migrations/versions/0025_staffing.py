"""Staffing: under which name somebody was written down, how a posting ended, what is not in force yet, what was a mistake."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posting", sa.Column("as_written", sa.String(length=161), nullable=False, server_default=""))
    op.add_column("posting", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.add_column("posting", sa.Column("ended_how", sa.String(length=8), nullable=False, server_default=""))
    op.execute(WRITTEN)
    op.create_table(
        "posting_pending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("contract", sa.String(length=10), nullable=False),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("as_written", sa.String(length=161), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('said', 'agreed')", name="ck_posting_pending_kind"),
        sa.CheckConstraint("contract IN ('appointed', 'cas', 'serums', 'services', '')", name="ck_posting_pending_contract"),
        sa.CheckConstraint("contract_ends_on IS NULL OR contract_ends_on >= since", name="ck_posting_pending_contract_dates"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_posting_pending_by_id_user_account"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_posting_pending_facility_id_facility"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_posting_pending_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_posting_pending"),
        sa.UniqueConstraint("key", name="uq_posting_pending_key"),
        sa.UniqueConstraint("user_id", "facility_id", name="uq_posting_pending_user_id_facility_id"),
    )
    op.create_index("ix_posting_pending_facility_id", "posting_pending", ["facility_id"])
    op.create_index("ix_posting_pending_kind_since", "posting_pending", ["kind", "since"])
    op.create_index("ix_posting_pending_kind_at", "posting_pending", ["kind", "at"])
    op.create_table(
        "posting_withdrawn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=8), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason IN ('person', 'facility', 'dates')", name="ck_posting_withdrawn_reason"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_posting_withdrawn_by_id_user_account"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user_account.id"], name="fk_posting_withdrawn_entered_by_id_user_account"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_posting_withdrawn_facility_id_facility"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_posting_withdrawn_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_posting_withdrawn"),
        sa.UniqueConstraint("key", name="uq_posting_withdrawn_key"),
    )
    op.create_index("ix_posting_withdrawn_user_id", "posting_withdrawn", ["user_id"])
    op.create_index("ix_posting_withdrawn_facility_id", "posting_withdrawn", ["facility_id"])
    op.create_index("ix_posting_withdrawn_at", "posting_withdrawn", ["at"])


# What 0023 took from lists that nobody had confirmed: until she does, whoever looks sees the name that was written there.
WRITTEN = """
UPDATE posting SET as_written = COALESCE(
    (SELECT m.given_names || ' ' || m.surnames FROM membership m
     WHERE 'r-' || m.id = posting.key AND m.confirmed_at IS NULL), '')
WHERE source = 'roster'
"""


def downgrade() -> None:
    raise NotImplementedError("what was withdrawn and what waits would be lost: restore a copy of the database instead")
