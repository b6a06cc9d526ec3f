"""Workshops: facilities, half-days and the blocks of their agenda."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("ubigeo", sa.String(length=6), nullable=False),
        sa.Column("network", sa.String(length=80), nullable=False),
        sa.Column("micro_network", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["health_authority.id"], name="fk_facility_authority_id_health_authority"),
        sa.PrimaryKeyConstraint("id", name="pk_facility"),
        sa.UniqueConstraint("code", name="uq_facility_code"),
    )
    op.create_index("ix_facility_authority_id", "facility", ["authority_id"])
    op.create_index("ix_facility_folded", "facility", ["folded"])
    op.create_table(
        "workshop",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("entry_opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exit_opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exit_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cloned_from_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("entry_closes_at > entry_opens_at AND exit_closes_at > exit_opens_at", name="ck_workshop_windows"),
        sa.ForeignKeyConstraint(["cloned_from_id"], ["cohort.id"], name="fk_workshop_cloned_from_id_cohort"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_workshop_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_workshop_created_by_id_user_account"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_workshop_facility_id_facility"),
        sa.PrimaryKeyConstraint("cohort_id", name="pk_workshop"),
    )
    op.create_table(
        "half_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('planned', 'make-up')", name="ck_half_day_kind"),
        sa.CheckConstraint("minutes > 0 AND minutes <= 720", name="ck_half_day_minutes"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user_account.id"], name="fk_half_day_closed_by_id_user_account"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_half_day_cohort_id_cohort"),
        sa.PrimaryKeyConstraint("id", name="pk_half_day"),
        sa.UniqueConstraint("cohort_id", "number", name="uq_half_day_cohort_id_number"),
        sa.UniqueConstraint("key", name="uq_half_day_key"),
    )
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("half_day_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("module", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("title_en", sa.String(length=160), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("essential", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes > 0 AND minutes <= 480", name="ck_block_minutes"),
        sa.ForeignKeyConstraint(["half_day_id"], ["half_day.id"], name="fk_block_half_day_id_half_day"),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
        sa.UniqueConstraint("half_day_id", "position", name="uq_block_half_day_id_position"),
        sa.UniqueConstraint("key", name="uq_block_key"),
    )
    for column in ("facility_id INTEGER CONSTRAINT fk_membership_facility_id_facility REFERENCES facility (id)", "number INTEGER"):
        op.execute(f"ALTER TABLE membership ADD COLUMN {column}")  # Alembic would copy the whole table on SQLite
    op.execute("""UPDATE membership SET number = numbered.place
        FROM (SELECT id, row_number() OVER (PARTITION BY cohort_id ORDER BY id) AS place FROM membership) AS numbered
        WHERE numbered.id = membership.id""")
    op.create_index("uq_membership_cohort_id_number", "membership", ["cohort_id", "number"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_membership_cohort_id_number", "membership")
    for column in ("number", "facility_id"):
        op.drop_column("membership", column)
    op.drop_table("block")
    op.drop_table("half_day")
    op.drop_table("workshop")
    op.drop_table("facility")
