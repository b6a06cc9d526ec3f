"""Many papers are computed anew in a process of their own, and it finds what one process finds."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import text

from certificates.issuing import recomputing
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
