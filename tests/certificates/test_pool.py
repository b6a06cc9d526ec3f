"""Sheets are drawn on several cores; whatever happens to a helper, the sheet comes out the same."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from certificates.issuing import drawing
from certificates.issuing.models import CertificateFile
from certificates.issuing.pool import Pool
from certificates.paper import claim
from certificates.press import pdf
from certificates.press.sheet import Sheet
from tests import make
from tests.certificates.examples import KEY, LONG, NORMAL
from tests.certificates.story import cohort_of, issued, work_through
from training.db import db

pytestmark = pytest.mark.one_database  # what is tested are processes
SHEETS = {name: Sheet(said, claim.address(said, KEY)) for name, said in (("one", NORMAL), ("two", LONG))}


@pytest.fixture
def pool(app: Flask) -> Iterator[Pool]:
    app.config["DRAWING_PROCESSES"] = 2
    made = Pool()
    yield made
    made.close()


def helpers() -> list[int]:
    """The processes that draw for this one."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (folder / "stat").exists():
            after = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(after[1]) == os.getpid() and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def test_what_others_draw_is_what_we_would_draw(pool: Pool) -> None:
    pool.begin(SHEETS)
    assert len(helpers()) == 2
    assert {name: pool.take(name, sheet) for name, sheet in SHEETS.items()} == {
        name: pdf.draw(sheet) for name, sheet in SHEETS.items()}
    pool.close()
    assert helpers() == []


def test_a_sheet_that_nobody_began_is_drawn_here(pool: Pool) -> None:
    assert pool.take("one", SHEETS["one"]) == pdf.draw(SHEETS["one"])
    assert helpers() == []


def test_killed_helpers_cost_nothing_but_time(pool: Pool) -> None:
    pool.begin(SHEETS)
    for number in helpers():
        os.kill(number, signal.SIGKILL)
    assert pool.take("one", SHEETS["one"]) == pdf.draw(SHEETS["one"])
    pool.begin(SHEETS)
    assert pool.take("two", SHEETS["two"]) == pdf.draw(SHEETS["two"])


def test_one_process_means_none_beside_the_worker(pool: Pool, app: Flask) -> None:
    app.config["DRAWING_PROCESSES"] = 1
    pool.begin(SHEETS)
    assert helpers() == []


def test_the_job_begins_ahead_and_leaves_no_process(app: Flask) -> None:
    app.config["DRAWING_PROCESSES"] = 2
    cohort = cohort_of(make.bea())
    made = issued(cohort)
    job = drawing.start(cohort, made, cohort.created_by_id)
    work_through(app, job)
    deadline = time.monotonic() + 20
    while helpers() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert helpers() == []
    assert db.session.query(CertificateFile).count() == len(made) > 1
