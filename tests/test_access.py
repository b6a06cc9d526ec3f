"""The access table: every route × nobody, learner, other region's trainer, trainer, administrator."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from modules.manual import Module
from quizzes import actions as quizzes
from tests import make
from tests.access_table import ACTORS, Row, rows
from tests.attendance.story import kept_photo
from tests.certificates.corrections.story import asked_of_another
from tests.certificates.examples import NORMAL
from tests.certificates.lots.story import sent_lot
from tests.certificates.shop.story import printed
from tests.certificates.story import stored
from tests.client import Client
from tests.entry_exit import story as entry_exit
from tests.licences import story as licences
from tests.places import story as places
from tests.plans import story as plans
from tests.staffing import story as staffing
from training.clock import now
from training.closing.models import FollowUp
from training.cohorts.models import Cohort, JoinRequest, Membership
from training.db import db
from training.house import JobKind, house
from training.jobs import actions as jobs
from training.practice.models import Observation
from training.workshops.queries import half_days

ROWS = rows()
ALONE = ("/idioma/<any(es, en):code>",)  # it changes what the browser sends from then on
GIFT = (Path(__file__).parents[1] / "content/es/a1.gift").read_text()


def test_every_route_has_its_row(app: Flask) -> None:
    routes = {(method, rule.rule) for rule in app.url_map.iter_rules()
              for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    named = {(row.method, row.rule) for row in ROWS}
    assert routes - named == set(), "routes without a row"
    assert named - routes == set(), "rows without a route"


def test_every_unsafe_route_asks_for_a_token(app: Flask, new_client: Callable[[], Client]) -> None:
    story = Story(app)
    browser = new_client().sign_in(story.people["admin"])
    for row in ROWS:
        if row.method == "POST":
            browser.post(story.address(row), {}, token="")
            assert browser.status == 400, row.rule


class Story:
    """Bea's cohort with Ana in it, mid-quiz; a job that Bea started; Caro in another region; Dina administers."""

    def __init__(self, app: Flask) -> None:
        bea, caro, dina, ana = make.bea(), make.caro(), make.dina(), make.ana()
        self.people = {"learner": ana, "other_trainer": caro, "trainer": bea, "admin": dina}
        quiz = make.module("a1", quiz=GIFT, quiz_digest="0" * 64)
        edition = entry_exit.with_tests(make.with_workshop(make.with_reference(make.manual(quiz), "a1"), checklists=("apoyo",)))
        edition = plans.with_forms(make.with_ladder(edition))
        cohort = make.workshop(bea, make.published(edition))
        member = make.member(cohort, ana)
        self.keys = {"slug": "a1", "draft": "no-draft", "asked_key": _asked(cohort).key, "kind": "csv",
                     "attempt": _attempt(app, member, quiz), "digest": "0" * 64, "name": "x.svg",
                     "filename": "replica.css", "code": "es", "what": "trainer.es.a4", "token": NORMAL.token, "short": "0" * 12, "node": "inicio"}
        house(app).job_kinds.setdefault("test", JobKind("test", lambda subject: None, lambda subject, done: None))
        certificate, batch = stored(member, bea.id)
        self.keys["paper"], self.keys["volume"] = certificate.key, "1"
        self.keys["batch"] = batch.key
        self.keys |= {"month": "2026-11", "region": "aya"}  # of the interface for other systems
        luz = licences.colleague(cohort)
        self.keys["licence"] = licences.licence_of(luz)
        self.keys["lot"] = sent_lot(cohort, bea.id).key
        half_day = half_days(cohort)[0]
        follow = FollowUp(cohort_id=cohort.id, days=30, due_on=cohort.ends_on)
        db.session.add(follow)
        db.session.flush()
        self.keys |= {"half": half_day.key, "block": half_day.blocks[0].key, "list": "apoyo", "follow": follow.key}
        self.keys["photo"] = kept_photo(half_day, bea.id).key
        entry_exit.open_windows(cohort)
        self.keys |= {"moment": "entrada", "question": "p01a", "sheet": entry_exit.begun(member).key}
        job = jobs.start("test", f"cohort:{cohort.id}", ["one"], bea.id)
        self.by_prefix = {"formadores": luz.key, "inscripciones": member.key, "trabajos": job.key, "personas": "nobody",
                          "certificados": certificate.key, "revocaciones": asked_of_another(cohort, bea).key,
                          "cascada": bea.key, "imprimir/actos": printed(bea, cohort).key,
                          "registro-establecimientos": places.waiting(dina).key}
        self.keys |= {"facility": places.planted(), "authority": "aya"}
        self.keys |= staffing.keys_for(ana, self.keys["facility"])
        self.keys |= plans.keys_for(bea, self.keys["facility"])
        self.by_prefix["planes"] = self.keys["plan"]
        self.cohort = cohort
        db.session.commit()

    def address(self, row: Row) -> str:
        """The row's rule with the story's keys in it."""
        parts = []
        for part in row.rule.split("/"):
            while "<" in part:
                start, end = part.index("<"), part.index(">")
                name = part[start + 1:end].split(":")[-1]
                part = part[:start] + self._key(row, name) + part[end + 1:]
            parts.append(part)
        return "/".join(parts)

    def _key(self, row: Row, name: str) -> str:
        if name == "key":
            return self.by_prefix.get(row.rule.partition("<key>")[0].strip("/"), self.cohort.key)
        if name == "person":  # one may be taken out of the cohort: each time another
            somebody = make.member(self.cohort, make.user("Eva", "Huamán Luz"))
            db.session.commit()
            return somebody.key
        if name == "watched":  # the same
            return licences.open_sheet(self.cohort, self.people["trainer"])
        if name == "seen":  # it may be stopped: each time another
            return _open_sheet(self.cohort, self.people["trainer"].id)
        if name == "code" and row.rule.startswith("/establecimientos"):
            return self.keys["facility"]
        return NORMAL.code if name == "code" and "verificar" in row.rule else self.keys[name]


def _asked(cohort: Cohort) -> JoinRequest:
    asked = JoinRequest(cohort_id=cohort.id, document_type="dni", document="99000999", given_names="Eva",
                        surnames="Luz", asked_at=now())
    db.session.add(asked)
    db.session.flush()
    return asked


def _open_sheet(cohort: Cohort, observer_id: int) -> str:
    """A checklist that the trainer has begun and not finished."""
    observed = make.member(cohort, make.user("Eva", "Huamán Luz"))
    sheet = Observation(membership_id=observed.id, checklist="apoyo", number=1, observer_id=observer_id,
                        manual_digest=cohort.manual_digest, began_at=now(), saved_at=now())
    db.session.add(sheet)
    db.session.commit()
    return sheet.key


def _attempt(app: Flask, member: Membership, module: Module) -> str:
    with app.test_request_context("/", method="POST"):
        return quizzes.open_attempt(member, module).key


def test_everybody_gets_what_the_table_says_on_every_page(app: Flask, new_client: Callable[[], Client]) -> None:
    """A GET changes nothing, so one story serves them all."""
    story, wrong = Story(app), []
    for actor in ACTORS:
        browser = new_client()
        if actor != "nobody":
            browser.sign_in(story.people[actor])
        for row in ROWS:
            if row.method == "GET" and row.rule not in ALONE:
                browser.get(story.address(row))
                if browser.status != getattr(row, actor):
                    wrong.append(f"{actor} at {row.rule}: {browser.status}, not {getattr(row, actor)}")
    assert wrong == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.method != "GET" or row.rule in ALONE],
                         ids=lambda row: f"{row.method} {row.rule}")
def test_everybody_gets_what_the_table_says(app: Flask, new_client: Callable[[], Client], row: Row) -> None:
    story = Story(app)
    for actor in ACTORS:
        browser = new_client()
        if actor != "nobody":
            browser.sign_in(story.people[actor])
        if row.method == "GET":
            browser.get(story.address(row))
        else:
            browser.get("/navegar-con-seguridad")
            browser.post(story.address(row), {})
        assert browser.status == getattr(row, actor), f"{actor} at {row.method} {row.rule}"
