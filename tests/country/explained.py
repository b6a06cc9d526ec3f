"""How many rows PostgreSQL reads for each statement of a page, told by the database itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from training.db import db

Said = tuple[str, Any]  # a statement as the driver gets it, and its parameters


@contextmanager
def asked() -> Iterator[list[Said]]:
    """The SELECTs inside the block. Needs the app's context."""
    found: list[Said] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")) and "FOR UPDATE" not in statement:
            found.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def most_rows(app: Flask, statements: list[Said]) -> tuple[int, str]:
    """The rows read by the statement that reads most, and it. Indexes are used wherever there are any: in a small table
    the planner would rather read all of it, and here it is asked what a large one would cost."""
    found = (0, "")
    with db.engine.connect() as connection:
        connection.execute(text("SET enable_seqscan = off"))
        connection.execute(text("SET random_page_cost = 1.1"))  # as docs/scale.md asks for
        for statement, parameters in statements:
            plan = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", parameters).scalar()
            rows = _read((plan if isinstance(plan, list) else json.loads(str(plan)))[0]["Plan"])
            found = max(found, (rows, " ".join(statement.split())))
        connection.rollback()
    return found


def _read(node: dict[str, Any]) -> int:
    """Rows that left a scan, and those that it read for nothing, in all its loops."""
    own = 0
    if "Scan" in node["Node Type"] and node["Node Type"] not in ("Bitmap Index Scan", "Subquery Scan", "CTE Scan"):
        thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        own = int((node["Actual Rows"] + thrown) * node["Actual Loops"])
    return own + sum(_read(one) for one in node.get("Plans", ()))
