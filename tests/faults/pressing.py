"""Two people press «Emitir» at the same instant, cohort after cohort; everybody gets one paper."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier

from sqlalchemy import func, select

from certificates.issuing.models import Certificate
from certificates.register.models import RegisterEntry
from tests import make
from tests.client import Client
from tests.faults.stage import Site, graduates, site
from tests.run import flask
from training.accounts.models import User
from training.db import db

FORM = {"name_1": "Bea Huamán Ríos", "post_1": "Responsable del curso"}
PATIENCE = 120.0  # seconds that one waits for the other at the start


@dataclass(frozen=True)
class Found:
    """What the presses left behind. ``answers``: status of the answers → how many."""

    people: int
    requests: int
    papers: int
    holders: int
    last: int
    entries: int
    answers: dict[int, int]
    verified: str

    @property
    def good(self) -> bool:
        """One paper each, the register without a gap, every answer a page."""
        return self.papers == self.holders == self.people and self.last == self.entries and set(self.answers) == {303}


def press(kind: str, cohorts: int, each: int) -> Found:
    """In ``cohorts`` cohorts of ``each`` people, two requests at once ask for everybody's papers."""
    with site(kind) as (here, app):
        bea = make.bea()
        keys = [graduates(bea, each, f"n{number}").key for number in range(cohorts)]
        context = multiprocessing.get_context("spawn")
        with context.Manager() as manager:
            answers = manager.list()
            barrier = context.Barrier(2)
            both = [context.Process(target=run_client, args=(here, bea.id, keys, barrier, answers)) for _ in range(2)]
            for one in both:
                one.start()
            for one in both:
                one.join()
            statuses = list(answers)
        count = db.session.scalar
        papers, holders = (count(select(func.count(column))) or 0
                           for column in (Certificate.id, Certificate.membership_id.distinct()))
        last, entries = (count(select(one)) or 0 for one in (func.max(RegisterEntry.seq), func.count(RegisterEntry.seq)))
        db.session.commit()
        return Found(cohorts * each, len(statuses), papers, holders, last, entries,
                     {status: statuses.count(status) for status in set(statuses)},
                     flask(app, "register", "verify").strip())


def run_client(here: Site, user_id: int, keys: list[str], barrier: Barrier, answers: list[int]) -> None:
    """One of the two: asks for the page, waits for the other, presses."""
    app = here.app()
    with app.app_context():
        client = Client(app)
        client.sign_in(db.session.get_one(User, user_id))
        db.session.rollback()
    for key in keys:
        client.get(f"/cohortes/{key}/certificados")
        barrier.wait(PATIENCE)
        answers.append(client.post(f"/cohortes/{key}/certificados", FORM).status_code)
