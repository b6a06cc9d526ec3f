"""At the size of a country: no page of this room reads a large table from its beginning to its end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests import make
from tests.client import Client
from tests.staffing.story import Told, ahead, certified, posting, said, standing
from training.db import db
from training.staffing.beginning import begin_due

LARGE = ("posting", "posting_pending", "posting_withdrawn", "user_account", "qualification", "facility", "facility_standing")


@contextmanager
def plans() -> Iterator[list[str]]:
    """How SQLite carries out each SELECT that runs inside the block."""
    found: list[str] = []
    asking = False

    def note(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        nonlocal asking
        if statement.startswith("SELECT") and not asking:
            asking = True
            another = cursor.connection.cursor()
            rows = another.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            found.extend(f"{row[3]} <- {' '.join(statement.split())[:300]}" for row in rows)
            another.close()
            asking = False

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.one_database
def test_every_page_finds_its_rows_by_an_index(app: Flask, client: Client, told: Told) -> None:
    cohort = make.cohort(told.bea, starts_on=ahead(5), ends_on=ahead(6))
    certified(told.ana, cohort)
    found = posting(told.ana, told.pampa, contract="cas", contract_ends_on=ahead(9))
    said(make.user("Eva", "Luz"), told.pampa)
    standing(told.pampa, ahead(10))
    db.session.commit()
    with plans() as seen:
        client.sign_in(told.ana).get("/mi-establecimiento")
        client.get("/")
        client.post("/mi-establecimiento/sigo", {"seen": found.key})
        bea = Client(app).sign_in(told.bea)
        for path in ("", f"/{found.key}", f"/{found.key}/traslado"):
            bea.get(f"/establecimientos/{told.pampa.code}/personal{path}")
            assert bea.status == 200
        bea.get("/rotacion?plazo=anio")
        begin_due()
    large = "|".join(LARGE)
    whole = [plan for plan in seen if re.match(rf"SCAN ({large})\b(?!.* USING )", plan)]
    assert seen and whole == []
