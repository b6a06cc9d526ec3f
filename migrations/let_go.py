"""Guards that let a row go, or a column of it be emptied, only under a condition that stands in the database itself.

They replace those of ``append_only`` where a person's erasure or a retention period must be able to take something away.
The condition is SQL over ``OLD`` (and ``NEW``) and may ask other tables; anything but true refuses.
"""

from alembic import op


def guard(table: str, act: str, allowed: str = "FALSE") -> None:
    """From now on ``act`` (DELETE or UPDATE) on a row of ``table`` is refused unless ``allowed``."""
    name, said = f"{table}_{act.lower()}_kept", f"{table} is {'append-only' if allowed == 'FALSE' else 'kept'}"
    if op.get_bind().dialect.name == "postgresql":  # whose WHEN may not ask other tables
        op.execute(f"""CREATE FUNCTION {name}() RETURNS trigger AS $$
            BEGIN
                IF ({allowed}) IS NOT TRUE THEN
                    RAISE EXCEPTION '{said}' USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN {'OLD' if act == 'DELETE' else 'NEW'};
            END $$ LANGUAGE plpgsql""")
        op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        return
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN ({allowed}) IS NOT TRUE "
               f"BEGIN SELECT RAISE(ABORT, '{said}'); END")


def drop_append_only(table: str) -> None:
    """Take away what ``append_only.forbid`` made."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{act}")


def drop_frozen(table: str) -> None:
    """Take away what ``append_only.freeze_when`` made."""
    op.execute(f"DROP TRIGGER {table}_frozen" + (f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""))


def same(columns: tuple[str, ...]) -> str:
    """The condition that an UPDATE leaves these columns as they are."""
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" if op.get_bind().dialect.name == "postgresql"
                        else f"NEW.{column} IS OLD.{column}" for column in columns)
