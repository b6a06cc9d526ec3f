"""Corrections: who asked to revoke a paper and who decided; why a paper was corrected; files that may not be given out.

Why something was corrected or revoked may name people, so those words can be thrown away, and only after the register has
said that the paper was erased; where they name somebody else who is erased, the mark of that is put. Who asked, who
decided and when stays for ever.
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid, freeze_when
from migrations.let_go import guard, same

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

GONE = "(datos borrados)"  # what stands where a name stood: training.forgetting.GONE


def upgrade() -> None:
    _requests()
    _words()
    op.create_table(
        "withdrawn_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_withdrawn_file"),
    )


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
    same_but_words = same(("id", "certificate_id", "request_id", "act", "by_id", "at"))
    guard("paper_words", "UPDATE", f"NEW.words LIKE '%{GONE}%' AND {same_but_words}")
    guard("paper_words", "DELETE", "EXISTS (SELECT 1 FROM register_entry e WHERE e.certificate_id = OLD.certificate_id "
                                   "AND e.kind = 'erased')")


def downgrade() -> None:
    raise NotImplementedError("who revoked what would be lost: restore a copy of the database instead")
