"""Corrections: who asked to revoke a paper and who decided; why a paper was corrected; files that may not be given out.

Why something was corrected or revoked may name people, so those words can be thrown away, and only after the register has
said that the paper was erased. Who asked, who decided and when stays for ever.
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid, freeze_when

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _requests()
    _words()
    op.create_table(
        "withdrawn_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name="pk_withdrawn_file"),
    )
    forbid("withdrawn_file", update=False)


def _requests() -> None:
    op.create_table(
        "revocation_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(approved IS NULL) = (decided_at IS NULL) AND (approved IS NULL) = (decided_by_id IS NULL)",
                           name="ck_revocation_request_decided"),
        sa.CheckConstraint("approved IS NULL OR NOT approved OR decided_by_id <> asked_by_id",
                           name="ck_revocation_request_second_approver"),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"],
                                name="fk_revocation_request_certificate_id_certificate"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name="fk_revocation_request_asked_by_id_user_account"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"],
                                name="fk_revocation_request_decided_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_revocation_request"),
        sa.UniqueConstraint("key", name="uq_revocation_request_key"),
    )
    op.create_index("ix_revocation_request_open", "revocation_request", ["certificate_id"], unique=True,
                    sqlite_where=sa.text("decided_at IS NULL"), postgresql_where=sa.text("decided_at IS NULL"))
    op.create_index("ix_revocation_request_certificate_id", "revocation_request", ["certificate_id"])
    forbid("revocation_request", update=False)
    freeze_when("revocation_request", "OLD.decided_at IS NOT NULL")


def _words() -> None:
    op.create_table(
        "paper_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name="fk_paper_words_certificate_id_certificate"),
        sa.ForeignKeyConstraint(["request_id"], ["revocation_request.id"],
                                name="fk_paper_words_request_id_revocation_request"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_paper_words_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_paper_words"),
    )
    op.create_index("ix_paper_words_certificate_id", "paper_words", ["certificate_id"])
    forbid("paper_words", delete=False)
    refusal = "paper_words go only after an entry of the register"
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE TRIGGER paper_words_stay BEFORE DELETE ON paper_words WHEN NOT EXISTS "
                   "(SELECT 1 FROM register_entry WHERE certificate_id = OLD.certificate_id AND kind = 'erased') "
                   f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END")
        return
    op.execute("CREATE TRIGGER paper_words_stay BEFORE DELETE ON paper_words "
               "FOR EACH ROW EXECUTE FUNCTION refuse_unsaid_erasure()")


def downgrade() -> None:
    raise NotImplementedError("who revoked what would be lost: restore a copy of the database instead")
