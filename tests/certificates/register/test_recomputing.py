"""Many papers are computed anew in a process of their own, and it finds what one process finds."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import text

from certificates.issuing import recomputing
from certificates.register.queries import one_instant
from certificates.register.verify import verify
from tests import make
from tests.certificates.story import cohort_of, issued
from training.db import db


@pytest.fixture
def papers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Sequence[int]:
    """Three papers, as many as call for a process of their own."""
    monkeypatch.setattr(recomputing, "ALONE", 0)
    found = [one.id for one in issued(cohort_of(make.bea()))]
    db.session.commit()
    return found


def test_what_is_whole_is_found_whole(papers: Sequence[int]) -> None:
    found = verify()
    assert found.problems == [] and found.counts["issued"] == len(papers)


def test_what_was_altered_is_found(papers: Sequence[int]) -> None:
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        for name in db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'cert%'")):
            db.session.execute(text(f"DROP TRIGGER {name}"))
    db.session.execute(text("UPDATE certificate_particulars SET evidence = salt WHERE certificate_id = :one"), {"one": papers[1]})
    db.session.commit()
    assert len(verify().problems) == 1 and "evidencia" in verify().problems[0]


def test_a_process_that_dies_is_done_without(papers: Sequence[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recomputing, "_send", _nobody)
    assert verify().problems == []


def _nobody(*_: object) -> None:
    """It ends before it has sent anything."""


@pytest.mark.one_database("sqlite")
@pytest.mark.usefixtures("papers")
def test_who_wants_to_write_meanwhile_waits_for_it_and_not_it_for_her() -> None:
    """A writer who waits for readers to leave lets no new one in: such a reader must not be part of what she waits for."""
    file = str(db.engine.url.database)
    wrote = Event()

    def write() -> None:
        with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE register_head SET size = size")
            waits.set()
            other.execute("COMMIT")
        wrote.set()

    db.session.commit()
    waits, writer = Event(), Thread(target=write)
    with one_instant() as connection:
        asked = recomputing.Recomputing(connection)
        writer.start()
        assert waits.wait(10)
        assert len(list(asked.found())) == 3 and asked._whole and not wrote.is_set()
    writer.join()
    assert wrote.is_set()
