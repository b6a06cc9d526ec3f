"""What the database notes of itself: that something of a cohort changed. And photos of a sheet that are withdrawn.

Pages of a workshop are kept while the sum of a cohort's notes stays the same (training/progress/kept.py). The triggers
write them, so that no program, shell or later version can change a fact and forget to. A note is a row of its own and not
a counter: a counter would be one lock for a room in which forty people save at once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# The column of a table that leads to its cohort, and how.
OF_MEMBER = "membership_id", "SELECT DISTINCT one.cohort_id FROM {rows} JOIN membership one ON one.id = t.membership_id"
OF_HALF_DAY = "half_day_id", "SELECT DISTINCT one.cohort_id FROM {rows} JOIN half_day one ON one.id = t.half_day_id"
OF_SHEET = "sheet_id", ("SELECT DISTINCT one.cohort_id FROM {rows} JOIN test_sheet paper ON paper.id = t.sheet_id "
                        "JOIN membership one ON one.id = paper.membership_id")
OF_ACT = "act_id", "SELECT DISTINCT one.cohort_id FROM {rows} JOIN closing_act one ON one.id = t.act_id"
OF_PAPER = "certificate_id", "SELECT DISTINCT one.cohort_id FROM {rows} JOIN certificate one ON one.id = t.certificate_id"
ITS_OWN = "cohort_id", "SELECT DISTINCT t.cohort_id FROM {rows}"
ITSELF = "id", "SELECT DISTINCT t.id FROM {rows}"
NOTE = "INSERT INTO cohort_change (cohort_id, weight) SELECT q.*, 1 FROM ({}) q;"
BOTH = "(SELECT {column} FROM went UNION SELECT {column} FROM came) t"  # where a statement is watched
ROW = "(SELECT OLD.{column} AS {column} UNION SELECT NEW.{column}) t"  # where a row is
WATCHED = {
    "cohort": ITSELF, "cohort_trainer": ITS_OWN, "membership": ITS_OWN, "workshop": ITS_OWN, "half_day": ITS_OWN,
    "block": OF_HALF_DAY, "agenda_step": OF_HALF_DAY, "sheet_photo": OF_HALF_DAY, "attendance_mark": OF_MEMBER,
    "attendance_change": OF_MEMBER, "observation": OF_MEMBER, "coaching": OF_MEMBER, "name_confirmation": OF_MEMBER,
    "test_sheet": OF_MEMBER, "test_sheet_change": OF_SHEET, "voided_question": ITS_OWN, "achievement": OF_MEMBER,
    "standing": OF_MEMBER, "closing_act": ITS_OWN, "workshop_report": OF_ACT, "follow_up": ITS_OWN,
    "certificate": ITS_OWN, "register_entry": OF_PAPER,
}
# What is written all the time and says nothing on those pages: that a module was open, an answer saved on a phone.
ONLY_WHEN = {
    "standing": "OLD.read_at IS DISTINCT FROM NEW.read_at OR OLD.passed_at IS DISTINCT FROM NEW.passed_at",
    "test_sheet": "NOT (OLD.source = 'phone' AND NEW.source = 'phone' AND OLD.handed_in_at IS NULL "
                  "AND NEW.handed_in_at IS NULL AND OLD.undone_at IS NULL AND NEW.undone_at IS NULL)",
    "user_account": " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in (
        "given_names", "surnames", "document_type", "document", "profession", "is_admin", "authority_id", "disabled_at")),
}


def upgrade() -> None:
    op.create_table(
        "cohort_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight > 0", name="ck_cohort_change_weight"),
        sa.PrimaryKeyConstraint("id", name="pk_cohort_change"),
    )
    op.create_index("ix_cohort_change_cohort_id_weight", "cohort_change", ["cohort_id", "weight"])
    note = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    for table, (column, cohorts) in WATCHED.items():
        note(table, column, cohorts)
    _names()
    op.add_column("sheet_photo", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sheet_photo", sa.Column("withdrawn_by_id", sa.Integer(), nullable=True))
    op.add_column("sheet_photo", sa.Column("why", sa.String(length=400), nullable=False, server_default=""))


def _postgresql(table: str, column: str, cohorts: str) -> None:
    """One note a statement, whatever the number of its rows; on each row where a condition compares old and new."""
    rows = {"INSERT": "NEW TABLE AS came", "DELETE": "OLD TABLE AS went", "UPDATE": "OLD TABLE AS went NEW TABLE AS came"}
    for act, tables in rows.items():
        name, each = f"{table}_noted_on_{act.lower()}", act == "UPDATE" and table in ONLY_WHEN
        shown = {"INSERT": "came t", "DELETE": "went t", "UPDATE": ROW if each else BOTH}[act].format(column=column)
        body = "BEGIN " + NOTE.format(cohorts.format(rows=shown)) + " RETURN NULL; END"
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger AS $$ {body} $$ LANGUAGE plpgsql")
        when = f"FOR EACH ROW WHEN ({ONLY_WHEN[table]})" if each else f"REFERENCING {tables} FOR EACH STATEMENT"
        op.execute(f"CREATE TRIGGER {name} AFTER {act} ON {table} {when} EXECUTE FUNCTION {name}()")


def _sqlite(table: str, column: str, cohorts: str) -> None:
    """A note for each row: SQLite has no triggers on statements."""
    for act, row in (("INSERT", ROW.replace("OLD", "NEW")), ("DELETE", ROW.replace("NEW", "OLD")), ("UPDATE", ROW)):
        note = NOTE.format(cohorts.format(rows=row.format(column=column)))
        when = f"WHEN {_in_sqlite(ONLY_WHEN[table])}" if act == "UPDATE" and table in ONLY_WHEN else ""
        op.execute(f"CREATE TRIGGER {table}_noted_on_{act.lower()} AFTER {act} ON {table} {when} BEGIN {note} END")


def _in_sqlite(condition: str) -> str:
    return condition.replace("IS DISTINCT FROM", "IS NOT")


def _names() -> None:
    """Whose name it was may stand on any page: who marked, who observed, who closed."""
    when, name = ONLY_WHEN["user_account"], "user_account_noted_on_update"
    insert = "INSERT INTO cohort_change (cohort_id, weight) VALUES (0, 1);"  # of any cohort
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {insert} RETURN NULL; END $$ LANGUAGE plpgsql")
        op.execute(f"CREATE TRIGGER {name} AFTER UPDATE ON user_account FOR EACH ROW WHEN ({when}) "
                   f"EXECUTE FUNCTION {name}()")
        return
    op.execute(f"CREATE TRIGGER {name} AFTER UPDATE ON user_account WHEN {_in_sqlite(when)} BEGIN {insert} END")


def downgrade() -> None:
    for table in (*WATCHED, "user_account"):
        for act in ("insert", "update", "delete") if table in WATCHED else ("update",):
            name = f"{table}_noted_on_{act}"
            op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""))
            if op.get_bind().dialect.name == "postgresql":
                op.execute(f"DROP FUNCTION {name}()")
    for column in ("why", "withdrawn_by_id", "withdrawn_at"):
        op.drop_column("sheet_photo", column)
    op.drop_table("cohort_change")
