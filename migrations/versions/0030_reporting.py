"""Keys with which other systems read, and what came of a call."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ck_api_key_ended"),
        sa.ForeignKeyConstraint(["authority_id"], ["health_authority.id"], name="fk_api_key_authority_id_health_authority"),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_api_key_created_by_id_user_account"),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user_account.id"], name="fk_api_key_ended_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
        sa.UniqueConstraint("key", name="uq_api_key_key"),
        sa.UniqueConstraint("token_hash", name="uq_api_key_token_hash"),
    )
    op.create_table(
        "call_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome IN ('spoke', 'message', 'silence')", name="ck_call_note_outcome"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_call_note_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_call_note"),
        sa.UniqueConstraint("kind", "subject_id", "week", name="uq_call_note_kind_subject_id_week"),
    )
    op.create_index("ix_call_note_by_id_week", "call_note", ["by_id", "week"])


def downgrade() -> None:
    raise NotImplementedError("the keys of other systems would stop working: restore a copy of the database instead")
