"""Triggers that make the database itself refuse to change or delete a row, on SQLite and on PostgreSQL."""

from alembic import op


def forbid(table: str, *, update: bool = True, delete: bool = True) -> None:
    """From now on ``table`` only grows (or loses only its UPDATE or DELETE)."""
    acts = [act for act, wanted in (("UPDATE", update), ("DELETE", delete)) if wanted]
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
            BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END
            $$ LANGUAGE plpgsql""")
        op.execute(f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(acts)} ON {table} "
                   "FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        return
    for act in acts:
        op.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                   f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")


def freeze_when(table: str, condition: str) -> None:
    """From now on a row of ``table`` for which ``condition`` holds (over OLD) cannot be changed."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW "
                   f"WHEN ({condition}) EXECUTE FUNCTION refuse_change()")
        return
    op.execute(f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {condition} "
               f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END")
