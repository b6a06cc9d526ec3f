"""Manuals, cohorts, progress and long work."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("finish_attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'cancelled')", name="ck_job_state"),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_job_created_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("key", name="uq_job_key"),
    )
    op.create_index("ix_job_state", "job", ["state"])
    op.create_index("ix_job_subject", "job", ["subject"])
    op.create_index(
        "uq_job_unfinished",
        "job",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'running')"),
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    )
    op.create_table(
        "manual_version",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("compiled", sa.LargeBinary(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["user_account.id"], name="fk_manual_version_published_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_manual_version"),
    )
    op.create_index("ix_manual_version_published_at", "manual_version", ["published_at"])
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("course", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("join_code", sa.String(length=8), nullable=False),
        sa.Column("join_open", sa.Boolean(), nullable=False),
        sa.Column("manual_digest", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_cohort_dates"),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["health_authority.id"], name="fk_cohort_authority_id_health_authority"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_cohort_created_by_id_user_account"),
        sa.ForeignKeyConstraint(
            ["manual_digest"], ["manual_version.digest"], name="fk_cohort_manual_digest_manual_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cohort"),
        sa.UniqueConstraint("join_code", name="uq_cohort_join_code"),
        sa.UniqueConstraint("key", name="uq_cohort_key"),
    )
    op.create_index("ix_cohort_authority_id", "cohort", ["authority_id"])
    op.create_index("ix_cohort_manual_digest", "cohort", ["manual_digest"])
    op.create_table(
        "job_item",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name="ck_job_item_state"),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_job_item_job_id_job"),
        sa.PrimaryKeyConstraint("job_id", "position", name="pk_job_item"),
    )
    op.create_table(
        "cohort_trainer",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_cohort_trainer_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_cohort_trainer_user_id_user_account"),
        sa.PrimaryKeyConstraint("cohort_id", "user_id", name="pk_cohort_trainer"),
    )
    op.create_index("ix_cohort_trainer_user_id", "cohort_trainer", ["user_id"])
    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("document_type", sa.String(length=8), nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("given_names", sa.String(length=80), nullable=False),
        sa.Column("surnames", sa.String(length=80), nullable=False),
        sa.Column("profession", sa.String(length=80), nullable=False),
        sa.Column("facility", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.CheckConstraint("document_type IN ('dni', 'ce', 'passport')", name="ck_join_request_document_type"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_join_request_cohort_id_cohort"),
        sa.PrimaryKeyConstraint("id", name="pk_join_request"),
        sa.UniqueConstraint(
            "cohort_id", "document_type", "document", name="uq_join_request_cohort_id_document_type_document"
        ),
        sa.UniqueConstraint("key", name="uq_join_request_key"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("given_names", sa.String(length=80), nullable=False),
        sa.Column("surnames", sa.String(length=80), nullable=False),
        sa.Column("profession", sa.String(length=80), nullable=False),
        sa.Column("facility", sa.String(length=120), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["user_account.id"], name="fk_membership_added_by_id_user_account"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_membership_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_membership_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
        sa.UniqueConstraint("cohort_id", "user_id", name="uq_membership_cohort_id_user_id"),
        sa.UniqueConstraint("key", name="uq_membership_key"),
    )
    op.create_index("ix_membership_user_id", "membership", ["user_id"])
    op.create_table(
        "roster_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_roster_draft_cohort_id_cohort"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_roster_draft_created_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roster_draft"),
        sa.UniqueConstraint("key", name="uq_roster_draft_key"),
    )
    op.create_index("ix_roster_draft_cohort_id", "roster_draft", ["cohort_id"])
    op.create_table(
        "achievement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('read', 'quiz', 'practice', 'attendance')", name="ck_achievement_kind"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_achievement_by_id_user_account"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_achievement_membership_id_membership"),
        sa.PrimaryKeyConstraint("id", name="pk_achievement"),
        sa.UniqueConstraint("membership_id", "module", "kind", name="uq_achievement_membership_id_module_kind"),
    )
    op.create_table(
        "standing",
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=16), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("best_score", sa.Double(), nullable=True),
        sa.Column("last_score", sa.Double(), nullable=True),
        sa.Column("last_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_standing_membership_id_membership"),
        sa.PrimaryKeyConstraint("membership_id", "module", name="pk_standing"),
    )
    forbid("manual_version")
    forbid("achievement")


def downgrade() -> None:
    op.drop_table("standing")
    op.drop_table("achievement")
    op.drop_table("roster_draft")
    op.drop_table("membership")
    op.drop_table("join_request")
    op.drop_table("cohort_trainer")
    op.drop_table("job_item")
    op.drop_table("cohort")
    op.drop_table("manual_version")
    op.drop_table("job")
