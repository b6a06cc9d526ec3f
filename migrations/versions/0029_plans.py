"""Plans of facilities and regions, reviews and visits, supervision forms.

What was seen and what was counted only grows. What a plan said at each revision stays too, but for a name that an erasure
takes out, and for texts whose time is over (the mark of the period has to be there first, as in migration 0019).
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import forbid
from migrations.let_go import guard, same

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

GONE = "(datos borrados)"  # training.forgetting.GONE
STOPPED = (
    "EXISTS (SELECT 1 FROM action_plan p JOIN retention_limit r ON r.name = 'record' "
    "WHERE p.id = {plan} AND COALESCE(p.stopped_at, CASE WHEN p.state = 'draft' THEN p.saved_at END) < r.older_than)"
)
OF_REVIEW = "(SELECT v.plan_id FROM plan_review v WHERE v.id = OLD.review_id)"
REVIEW = ("id", "key", "plan_id", "region_id", "days", "due_on", "state", "done_on", "how", "by_id", "at")
PLACES = ("facility", "authority")
NOTED_ON = "action_plan_noted_on_"
NOTE = "INSERT INTO cohort_change (cohort_id, weight) SELECT DISTINCT cohort_id, 1 FROM {} WHERE cohort_id IS NOT NULL;"


def upgrade() -> None:
    _plans()
    _reviews()
    _seen()
    _guards()
    note = _note_postgresql if op.get_bind().dialect.name == "postgresql" else _note_sqlite
    note()


def _plans() -> None:
    op.create_table(
        "action_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("sheet", sa.String(length=40), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("manual_digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(facility_id IS NULL) <> (authority_id IS NULL)", name="ck_action_plan_place"),
        sa.CheckConstraint("state IN ('draft', 'in_force', 'replaced', 'ended')", name="ck_action_plan_state"),
        sa.CheckConstraint("(state = 'draft') = (starts_on IS NULL)", name="ck_action_plan_starts"),
        sa.CheckConstraint("(state IN ('replaced', 'ended')) = (stopped_at IS NOT NULL)", name="ck_action_plan_stopped"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_action_plan_facility_id_facility"),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["health_authority.id"], name="fk_action_plan_authority_id_health_authority"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["health_authority.id"], name="fk_action_plan_region_id_health_authority"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name="fk_action_plan_cohort_id_cohort"),
        sa.ForeignKeyConstraint(
            ["manual_digest"], ["manual_version.digest"], name="fk_action_plan_manual_digest_manual_version"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_action_plan_created_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_action_plan"),
        sa.UniqueConstraint("key", name="uq_action_plan_key"),
    )
    for place in PLACES:
        for short, state in (("draft", "draft"), ("force", "in_force")):
            where = sa.text(f"state = '{state}'")
            op.create_index(
                f"uq_action_plan_{place}_{short}",
                "action_plan",
                [f"{place}_id", "sheet"],
                unique=True,
                sqlite_where=where,
                postgresql_where=where,
            )
    for columns in (["facility_id"], ["authority_id"], ["cohort_id"], ["state", "saved_at"],
                    ["region_id", "state", "saved_at"]):
        op.create_index(f"ix_action_plan_{'_'.join(columns)}", "action_plan", columns)
    op.create_table(
        "plan_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["action_plan.id"], name="fk_plan_line_plan_id_action_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_line"),
        sa.UniqueConstraint("key", name="uq_plan_line_key"),
    )
    op.create_index("ix_plan_line_plan_id", "plan_line", ["plan_id"])
    op.create_table(
        "plan_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["action_plan.id"], name="fk_plan_edit_plan_id_action_plan"),
        sa.ForeignKeyConstraint(["line_id"], ["plan_line.id"], name="fk_plan_edit_line_id_plan_line"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_plan_edit_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_edit"),
        sa.UniqueConstraint("line_id", "revision", name="uq_plan_edit_line_id_revision"),
    )
    op.create_index("ix_plan_edit_plan_id", "plan_edit", ["plan_id"])
    op.create_index("ix_plan_edit_by_id", "plan_edit", ["by_id"])


def _reviews() -> None:
    op.create_table(
        "plan_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done', 'skipped')", name="ck_plan_review_state"),
        sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="ck_plan_review_done"),
        sa.CheckConstraint("how IN ('phone', 'visit', '')", name="ck_plan_review_how"),
        sa.ForeignKeyConstraint(["plan_id"], ["action_plan.id"], name="fk_plan_review_plan_id_action_plan"),
        sa.ForeignKeyConstraint(["region_id"], ["health_authority.id"], name="fk_plan_review_region_id_health_authority"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_plan_review_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_review"),
        sa.UniqueConstraint("key", name="uq_plan_review_key"),
        sa.UniqueConstraint("plan_id", "days", name="uq_plan_review_plan_id_days"),
    )
    for columns in (["state", "due_on"], ["state", "done_on"], ["region_id", "state", "due_on"], ["by_id"]):
        op.create_index(f"ix_plan_review_{'_'.join(columns)}", "plan_review", columns)
    op.create_table(
        "plan_answer",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.CheckConstraint("state IN ('done', 'under_way', 'not_possible')", name="ck_plan_answer_state"),
        sa.ForeignKeyConstraint(["review_id"], ["plan_review.id"], name="fk_plan_answer_review_id_plan_review"),
        sa.ForeignKeyConstraint(["line_id"], ["plan_line.id"], name="fk_plan_answer_line_id_plan_line"),
        sa.PrimaryKeyConstraint("review_id", "line_id", name="pk_plan_answer"),
    )


def _seen() -> None:
    op.create_table(
        "facility_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.String(length=12), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("sent_key", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("in_order = (until IS NOT NULL)", name="ck_facility_check_until"),
        sa.CheckConstraint("until IS NULL OR until >= seen_on", name="ck_facility_check_dates"),
        sa.CheckConstraint("how IN ('phone', 'visit')", name="ck_facility_check_how"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_facility_check_facility_id_facility"),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_facility_check_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_facility_check"),
        sa.UniqueConstraint("facility_id", "sent_key", "thing", name="uq_facility_check_facility_id_sent_key_thing"),
    )
    op.create_index("ix_facility_check_facility_id_thing_seen_on", "facility_check", ["facility_id", "thing", "seen_on"])
    op.create_index("ix_facility_check_by_id", "facility_check", ["by_id"])
    op.create_table(
        "supervision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("manual_digest", sa.String(length=64), nullable=False),
        sa.Column("sent_key", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_supervision_facility_id_facility"),
        sa.ForeignKeyConstraint(
            ["manual_digest"], ["manual_version.digest"], name="fk_supervision_manual_digest_manual_version"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name="fk_supervision_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_supervision"),
        sa.UniqueConstraint("facility_id", "sent_key", name="uq_supervision_facility_id_sent_key"),
    )
    op.create_index("ix_supervision_facility_id_held_on", "supervision", ["facility_id", "held_on"])
    op.create_index("ix_supervision_by_id", "supervision", ["by_id"])
    op.create_table(
        "supervision_figure",
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.CheckConstraint("part >= 0 AND part <= whole", name="ck_supervision_figure_share"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_supervision_figure_facility_id_facility"),
        sa.PrimaryKeyConstraint("facility_id", "indicator", name="pk_supervision_figure"),
    )
    op.create_index("ix_supervision_figure_indicator_held_on", "supervision_figure", ["indicator", "held_on"])


def _guards() -> None:
    redacts = f"NEW.{{}} LIKE '%{GONE}%'"
    forbid("facility_check")
    forbid("supervision")
    long_gone = STOPPED.format(plan="OLD.plan_id")
    edit = same(("id", "plan_id", "line_id", "revision", "removed", "by_id", "at"))
    guard("plan_edit", "UPDATE", f"{edit} AND ({redacts.format('cells')} OR (NEW.cells = '{{}}' AND {long_gone}))")
    guard("plan_edit", "DELETE")
    guard(
        "plan_review",
        "UPDATE",
        f"OLD.state = 'open' OR ({same(REVIEW)} AND ({redacts.format('note')} OR (NEW.note = '' AND {long_gone})))",
    )
    guard("plan_review", "DELETE")
    under_way = "EXISTS (SELECT 1 FROM plan_review v WHERE v.id = OLD.review_id AND v.state = 'open')"
    guard(
        "plan_answer",
        "UPDATE",
        f"{under_way} OR ({same(('review_id', 'line_id', 'state'))} AND ({redacts.format('note')} "
        f"OR (NEW.note = '' AND {STOPPED.format(plan=OF_REVIEW)})))",
    )
    guard("plan_answer", "DELETE", under_way)


def _note_postgresql() -> None:
    """How many facilities left a workshop with a plan stands on its kept pages, see migration 0022."""
    both = "(SELECT cohort_id FROM went UNION SELECT cohort_id FROM came) t"
    tables = {
        "insert": ("NEW TABLE AS came", "came"),
        "delete": ("OLD TABLE AS went", "went"),
        "update": ("OLD TABLE AS went NEW TABLE AS came", both),
    }
    for act, (names, rows) in tables.items():
        name = f"{NOTED_ON}{act}"
        note = NOTE.format(rows)
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {note} RETURN NULL; END $$ LANGUAGE plpgsql")
        op.execute(
            f"CREATE TRIGGER {name} AFTER {act.upper()} ON action_plan REFERENCING {names} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION {name}()"
        )


def _note_sqlite() -> None:
    rows = {
        "insert": "(SELECT NEW.cohort_id AS cohort_id)",
        "delete": "(SELECT OLD.cohort_id AS cohort_id)",
        "update": "(SELECT OLD.cohort_id AS cohort_id UNION SELECT NEW.cohort_id)",
    }
    for act, row in rows.items():
        note = NOTE.format(row)
        op.execute(f"CREATE TRIGGER {NOTED_ON}{act} AFTER {act.upper()} ON action_plan BEGIN {note} END")


def downgrade() -> None:
    raise NotImplementedError("plans and what was seen would be lost: restore a copy of the database instead")
