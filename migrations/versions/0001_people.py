"""People, places and the record of privileged acts."""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid
from training.places.seed import DEPARTMENTS, health_authorities

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

departments = sa.table(
    "department", sa.column("code", sa.String), sa.column("name", sa.String), sa.column("iso", sa.String)
)
authorities = sa.table(
    "health_authority",
    sa.column("code", sa.String),
    sa.column("name", sa.String),
    sa.column("department_code", sa.String),
)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_act", "audit_entry", ["act"])
    op.create_index("ix_audit_entry_actor_id", "audit_entry", ["actor_id"])
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"])
    op.create_table(
        "department",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("iso", sa.String(length=6), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_department"),
        sa.UniqueConstraint("iso", name="uq_department_iso"),
        sa.UniqueConstraint("name", name="uq_department_name"),
    )
    op.create_table(
        "throttle",
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("bucket", name="pk_throttle"),
    )
    op.create_table(
        "health_authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("department_code", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_code"], ["department.code"], name="fk_health_authority_department_code_department"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_health_authority"),
        sa.UniqueConstraint("code", name="uq_health_authority_code"),
        sa.UniqueConstraint("name", name="uq_health_authority_name"),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("document_type", sa.String(length=8), nullable=False),
        sa.Column("document", sa.String(length=12), nullable=False),
        sa.Column("given_names", sa.String(length=80), nullable=False),
        sa.Column("surnames", sa.String(length=80), nullable=False),
        sa.Column("profession", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=160), nullable=True),
        sa.Column("password_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(length=200), nullable=True),
        sa.Column("totp_last_used", sa.Integer(), nullable=True),
        sa.Column("consent_version", sa.String(length=20), nullable=True),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("document_type IN ('dni', 'ce', 'passport')", name="ck_user_account_document_type"),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["health_authority.id"], name="fk_user_account_authority_id_health_authority"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_user_account_created_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("document_type", "document", name="uq_user_account_document_type_document"),
        sa.UniqueConstraint("key", name="uq_user_account_key"),
    )
    op.create_index("ix_user_account_authority_id", "user_account", ["authority_id"])
    op.create_index("ix_user_account_is_demo", "user_account", ["is_demo"])
    op.create_table(
        "access_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_owner_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length IN (8, 10)", name="ck_access_code_length"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_access_code_created_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_access_code_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_access_code"),
    )
    op.create_index("ix_access_code_user_id", "access_code", ["user_id"])
    op.create_table(
        "parked_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_parked_form_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_parked_form"),
        sa.UniqueConstraint("ticket_hash", name="uq_parked_form_ticket_hash"),
    )
    op.create_index("ix_parked_form_user_id", "parked_form", ["user_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_recovery_code_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
    )
    op.create_index("ix_recovery_code_user_id", "recovery_code", ["user_id"])
    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["access_code.id"], name="fk_user_session_code_id_access_code"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_user_session_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_user_session"),
        sa.UniqueConstraint("token_hash", name="uq_user_session_token_hash"),
    )
    op.create_index("ix_user_session_user_id", "user_session", ["user_id"])
    op.bulk_insert(departments, [{"code": code, "name": name, "iso": iso} for code, name, iso in DEPARTMENTS])
    op.bulk_insert(
        authorities,
        [
            {"code": code, "name": name, "department_code": department}
            for code, name, department in health_authorities()
        ],
    )
    forbid("audit_entry")


def downgrade() -> None:
    op.drop_table("user_session")
    op.drop_table("recovery_code")
    op.drop_table("parked_form")
    op.drop_table("access_code")
    op.drop_table("user_account")
    op.drop_table("health_authority")
    op.drop_table("throttle")
    op.drop_table("department")
    op.drop_table("audit_entry")
