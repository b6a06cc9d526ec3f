"""The cascade's ground: where people work, who holds which course, licences, descent, how facilities stand.

What the tables could already tell is written over: who holds a certificate that stands, and where the newest list of each
person said that she works.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TARGETS = {
    "I-1": 1,
    "I-2": 1,
    "I-3": 2,
    "I-4": 3,
    "II-1": 6,
    "II-2": 8,
    "II-E": 4,
    "III-1": 10,
    "III-2": 10,
    "III-E": 6,
    "": 1,
}


def upgrade() -> None:
    op.add_column("facility", sa.Column("institution", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("facility", sa.Column("closed_on", sa.Date(), nullable=True))
    op.create_index("ix_facility_network", "facility", ["authority_id", "network", "micro_network"])
    _tables()
    targets = sa.table("coverage_target", sa.column("category", sa.String), sa.column("needed", sa.Integer))
    op.bulk_insert(targets, [{"category": category, "needed": needed} for category, needed in TARGETS.items()])
    op.execute(QUALIFIED)
    op.execute(POSTED)


QUALIFIED = """
INSERT INTO qualification (membership_id, user_id, cohort_id, course, since)
SELECT m.id, m.user_id, m.cohort_id, c.course, MIN(DATE(p.issued_at))
FROM certificate p JOIN membership m ON m.id = p.membership_id JOIN cohort c ON c.id = m.cohort_id
WHERE p.kind = 'certificate'
  AND NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.certificate_id = p.id AND e.kind IN ('revoked', 'erased'))
GROUP BY m.id, m.user_id, m.cohort_id, c.course
"""
POSTED = """
INSERT INTO posting (key, user_id, facility_id, since, contract, source, at)
SELECT 'r-' || m.id, m.user_id, m.facility_id, DATE(m.added_at), '', 'roster', m.added_at
FROM membership m JOIN user_account u ON u.id = m.user_id
WHERE m.facility_id IS NOT NULL AND m.removed_at IS NULL AND u.erased_at IS NULL
  AND m.id = (SELECT MAX(n.id) FROM membership n WHERE n.user_id = m.user_id AND n.facility_id IS NOT NULL
              AND n.removed_at IS NULL)
"""


def _tables() -> None:
    op.create_table(
        "coverage_target",
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.CheckConstraint("needed BETWEEN 1 AND 500", name="ck_coverage_target_needed"),
        sa.PrimaryKeyConstraint("category", name="pk_coverage_target"),
    )
    op.create_table(
        "coverage_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("partly", sa.Integer(), nullable=False),
        sa.Column("lapsed", sa.Integer(), nullable=False),
        sa.Column("no_data", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("trained", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["health_authority.id"], name="fk_coverage_month_authority_id_health_authority"
        ),
        sa.PrimaryKeyConstraint("month", "authority_id", name="pk_coverage_month"),
    )
    op.create_table(
        "facility_readiness",
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("kit_until", sa.Date(), nullable=True),
        sa.Column("room_until", sa.Date(), nullable=True),
        sa.Column("directory_until", sa.Date(), nullable=True),
        sa.Column("route_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_facility_readiness_facility_id_facility"),
        sa.PrimaryKeyConstraint("facility_id", name="pk_facility_readiness"),
    )
    op.create_table(
        "facility_standing",
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("trained", sa.Integer(), nullable=False),
        sa.Column("trained_before", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("uncovered_on", sa.Date(), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('covered', 'partly', 'lapsed', 'no_data')", name="ck_facility_standing_state"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_facility_standing_facility_id_facility"),
        sa.PrimaryKeyConstraint("facility_id", name="pk_facility_standing"),
    )
    op.create_index("ix_facility_standing_state", "facility_standing", ["state"])
    op.create_index("ix_facility_standing_uncovered_on", "facility_standing", ["uncovered_on"])
    op.create_table(
        "posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("contract", sa.String(length=10), nullable=False),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("contract IN ('appointed', 'cas', 'serums', 'services', '')", name="ck_posting_contract"),
        sa.CheckConstraint("contract_ends_on IS NULL OR contract_ends_on >= since", name="ck_posting_contract_dates"),
        sa.CheckConstraint("until IS NULL OR until >= since", name="ck_posting_dates"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_posting_by_id_user_account"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_posting_facility_id_facility"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_posting_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_posting"),
        sa.UniqueConstraint("key", name="uq_posting_key"),
    )
    op.create_index("ix_posting_facility_id_until", "posting", ["facility_id", "until"])
    op.create_index("ix_posting_user_id_since", "posting", ["user_id", "since"])
    op.create_index(
        "uq_posting_current",
        "posting",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "trainer_licence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=24), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("renews_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("basis IN ('ladder', 'recognised', 'paper')", name="ck_trainer_licence_basis"),
        sa.CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_by_id IS NULL)", name="ck_trainer_licence_withdrawn"),
        sa.CheckConstraint("valid_until >= granted_on", name="ck_trainer_licence_dates"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_trainer_licence_by_id_user_account"),
        sa.ForeignKeyConstraint(["renews_id"], ["trainer_licence.id"], name="fk_trainer_licence_renews_id_trainer_licence"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_trainer_licence_user_id_user_account"),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["user_account.id"], name="fk_trainer_licence_withdrawn_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_trainer_licence"),
        sa.UniqueConstraint("key", name="uq_trainer_licence_key"),
    )
    op.create_index("ix_trainer_licence_user_id_valid_until", "trainer_licence", ["user_id", "valid_until"])
    op.create_table(
        "cohort_yield",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=8), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("certified", sa.Integer(), nullable=False),
        sa.Column("facilities", sa.Integer(), nullable=False),
        sa.Column("exit_mean", sa.Double(), nullable=True),
        sa.Column("practice_mean", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["health_authority.id"], name="fk_cohort_yield_authority_id_health_authority"
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_cohort_yield_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["lead_id"], ["user_account.id"], name="fk_cohort_yield_lead_id_user_account"),
        sa.PrimaryKeyConstraint("cohort_id", name="pk_cohort_yield"),
    )
    op.create_index("ix_cohort_yield_authority_id", "cohort_yield", ["authority_id"])
    op.create_index("ix_cohort_yield_lead_id", "cohort_yield", ["lead_id"])
    op.create_table(
        "descent",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("trained_by_id", sa.Integer(), nullable=True),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(generation = 0) = (trained_by_id IS NULL)", name="ck_descent_generation"),
        sa.CheckConstraint("trained_by_id <> user_id", name="ck_descent_not_herself"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_descent_by_id_user_account"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_descent_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["trained_by_id"], ["user_account.id"], name="fk_descent_trained_by_id_user_account"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_descent_user_id_user_account"),
        sa.PrimaryKeyConstraint("user_id", name="pk_descent"),
    )
    op.create_index("ix_descent_cohort_id", "descent", ["cohort_id"])
    op.create_index("ix_descent_trained_by_id", "descent", ["trained_by_id"])
    op.create_table(
        "qualification",
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=8), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_qualification_cohort_id_cohort"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_qualification_membership_id_membership"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_qualification_user_id_user_account"),
        sa.PrimaryKeyConstraint("membership_id", name="pk_qualification"),
    )
    op.create_index("ix_qualification_cohort_id", "qualification", ["cohort_id"])
    op.create_index("ix_qualification_course_since", "qualification", ["course", "since"])
    op.create_index("ix_qualification_user_id_course", "qualification", ["user_id", "course"])


def downgrade() -> None:
    raise NotImplementedError("who works where and who holds what would be lost: restore a copy of the database instead")
