"""Two papers: constancia and certificate, each once per person, each with folios of its own.

What was issued before is a certificate. SQLite cannot drop a constraint, so there the tables are made anew with the same
rows; their triggers go with the old ones and are made again. There is no CHECK on the kind: a third paper is coming.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("folio_counter") as counter:
        counter.drop_constraint("pk_folio_counter", type_="primary")
        counter.add_column(_kind())
        counter.create_primary_key("pk_folio_counter", ["year", "kind"])
    with _files_aside():
        with op.batch_alter_table("certificate") as certificate:
            certificate.add_column(_kind())
            certificate.drop_constraint("uq_certificate_membership_id", type_="unique")
            certificate.create_unique_constraint("uq_certificate_membership_id_kind", ["membership_id", "kind"])
        _say_the_kind("certificate")
    with op.batch_alter_table("print_file") as print_file:
        print_file.add_column(_kind())
    _say_the_kind("print_file")
    _say_the_kind("folio_counter")
    if _sqlite():
        forbid("certificate")
        forbid("print_file")


def downgrade() -> None:
    raise NotImplementedError("constancias would be lost: restore a copy of the database instead")


def _sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")


def _kind() -> sa.Column[str]:
    return sa.Column("kind", sa.String(length=12), nullable=False, server_default="certificate")


def _say_the_kind(table: str) -> None:
    """The default was for the rows that were there; from now on who writes says the kind."""
    with op.batch_alter_table(table) as changed:
        changed.alter_column("kind", existing_type=sa.String(length=12), server_default=None)


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
