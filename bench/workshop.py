"""The pages of a workshop of 200 people with four half-days, against a signed-in page with next to nothing on it."""

import json
import time
from datetime import timedelta
from statistics import median

from flask import Flask
from sqlalchemy import func, select

from bench import load
from bench.data import Group, people_of, pour, sign_in
from bench.figures import Figure, at_most
from bench.pages import selects, times
from bench.stage import MANY, POSTGRESQL, Stage
from quizzes.entry_exit import actions as tests
from quizzes.entry_exit import queries as sheets
from quizzes.entry_exit.blueprint import form_of
from training.accounts.models import User
from training.attendance.models import Mark
from training.clock import now, today
from training.cohorts.models import Cohort, Membership
from training.db import db
from training.manuals.queries import newest_digest, newest_manual
from training.naming.models import NameConfirmation
from training.practice.models import Observation
from training.progress.models import CohortChange
from training.workshops.actions import open_workshop
from training.workshops.queries import half_days, rule_of

PEOPLE, FEW, ROUNDS, LOOKS, BAR = 200, 20, 5, 9, 1.5
BARE = "/mis-certificados"
PAGES = {"workshop": "taller", "attendance": "asistencia", "roll": "asistencia/{half}", "agenda": "agenda",
         "live agenda": "agenda/{half}", "practice": "practica", "tests and gain": "pruebas",
         "paper tests": "pruebas/salida/papel", "names": "nombres", "what is missing": "falta", "closing": "cierre",
         "certificates": "certificados", "suitcase": "maletin"}


def make_workshop(trainer: User, lender: Group, people: int, name: str) -> Cohort:
    """A workshop of these many people, borrowed from another cohort, with everything done. Needs the app's context."""
    digest = newest_digest() or ""
    cohort = open_workshop(newest_manual(), "a", name, "Auditorio", None, today() - timedelta(days=1), trainers=[trainer],
                           authority_id=trainer.authority_id or 0, digest=digest, by=trainer)
    last = db.session.scalar(select(func.max(Membership.id))) or 0  # those of the town were poured in with their numbers
    for number, user in enumerate(people_of(lender)[:people], 1):
        db.session.add(Membership(id=last + number, cohort_id=cohort.id, user_id=user, given_names="Ana María",
                                  surnames=f"Rojas {number}",
                                  facility=f"P. S. {number % 40}", number=number, added_at=now(), confirmed_at=now()))
    db.session.flush()
    members = list(db.session.scalars(select(Membership).where(Membership.cohort_id == cohort.id)))
    _attended(cohort, members, trainer)
    _tested(cohort, members, trainer)
    db.session.commit()
    return cohort


def _attended(cohort: Cohort, members: list[Membership], by: User) -> None:
    at = now()
    for half_day in half_days(cohort)[:3]:
        half_day.closed_at, half_day.closed_by_id = at, by.id
        pour(Mark.__table__, [{"half_day_id": half_day.id, "membership_id": one.id, "state": "present", "revision": 1,
                                "minutes": half_day.minutes, "by_id": by.id, "at": at} for one in members])
    pour(NameConfirmation.__table__, [{"membership_id": one.id, "given_names": one.given_names, "surnames": one.surnames,
                                        "how": "paper", "by_id": by.id, "at": at} for one in members])
    for slug in rule_of(cohort).checklists:
        checklist = newest_manual().checklist(slug)
        marks = {step.id: 2 for step in checklist.steps} if checklist else {}
        pour(Observation.__table__, [{
            "key": f"{one.key}"[:16], "membership_id": one.id, "checklist": slug, "number": 1, "observer_id": by.id,
            "manual_digest": cohort.manual_digest, "scores": json.dumps(marks), "comment": "", "began_at": at,
            "saved_at": at, "finished_at": at, "points": 2 * len(marks), "out_of": 2 * len(marks), "passed": True,
            "missed": "[]"} for one in members])


def _tested(cohort: Cohort, members: list[Membership], by: User) -> None:
    blueprint, share = sheets.blueprint_in(cohort), rule_of(cohort).exit_test
    for one in members:
        for moment, wrong in (("entry", 2), ("exit", 7)):
            places = blueprint.forms[form_of(one.number or 0, moment)]
            letters = {at.number: at.right if (at.number + one.id) % wrong else at.letters[0] for at in places}
            sheet = tests.new_sheet(one, moment, blueprint, "paper", keyed_by_id=by.id)
            tests.write(sheet, letters)
            tests.close(sheet, cohort.id, share)


def workshop_pages(stage: Stage) -> list[Figure]:
    """Each page's time over that of a bare signed-in page, one request at a time, while nothing changes and at the first
    look after a change; and its queries with 20 and with 200."""
    app, town = stage.town(POSTGRESQL, MANY)
    server = stage.site(POSTGRESQL, MANY)
    with app.app_context():
        trainer = db.session.get_one(User, town.trainer_id)
        large, small = (make_workshop(trainer, town.groups[1], size, f"Taller {size}") for size in (PEOPLE, FEW))
        cookie = sign_in(app, [trainer.id])[0]
        halves = {cohort.key: half_days(cohort)[3].key for cohort in (large, small)}
    figures = []
    for what, path in PAGES.items():
        here, there = (f"/cohortes/{cohort.key}/{path.format(half=halves[cohort.key])}" for cohort in (large, small))
        ours, bare = load.get(here, cookie), load.get(BARE, cookie)
        rounds = [(times(stage, server.port, ours)[0], times(stage, server.port, bare)[0]) for _round in range(ROUNDS)]
        figures.append(at_most(f"workshop of {PEOPLE}: {what}", rounds, BAR))
        figures.append(_after_a_change(app, large.id, what, server.port, ours, median(base for _mine, base in rounds)))
        figures += _same(app, what, there, here, cookie)
    return figures


def _after_a_change(app: Flask, cohort_id: int, what: str, port: int, request: bytes, bare: float) -> Figure:
    """The first look after something of the cohort changed, when nothing that was kept of the page counts any more."""
    taken = []
    for _ in range(LOOKS):
        with app.app_context():
            db.session.add(CohortChange(cohort_id=cohort_id, weight=1))
            db.session.commit()
        began = time.monotonic()
        status, _answer = load.ask(port, request)
        taken.append((time.monotonic() - began) * 1000)
        assert status == 200
    ours = median(taken)
    return Figure(f"  … {what}, first look after a change", f"{ours:.1f} ms", f"{bare:.1f} ms", f"{ours / bare:.2f}")


def _same(app: Flask, what: str, small: str, large: str, cookie: str) -> list[Figure]:
    counts = [selects(app, path, cookie) for path in (small, large)]
    return [] if counts[0] == counts[1] else [
        Figure(f"workshop: SELECTs of {what} with {FEW} / {PEOPLE}", f"{counts[0]} / {counts[1]}", "", "", "equal", False)]

