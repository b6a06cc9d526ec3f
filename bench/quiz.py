"""Submitting quizzes: one transaction each, against the bare transaction of eleven rows; and a steady 100 a second."""

import secrets
from collections.abc import Mapping
from itertools import islice
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert, select

from bench import limit, load
from bench.data import CSRF, Group, people_of, sign_in
from bench.figures import Figure, at_least, no_more
from bench.stage import MANY, POSTGRESQL, SQLITE, Stage
from quizzes.answers import field_name
from quizzes.library import Paper, paper_of
from quizzes.models import Attempt, QuizPaper
from quizzes.ordering import FALSE, TRUE
from quizzes.questions import Choice, Matching, MultipleChoice, Numerical, Question
from training.clock import now
from training.cohorts.models import Cohort
from training.db import db, new_key
from training.manuals.queries import manual

ROUNDS, SECONDS = 9, 1.2
RATE, STEADY = 100.0, 12  # a second, seconds
LARGE = 1


def right(question: Question) -> dict[str, list[str]]:
    """The fields that answer a question rightly."""
    match question:
        case Choice(options=options) | MultipleChoice(options=options):
            return {field_name(question.id): [option.id for option in options if option.right]}
        case Matching(pairs=pairs):
            return {field_name(question.id, pair.id): [pair.answer] for pair in pairs}
        case Numerical(answers=answers):
            return {field_name(question.id): [answers[0].low]}
    return {field_name(question.id): [TRUE if question.answer else FALSE]}


def sheet(paper: Paper) -> dict[str, list[str]]:
    """A form with every question answered rightly."""
    fields: dict[str, list[str]] = {}
    for question in paper.quiz.questions:
        fields |= right(question)
    return fields


def open_attempts(app: Flask, group: Group, slugs: tuple[str, ...]) -> list[bytes]:
    """An open attempt of everybody at every module, and the request that submits it."""
    with app.app_context():
        people = sign_in(app, people_of(group))
        cohort = db.session.scalars(select(Cohort).where(Cohort.key == group.key)).one()
        module = manual(cohort.manual_digest).module(slugs[0])
        paper = paper_of(module) if module else None
        assert paper is not None, "the course of the bench has a quiz"
        body = _body(app, sheet(paper))
        keys = _attempts(group, slugs, paper)
        return [load.post(f"/curso/{group.key}/{slug}/prueba/{key}", body, people[position])
                for (slug, position), key in keys.items()]


def _attempts(group: Group, slugs: tuple[str, ...], paper: Paper) -> dict[tuple[str, int], str]:
    if db.session.get(QuizPaper, paper.digest) is None:
        db.session.add(QuizPaper(digest=paper.digest, questions=paper.content, stored_at=now()))
        db.session.flush()
    keys = {(slug, position): new_key() for slug in slugs for position in range(len(group.memberships))}
    db.session.execute(insert(Attempt), [
        {"key": key, "membership_id": group.memberships[position], "module": slug, "number": 1,
         "seed": secrets.token_hex(16), "quiz_digest": paper.digest, "answers": "{}", "started_at": now(), "points": 0,
         "out_of": 1}
        for (slug, position), key in keys.items()])
    db.session.commit()
    return keys


def _body(app: Flask, fields: Mapping[str, list[str]]) -> str:
    token = URLSafeTimedSerializer(str(app.config["SECRET_KEY"]), salt="wtf-csrf-token").dumps(CSRF)
    return urlencode([("csrf_token", token), *((name, value) for name, values in fields.items() for value in values)])


def submission(stage: Stage) -> list[Figure]:
    """As many as four workers can take, on PostgreSQL, in turns with the bare transaction."""
    app, town = stage.town(POSTGRESQL, MANY)
    ours, bare = stage.site(POSTGRESQL, MANY), stage.bare()
    waiting = iter(open_attempts(app, town.groups[LARGE], town.slugs))
    plain = [load.post("/eleven", urlencode({"place": number % limit.PEOPLE + 1}
                                            | {f"q{line}": f"opción {line}" for line in range(limit.ANSWERS)}))
             for number in range(10_000)]
    for port, some in ((ours.port, list(islice(waiting, 200))), (bare.port, plain)):
        stage.crowd.closed(port, some, 1.0)  # warm up
    rates: list[tuple[float, float]] = []
    failed = 0
    for _ in range(ROUNDS):
        base = stage.crowd.closed(bare.port, plain, SECONDS)
        mine = stage.crowd.closed(ours.port, list(islice(waiting, 850)), SECONDS)
        rates.append((mine.rate, base.rate))
        failed += mine.errors + base.errors
    figure = at_least("quiz submission, PostgreSQL", rates, 0.36)
    return [figure, *([no_more("quiz submission, PostgreSQL: errors", failed, 0, "")] if failed else [])]


def steady(stage: Stage) -> list[Figure]:
    """100 a second on SQLite with four workers: nobody is refused, nobody waits."""
    app, town = stage.town(SQLITE, MANY)
    server = stage.site(SQLITE, MANY)
    waiting = open_attempts(app, town.groups[LARGE], town.slugs)
    warm, measured = 100, int(RATE * STEADY)
    stage.crowd.open(server.port, waiting[:warm], RATE / 2)
    found = stage.crowd.open(server.port, waiting[warm:warm + measured], RATE)
    return [no_more(f"quiz on SQLite, {RATE:.0f} a second: errors of {measured}", found.errors, 0, ""),
            no_more(f"quiz on SQLite, {RATE:.0f} a second: p99", found.percentile(0.99), 250, "ms")]
