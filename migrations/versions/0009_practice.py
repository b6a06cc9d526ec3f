"""Observed practice: sheets and coaching."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import freeze_when

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# A finished sheet may be voided once; nothing else of it changes.
KEPT = ("key", "membership_id", "checklist", "number", "observer_id", "manual_digest", "scores", "comment", "began_at",
        "saved_at", "finished_at", "points", "out_of", "passed", "missed", "body_hash")
FROZEN = ("OLD.finished_at IS NOT NULL AND (OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR "
          + " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT) + ")")


def upgrade() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("checklist", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("observer_id", sa.Integer(), nullable=False),
        sa.Column("manual_digest", sa.String(length=64), nullable=False),
        sa.Column("scores", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("missed", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=12), nullable=True),
        sa.CheckConstraint("(finished_at IS NULL) = (passed IS NULL)", name="ck_observation_finished"),
        sa.CheckConstraint("points >= 0 AND points <= out_of", name="ck_observation_points"),
        sa.CheckConstraint("number > 0", name="ck_observation_number"),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (voided_by_id IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)"
            " AND (voided_at IS NULL OR finished_at IS NOT NULL)", name="ck_observation_voided"),
        sa.ForeignKeyConstraint(["manual_digest"], ["manual_version.digest"],
                                name="fk_observation_manual_digest_manual_version"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_observation_membership_id_membership"),
        sa.ForeignKeyConstraint(["observer_id"], ["user_account.id"], name="fk_observation_observer_id_user_account"),
        sa.ForeignKeyConstraint(["voided_by_id"], ["user_account.id"], name="fk_observation_voided_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        sa.UniqueConstraint("key", name="uq_observation_key"),
    )
    op.create_index("uq_observation_counts", "observation", ["membership_id", "checklist", "number", "observer_id"],
                    unique=True, sqlite_where=sa.text("voided_at IS NULL"), postgresql_where=sa.text("voided_at IS NULL"))
    freeze_when("observation", FROZEN)
    _keep_finished()
    op.create_table(
        "coaching",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("checklist", sa.String(length=40), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("agreed_for", sa.Date(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(done_on IS NULL) = (done_by_id IS NULL)", name="ck_coaching_done"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_coaching_membership_id_membership"),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["user_account.id"], name="fk_coaching_agreed_by_id_user_account"),
        sa.ForeignKeyConstraint(["done_by_id"], ["user_account.id"], name="fk_coaching_done_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_coaching"),
        sa.UniqueConstraint("membership_id", "checklist", "after", name="uq_coaching_membership_id_checklist_after"),
    )


def _keep_finished() -> None:
    """A finished sheet is never deleted; one that was only begun may be."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TRIGGER observation_kept BEFORE DELETE ON observation FOR EACH ROW "
                   "WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION refuse_change()")
        return
    op.execute("CREATE TRIGGER observation_kept BEFORE DELETE ON observation WHEN OLD.finished_at IS NOT NULL "
               "BEGIN SELECT RAISE(ABORT, 'a finished observation is kept'); END")


def downgrade() -> None:
    op.drop_table("coaching")
    op.drop_table("observation")
