"""The register; and what a paper says moves out of its row, so that an erasure can take it away without touching the rest.

SQLite cannot drop a constraint, so there the table of certificates is made anew with the same rows; its triggers go with
the old one and are made again. Every paper that was issued before enters the register now, in the order of issue.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from certificates.paper.snapshot import from_bytes
from certificates.register import chain, merkle
from migrations.append_only import forbid

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_the_register()
    with _files_aside():
        _make_particulars()
        _change_certificates()
        _point_to_certificates()
    if _sqlite():
        forbid("certificate")
    forbid("certificate_particulars", delete=False)
    _delete_only_what_was_erased()
    _enter_what_was_issued()
    forbid("register_entry")
    forbid("register_checkpoint")


def downgrade() -> None:
    raise NotImplementedError("the register would be lost: restore a copy of the database instead")


def _sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")


def _make_the_register() -> None:
    op.create_table(
        "register_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *([sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"],
                                   name="fk_register_entry_certificate_id_certificate")] if _sqlite() else []),
        sa.PrimaryKeyConstraint("seq", name="pk_register_entry"),
    )
    op.create_index("ix_register_entry_certificate_id", "register_entry", ["certificate_id"])
    op.create_table(
        "register_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("last", sa.String(length=64), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_head"),
    )
    op.create_table(
        "register_checkpoint",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_register_checkpoint"),
    )


def _make_particulars() -> None:
    op.create_table(
        "certificate_particulars",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("claim", sa.String(length=260), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=True),
        *([sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"],
                                   name="fk_certificate_particulars_certificate_id_certificate")] if _sqlite() else []),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_certificate_particulars"),
    )


def _change_certificates() -> None:
    op.execute("CREATE TABLE said AS SELECT id, salt, snapshot, claim FROM certificate")
    for table in ("folio_counter", "print_file"):
        if not _sqlite():  # SQLite holds no text to its length
            op.alter_column(table, "kind", type_=sa.String(length=15))
    with op.batch_alter_table("certificate") as certificate:
        certificate.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="1"))
        certificate.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        certificate.add_column(sa.Column("renews_id", sa.Integer(), nullable=True))
        certificate.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        certificate.alter_column("kind", existing_type=sa.String(length=12), type_=sa.String(length=15))
        for gone in ("salt", "snapshot", "claim"):
            certificate.drop_column(gone)
        certificate.drop_constraint("uq_certificate_membership_id_kind", type_="unique")
        certificate.create_unique_constraint("uq_certificate_membership_id_kind_turn", ["membership_id", "kind", "turn"])
        for link in ("replaces_id", "renews_id"):
            certificate.create_foreign_key(f"fk_certificate_{link}_certificate", "certificate", [link], ["id"])
            certificate.create_index(f"ix_certificate_{link}", [link])
    with op.batch_alter_table("certificate") as certificate:
        certificate.alter_column("turn", existing_type=sa.Integer(), server_default=None)


def _point_to_certificates() -> None:
    """Rows and, where the table was not made anew, the links to it."""
    op.execute("INSERT INTO certificate_particulars (certificate_id, salt, snapshot, claim) "
               "SELECT id, salt, snapshot, claim FROM said")
    op.drop_table("said")
    if not _sqlite():
        for table in ("register_entry", "certificate_particulars"):
            op.create_foreign_key(f"fk_{table}_certificate_id_certificate", table, "certificate", ["certificate_id"], ["id"])


@contextmanager
def _files_aside() -> Iterator[None]:
    """While SQLite makes the table of certificates anew, nothing may point to it."""
    if not _sqlite():
        yield
        return
    op.execute("CREATE TABLE kept_file AS SELECT * FROM certificate_file")
    op.drop_table("certificate_file")
    yield
    op.create_table(
        "certificate_file",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name="fk_certificate_file_certificate_id_certificate"),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_certificate_file"),
    )
    op.execute("INSERT INTO certificate_file (certificate_id, sha256, size, drawn_at) "
               "SELECT certificate_id, sha256, size, drawn_at FROM kept_file")
    op.drop_table("kept_file")
    forbid("certificate_file")


def _delete_only_what_was_erased() -> None:
    """What a paper says goes only when the register has said that it went."""
    if _sqlite():
        op.execute("CREATE TRIGGER certificate_particulars_stay BEFORE DELETE ON certificate_particulars WHEN NOT EXISTS "
                   "(SELECT 1 FROM register_entry WHERE certificate_id = OLD.certificate_id AND kind = 'erased') "
                   "BEGIN SELECT RAISE(ABORT, 'certificate_particulars go only after an entry of the register'); END")
        return
    op.execute("""CREATE FUNCTION refuse_unsaid_erasure() RETURNS trigger AS $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM register_entry WHERE certificate_id = OLD.certificate_id AND kind = 'erased') THEN
                RAISE EXCEPTION 'certificate_particulars go only after an entry of the register'
                      USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN OLD;
        END $$ LANGUAGE plpgsql""")
    op.execute("CREATE TRIGGER certificate_particulars_stay BEFORE DELETE ON certificate_particulars "
               "FOR EACH ROW EXECUTE FUNCTION refuse_unsaid_erasure()")


def _enter_what_was_issued() -> None:
    bind, at = op.get_bind(), datetime.now(UTC).replace(microsecond=0)
    size, last, frontier = 0, chain.BEGINNING, ()
    rows = bind.execute(sa.text("SELECT c.id, c.commitment, p.snapshot FROM certificate c "
                                "JOIN certificate_particulars p ON p.certificate_id = c.id ORDER BY c.id")).all()
    entries = sa.table("register_entry", sa.column("seq"), sa.column("kind"), sa.column("body", sa.LargeBinary),
                       sa.column("certificate_id"), sa.column("at", sa.DateTime(timezone=True)))
    for number, commitment, snapshot in rows:
        said = from_bytes(bytes(snapshot))
        body = chain.canonical(chain.Entry(
            seq=size + 1, at=f"{at:%Y-%m-%dT%H:%M:%SZ}", kind=chain.ISSUED, prev=last, folio=said.folio, paper=said.paper,
            course=said.course_slug, version=said.content_version, half_hours=said.half_hours,
            issued_on=said.issued_on.isoformat(), commitment=commitment))
        bind.execute(entries.insert().values(seq=size + 1, kind=chain.ISSUED, body=body, certificate_id=number, at=at))
        frontier = merkle.grown(frontier, size, merkle.leaf(body))
        size, last = size + 1, chain.hash_of(body)
    head = sa.table("register_head", sa.column("id"), sa.column("size"), sa.column("last"),
                    sa.column("frontier", sa.LargeBinary))
    bind.execute(head.insert().values(id=1, size=size, last=last, frontier=b"".join(frontier)))
