"""Every address × wrong, huge and hostile input × everybody: no 500 anywhere, and a no leaves every table as it was.

Nothing that a request commits is kept: each one meets the same story.
"""

import contextvars
import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import hostile
from tests.access_table import Row, rows
from tests.client import Client
from tests.test_access import Story
from training.cohorts import enrolment
from training.cohorts.roster import read
from training.cohorts.tables import from_text
from training.db import db
from training.jobs.engine import Engine

Thing = TypeVar("Thing")
ALLOWED = {"throttle", "user_session", "parked_form", "cohort_change"}  # the last: notes of what other tables show
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND")
SHARES = {"nobody": 0.2, "learner": 0.15, "trainer": 0.4, "admin": 0.3}  # of the corpus, drawn anew for each address


class Siege:
    """One actor before the whole site; ``committed`` is what the last request would have left in the tables."""

    def __init__(self, app: Flask, new_client: Callable[[], Client], monkeypatch: pytest.MonkeyPatch, actor: str) -> None:
        self.app, self.story = app, Story(app)
        self.keys = self._story_goes_on()
        self.addresses = {row: self.story.address(row) for row in rows()}
        self.roster = f"/cohortes/{self.story.cohort.key}/lista"
        browser = new_client()
        if actor != "nobody":
            browser.sign_in(self.story.people[actor])
        browser.get("/navegar-con-seguridad")
        self.token = browser.csrf_token()
        self.cookies = "; ".join(f"{c.key}={c.value}" for c in browser._browser._cookies.values())
        self.actor, self.share = actor, SHARES[actor] * (1 if db.engine.dialect.name == "sqlite" else 0.2)
        self.committed: dict[str, int] = {}
        self.found: list[str] = []
        self.before = _counted(db.session())
        db.session.commit()
        monkeypatch.setattr(Session, "commit", lambda session: self._witness(session))
        monkeypatch.setattr(Engine, "look", lambda *_: None)

    def some(self, corpus: Iterable[Thing], seed: str) -> list[Thing]:
        """This actor's share of a corpus for one address: always the same, and for another address another."""
        things = list(corpus)
        return random.Random(self.actor + seed).sample(things, math.ceil(len(things) * self.share))

    def _story_goes_on(self) -> dict[str, str]:
        """A list that waits to be corrected; returns what fits into the forms."""
        bea = self.story.people["trainer"]
        cohort = self.story.cohort
        with self.app.test_request_context("/", method="POST"):
            draft = enrolment.keep_draft(cohort, read(from_text("DNI;Nombres;Apellidos\n123;Luz;Rojas")), bea)
            db.session.commit()
            self.story.keys["draft"] = draft.key
        return {"trainer": str(bea.id), "authority": str(bea.authority_id), "join": cohort.join_code}

    def _witness(self, session: Session) -> None:
        session.flush()
        self.committed = _counted(session)

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, **more: Any) -> None:
        """One request; notes an answer of 5xx, and a no that left something behind."""
        self.committed = self.before
        raw = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()}
        environ = {"HTTP_COOKIE": self.cookies} | raw | more.pop("raw", {})
        told = f"{self.actor}: {method} {path[:120]} {str(headers or '')[:80]} {str(more)[:1500]}"
        client = self.app.test_client(use_cookies=False)
        try:
            answer: TestResponse = contextvars.Context().run(
                client.open, path, method=method, environ_overrides=environ, buffered=True, **more)
        except Exception as error:  # on a server: a 500
            self.found.append(f"{told}: {error!r:.1000}")
            return
        self._judge(method, answer.status_code, told)

    def _judge(self, method: str, status: int, told: str) -> None:
        changed = {table for table, count in self.committed.items() if count != self.before[table]} - ALLOWED
        if status >= 500 or changed and status >= 400 or method in SAFE and changed - {"standing"}:
            self.found.append(f"{told}: {status}, changed {changed}")


def _counted(session: Session) -> dict[str, int]:
    """Table → rows, in one query."""
    tables = db.metadata.sorted_tables
    query = union_all(*(select(literal(table.name), func.count()).select_from(table) for table in tables))
    return {name: count for name, count in session.execute(query)}


@pytest.fixture(params=tuple(SHARES))
def siege(app: Flask, new_client: Callable[[], Client], monkeypatch: pytest.MonkeyPatch,
          request: pytest.FixtureRequest) -> Siege:
    return Siege(app, new_client, monkeypatch, request.param)


def _rules() -> Iterator[Row]:
    """One row for each address."""
    yield from {row.rule: row for row in rows()}.values()


def test_every_form_survives_what_is_typed_into_it(siege: Siege) -> None:
    for row in rows():
        if row.method == "POST":
            for fields in siege.some(hostile.forms(siege.keys, row.rule), row.rule):
                siege.ask(siege.addresses[row], "POST", data=fields | {"csrf_token": siege.token})
    assert siege.found == []


def test_every_address_survives_bodies_that_are_no_form(siege: Siege) -> None:
    token = {"X-CSRFToken": siege.token}
    for row in rows():
        if row.method == "POST":
            for kind, body in siege.some(hostile.BODIES, row.rule):
                siege.ask(siege.addresses[row], "POST", token, data=body, content_type=kind)
    for fields in hostile.files() if siege.actor != "nobody" else ():
        siege.ask(siege.roster, "POST", data=fields | {"csrf_token": siege.token})
    assert siege.found == []


def test_every_address_survives_other_queries_headers_and_methods(siege: Siege) -> None:
    for row in _rules():
        path = siege.addresses[row]
        for query in siege.some(hostile.QUERIES, row.rule):
            siege.ask(path, raw={"QUERY_STRING": query.decode("latin-1")})
        for headers in siege.some(hostile.HEADERS, row.rule):
            siege.ask(path, headers=headers)
        for method in siege.some(hostile.METHODS, row.rule):
            siege.ask(path, method)
    assert siege.found == []


def test_every_part_of_an_address_survives_what_stands_there(siege: Siege) -> None:
    for row in rows():
        if "<" in row.rule:
            for part in siege.some(hostile.PARTS, row.rule):
                siege.ask(_with_part(row.rule, part), row.method,
                          **({"data": {"csrf_token": siege.token}} if row.method == "POST" else {}))
    assert siege.found == []


def _with_part(rule: str, part: str) -> str:
    """The rule with the same hostile text in each of its places."""
    while "<" in rule:
        rule = rule[:rule.index("<")] + part + rule[rule.index(">") + 1:]
    return rule
