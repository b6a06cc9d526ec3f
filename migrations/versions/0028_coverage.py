"""Coverage: its tables came with 0023, and its pages read along the indexes that are there."""

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
