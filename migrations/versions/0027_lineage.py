"""Lineage: its tables came with 0023.

What came of older cohorts, and who descends from whom, is written by the worker in its first night, or at once by
`flask lineage recount`: which course trains trainers stands in the manual, not in the database.
"""

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
