"""Quizzes: the questions once per digest, and the attempts."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid, freeze_when

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_paper",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("questions", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_quiz_paper"),
    )
    op.create_table(
        "question_tally",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=16), nullable=False),
        sa.Column("quiz_digest", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("shard", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.CheckConstraint("missed >= 0 AND missed <= asked", name="ck_question_tally_counts"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_question_tally_cohort_id_cohort"),
        sa.ForeignKeyConstraint(
            ["quiz_digest"], ["quiz_paper.digest"], name="fk_question_tally_quiz_digest_quiz_paper"
        ),
        sa.PrimaryKeyConstraint("cohort_id", "module", "quiz_digest", "question", "shard", name="pk_question_tally"),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quiz_digest", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("out_of", sa.BigInteger(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(submitted_at IS NULL) = (passed IS NULL)", name="ck_attempt_submitted"),
        sa.CheckConstraint("points >= 0 AND points <= out_of", name="ck_attempt_points"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_attempt_membership_id_membership"),
        sa.ForeignKeyConstraint(["quiz_digest"], ["quiz_paper.digest"], name="fk_attempt_quiz_digest_quiz_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.UniqueConstraint("key", name="uq_attempt_key"),
        sa.UniqueConstraint("membership_id", "module", "number", name="uq_attempt_membership_id_module_number"),
    )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["membership_id", "module"],
        unique=True,
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )
    forbid("quiz_paper")
    forbid("attempt", update=False)
    freeze_when("attempt", "OLD.submitted_at IS NOT NULL")


def downgrade() -> None:
    op.drop_table("attempt")
    op.drop_table("question_tally")
    op.drop_table("quiz_paper")
