"""Verifying a register of 100,000 papers: everything that ``flask register verify`` does, on both databases; and without us.

Each paper has its row, its snapshot and evidence of two kilobytes; a checkpoint follows each batch of 50.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from zipfile import ZipFile

import msgspec
from flask import Flask
from sqlalchemy import update

from bench.data import pour
from bench.figures import Figure, NotHere, no_more
from bench.servers import SECRET
from bench.stage import POSTGRESQL, SQLITE, Stage
from certificates.issuing.models import Certificate, Particulars
from certificates.paper import snapshot
from certificates.register import actions, chain, export, keys, merkle, note
from certificates.register.models import RegisterCheckpoint, RegisterEntry, RegisterHead
from certificates.register.queries import one_instant
from certificates.register.verify import verify
from tests import make
from tests.certificates.examples import WORKSHOP
from tests.run import migrate
from training.app import create_app
from training.clock import now
from training.cohorts.models import Membership
from training.db import db

PAPERS = 100_000
BATCH = 50
EVIDENCE = 2_000  # bytes
BAR = 3.0  # seconds
ROUNDS = 3


def register(here: Stage) -> list[Figure]:
    """Seconds for the whole, on each database, and for the stand-alone verifier, which has no bar."""
    found: list[Figure] = []
    for engine in (SQLITE, POSTGRESQL):
        try:
            url = here.empty(engine, "register")
        except NotHere as missing:
            found.append(Figure(f"register verify on {engine}", f"not measured: needs {missing}"))
            continue
        migrate(url)
        folder = here.folder / f"register-{engine}"
        app = create_app({"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": SECRET, "LIVE_CONTENT": False,
                          "INSTANCE_DIR": str(folder), "SIGNING_KEY_FILE": str(folder / "signing_key.pem"),
                          "REPLICA_ENV": "development"})
        with app.app_context():
            fill(app)
            found.append(_verified(engine))
            if engine == SQLITE:
                found.append(_alone())
            db.engine.dispose()
    return found


def _verified(engine: str) -> Figure:
    times, own = [], []
    for _ in range(ROUNDS):
        started, busy = time.perf_counter(), time.process_time()
        report = verify()
        times.append(time.perf_counter() - started)
        own.append(time.process_time() - busy)
        assert not report.problems and report.size == PAPERS + 1, report.problems[:3]
    what = f"register verify, {PAPERS:,} papers, {engine} ({median(own):.1f} s of our own CPU)"
    return no_more(what, median(times), BAR, "s")


def _alone() -> Figure:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        export.export(folder / "r.zip")
        wrote, size = time.perf_counter() - started, (folder / "r.zip").stat().st_size / 2**20
        with ZipFile(folder / "r.zip") as archive:
            archive.extractall(folder)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-I", "-S", str(folder / "verify.py")], check=True, stdout=subprocess.DEVNULL)
        return Figure(f"the same without us, pure Python (export {wrote:.1f} s, {size:.0f} MiB)",
                      f"{time.perf_counter() - started:.1f} s")


def fill(app: Flask) -> None:
    """The papers of a person who was never tired, straight into the tables."""
    bea = make.bea()
    who = make.member(make.cohort(bea), make.ana())
    db.session.commit()
    actions.append([])
    db.session.commit()
    chunk: list[tuple[dict[str, Any], ...]] = []
    for rows in _papers(who, bea.id):
        chunk.append(rows)
        if len(chunk) == BATCH * 100:
            _pour(chunk)
            chunk = []
    _pour(chunk)
    db.session.commit()


def _papers(who: Membership, by_id: int) -> Iterator[tuple[dict[str, Any], ...]]:
    """Rows of a certificate, its particulars, its entry, and after each batch the note and head, else empty ones."""
    key, at = keys.signing_key(), now().replace(microsecond=0)
    with one_instant() as connection:
        last = connection.execute(RegisterHead.__table__.select()).one()
    peaks, before = [last.frontier], last.last
    for number in range(1, PAPERS + 1):
        said = msgspec.structs.replace(WORKSHOP, folio=f"2026-{number:06}", code=f"{number:013}", token=f"{number:022}")
        salt, evidence, seq = os.urandom(32), os.urandom(EVIDENCE), number + 1
        held = snapshot.commitment(salt, said).hex()
        body = chain.canonical(chain.Entry(
            seq=seq, at=f"{at:%Y-%m-%dT%H:%M:%SZ}", kind="issued", prev=before, folio=said.folio, paper=said.paper,
            course="a", version="3.2", half_hours=said.half_hours, issued_on="2026-11-16", commitment=held,
            evidence=snapshot.keyed(salt, evidence).hex()))
        merkle.push(peaks, seq - 1, merkle.leaf(body))
        before = chain.hash_of(body)
        point = {}
        if number % BATCH == 0 or number == PAPERS:
            text = note.signed(note.Checkpoint(actions.origin(), seq, merkle.root_of(peaks)), key)
            point = {"size": seq, "note": text, "made_at": at, "last": before, "frontier": b"".join(peaks)}
        yield ({"id": number, "key": f"{number:012}", "folio": said.folio, "membership_id": who.id, "kind": said.paper,
                "turn": number, "cohort_id": who.cohort_id, "token": said.token, "code": said.code, "commitment": held,
                "issued_at": at, "issued_by_id": by_id},
               {"certificate_id": number, "salt": salt, "snapshot": snapshot.canonical(said), "claim": "",
                "evidence": evidence},
               {"seq": seq, "kind": chain.ISSUED, "body": body, "certificate_id": number, "at": at}, point)


def _pour(chunk: list[tuple[dict[str, Any], ...]]) -> None:
    if not chunk:
        return
    for place, model in enumerate((Certificate, Particulars, RegisterEntry)):
        pour(model.__table__, [rows[place] for rows in chunk])
    points = [rows[3] for rows in chunk if rows[3]]
    pour(RegisterCheckpoint.__table__, [{name: one[name] for name in ("size", "note", "made_at")} for one in points])
    head = {name: points[-1][name] for name in ("size", "last", "frontier")}
    db.session.execute(update(RegisterHead).values(**head))
    db.session.commit()
