"""Attendance: marks, every change of them, photos of signed sheets."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance_mark",
        sa.Column("half_day_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("arrived", sa.Time(), nullable=True),
        sa.Column("left", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('present', 'absent', 'late', 'left early', 'excused')", name="ck_attendance_mark_state"),
        sa.CheckConstraint("minutes >= 0", name="ck_attendance_mark_minutes"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_attendance_mark_by_id_user_account"),
        sa.ForeignKeyConstraint(["half_day_id"], ["half_day.id"], name="fk_attendance_mark_half_day_id_half_day"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_attendance_mark_membership_id_membership"),
        sa.PrimaryKeyConstraint("half_day_id", "membership_id", name="pk_attendance_mark"),
    )
    op.create_index("ix_attendance_mark_membership_id", "attendance_mark", ["membership_id"])
    op.create_table(
        "attendance_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("half_day_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("sent_key", sa.String(length=40), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("arrived", sa.Time(), nullable=True),
        sa.Column("left", sa.Time(), nullable=True),
        sa.Column("applied", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_attendance_change_by_id_user_account"),
        sa.ForeignKeyConstraint(["half_day_id"], ["half_day.id"], name="fk_attendance_change_half_day_id_half_day"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_attendance_change_membership_id_membership"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_change"),
        sa.UniqueConstraint("half_day_id", "sent_key", name="uq_attendance_change_half_day_id_sent_key"),
    )
    op.create_table(
        "sheet_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("half_day_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_sheet_photo_by_id_user_account"),
        sa.ForeignKeyConstraint(["half_day_id"], ["half_day.id"], name="fk_sheet_photo_half_day_id_half_day"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_photo"),
        sa.UniqueConstraint("key", name="uq_sheet_photo_key"),
    )
    op.create_index("ix_sheet_photo_half_day_id", "sheet_photo", ["half_day_id"])
    forbid("attendance_change")


def downgrade() -> None:
    op.drop_table("sheet_photo")
    op.drop_table("attendance_change")
    op.drop_table("attendance_mark")
