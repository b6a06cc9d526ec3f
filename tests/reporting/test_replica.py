"""The interface on a host whose PostgreSQL is a copy that only reads: it answers, and says who may not enter."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.reporting.story import facility, stands, token
from training.db import db

READS_ONLY = "&options=-c%20default_transaction_read_only%3Don"


@pytest.mark.one_database("postgresql")
def test_a_copy_that_only_reads_answers_other_systems(
        app: Flask, another_app: Callable[..., Flask], database: str) -> None:
    stands(facility("00000001"))
    key = token()
    db.session.commit()
    asked = another_app(SQLALCHEMY_DATABASE_URI=database + READS_ONLY).test_client(use_cookies=False)
    for given, status in ((key, 200), ("wrong", 401)):
        for _twice in range(2):
            assert asked.get("/api/v1/establecimientos", headers={"Authorization": f"Bearer {given}"}).status_code == status
    assert asked.get("/api/v1/openapi.json").status_code == 200
