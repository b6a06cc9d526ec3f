"""The worker is killed again and again in the middle of a batch; afterwards nothing is missing and nothing is double."""

import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update

from certificates.issuing import actions, drawing
from certificates.issuing.models import Certificate, CertificateFile
from certificates.register import chain
from certificates.register.models import RegisterEntry
from tests import make
from tests.faults.stage import SIGNERS, Site, graduates, site
from tests.run import flask
from training import store
from training.clock import now
from training.db import db
from training.jobs.models import DONE, Job, JobItem
from training.jobs.worker import work

BREATH = 4.0  # seconds that a worker is left alone at most
PATIENCE = 1800.0  # seconds for the last worker, which nobody kills


@dataclass(frozen=True)
class Found:
    """What a batch left behind. ``verified``: what ``flask register verify`` said."""

    people: int
    kills: int
    entries: int
    papers: int
    files: int
    whole: int
    failed: int
    verified: str

    @property
    def good(self) -> bool:
        """Everybody has one paper, one entry and one whole file."""
        return {self.entries, self.papers, self.files, self.whole} == {self.people} and not self.failed


def kill(kind: str, people: int, kills: int, seed: int = 1) -> Found:
    """Issue for ``people`` on a database of this kind, and kill the worker ``kills`` times while it draws."""
    chance = random.Random(seed)
    with site(kind) as (here, app):
        cohort = graduates(make.bea(), people, "lote")
        made = actions.issue(cohort, cohort.created_by_id, SIGNERS)
        job_id = drawing.start(cohort, made, cohort.created_by_id).id
        db.session.commit()
        done = 0
        while done < kills and not _is_done(job_id):
            done += _killed_worker(here, job_id, chance)
            _let_the_lease_end(job_id)
        _last_worker(here, job_id)
        count = db.session.scalar
        files = db.session.scalars(select(CertificateFile.sha256)).all()
        found = Found(
            people, done, count(select(func.count()).where(RegisterEntry.kind == chain.ISSUED)) or 0,
            count(select(func.count(Certificate.id.distinct()))) or 0, len(set(files)),
            sum(store.is_whole(one) for one in files),
            count(select(func.count()).where(JobItem.job_id == job_id, JobItem.state != DONE)) or 0, "")
        db.session.commit()
        return Found(**(vars(found) | {"verified": flask(app, "register", "verify").strip()}))


def run_worker(here: Site, job_id: int) -> None:
    """A worker's process."""
    os.setpgid(0, 0)  # whoever kills it kills what it started too
    with here.app().app_context():
        work(job_id)


def _killed_worker(here: Site, job_id: int, chance: random.Random) -> bool:
    """Start a worker, kill it somewhere in its work. False when it had ended before."""
    before = _drawn(job_id)
    worker = multiprocessing.get_context("spawn").Process(target=run_worker, args=(here, job_id))
    worker.start()
    while worker.is_alive() and _drawn(job_id) == before:  # it is not killed while it only starts
        time.sleep(0.05)
    time.sleep(chance.random() * BREATH * chance.random())
    alive = worker.is_alive()
    if alive and worker.pid is not None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.join()
    return alive


def _last_worker(here: Site, job_id: int) -> None:
    worker = multiprocessing.get_context("spawn").Process(target=run_worker, args=(here, job_id))
    worker.start()
    worker.join(PATIENCE)
    assert not worker.is_alive(), "the last worker did not end"


def _drawn(job_id: int) -> int:
    count = db.session.scalar(select(func.count()).where(JobItem.job_id == job_id, JobItem.state == DONE)) or 0
    db.session.commit()
    return count


def _is_done(job_id: int) -> bool:
    state = db.session.scalar(select(Job.state).where(Job.id == job_id))
    db.session.commit()
    return state == DONE


def _let_the_lease_end(job_id: int) -> None:
    """As if two minutes had passed."""
    db.session.execute(update(Job).where(Job.id == job_id, Job.lease_until.is_not(None))
                       .values(lease_until=now() - timedelta(minutes=10)))
    db.session.commit()
