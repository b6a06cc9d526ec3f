"""Which version of the manual a cohort decided to stay with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stay_decision",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_stay_decision_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["digest"], ["manual_version.digest"], name="fk_stay_decision_digest_manual_version"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_stay_decision_by_id_user_account"),
        sa.PrimaryKeyConstraint("cohort_id", "digest", name="pk_stay_decision"),
    )


def downgrade() -> None:
    op.drop_table("stay_decision")
