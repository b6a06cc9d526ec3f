"""Indexes for a country: what its pages ask for, without reading 300,000 accounts or 12,000 cohorts.

Names are searched by parts of words. On PostgreSQL that takes its extension pg_trgm, which whoever owns the database may
switch on; where that is refused the search reads every account, as on SQLite, where a region has 20,000. It lies in a schema
of its own: a restore sets ``public`` aside, and the extension must not go with it.
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import INSTALL

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

STAFF = "(is_admin OR authority_id IS NOT NULL) AND erased_at IS NULL"
INDEXES = {  # name → table, columns, of which rows
    "ix_user_account_admin": ("user_account", ["id"], "is_admin"),
    "ix_user_account_staff": ("user_account", ["surnames", "given_names", "id"], STAFF),
    "ix_user_account_document": ("user_account", ["document"], None),
    "ix_cohort_starts_on_id": ("cohort", ["starts_on", "id"], None),
    "ix_cohort_authority_id_starts_on_id": ("cohort", ["authority_id", "starts_on", "id"], None),
    "ix_cohort_open": ("cohort", ["starts_on", "id"], "closed_at IS NULL"),
    "ix_cohort_ends_on": ("cohort", ["ends_on"], None),
    "ix_membership_facility_id": ("membership", ["facility_id"], None),
    "ix_follow_up_due_on": ("follow_up", ["due_on"], "done_at IS NULL"),
    "ix_certificate_file_drawn_at": ("certificate_file", ["drawn_at"], None),
}
IN_SMALL = "translate(lower({}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')"  # as training/accounts/plain.py asks for it
NAMES = {"ix_user_account_given_parts": "given_names", "ix_user_account_surname_parts": "surnames"}


def upgrade() -> None:
    for name, (table, columns, of) in INDEXES.items():
        where = sa.text(of) if of else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    if op.get_bind().dialect.name == "postgresql" and _may_search_parts():
        for name, column in NAMES.items():
            op.execute(f"CREATE INDEX {name} ON user_account USING gin (({IN_SMALL.format(column)}) parts.gin_trgm_ops)")


def _may_search_parts() -> bool:
    """Whether pg_trgm is there now."""
    op.execute("SAVEPOINT parts")
    try:
        for statement in INSTALL:
            op.execute(statement)
    except sa.exc.DBAPIError:
        op.execute("ROLLBACK TO SAVEPOINT parts")
        return False
    op.execute("RELEASE SAVEPOINT parts")
    return True


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in NAMES:
            op.execute(f"DROP INDEX IF EXISTS {name}")
    for name, (table, _columns, _of) in INDEXES.items():
        op.drop_index(name, table)
