"""A public answer is worked out once for each state of the register and each day, and never lags behind either."""

from datetime import date, timedelta

import pytest
from flask import Flask

from certificates.corrections import actions
from certificates.issuing.models import Certificate
from certificates.issuing.standing import EXPIRED, REVOKED, VALID
from certificates.verifying import queries
from tests.certificates.corrections.story import accreditation, paper, second_admin, trainer_of
from tests.statements import statements
from training.db import db


def state(one: Certificate) -> str:
    found = queries.by_token(one.token)
    assert found is not None
    return found.standing.state


def test_who_asks_again_costs_one_query_and_reads_the_same(app: Flask) -> None:
    one = paper()
    first = queries.by_code(one.code)
    with statements() as said:
        assert queries.by_code(one.code) is first
    assert len(said) == 1 and "register_head" in said[0]


def test_the_answer_changes_with_the_register(app: Flask) -> None:
    one = paper()
    token = one.token
    assert state(one) == VALID
    request = actions.ask(db.session.get_one(Certificate, one.id), "fraud", "No asistió ningún día.", trainer_of(one))
    actions.approve(request, "Se comprobó en la lista firmada.", second_admin())
    db.session.commit()
    found = queries.by_token(token)
    assert found is not None and found.standing.state == REVOKED


def test_the_answer_changes_with_the_day(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    last = date(2026, 11, 20)
    one = accreditation(issued_on=date(2024, 11, 20), valid_until=last)
    for day, said in ((last, VALID), (last + timedelta(1), EXPIRED), (last, VALID)):
        monkeypatch.setattr("certificates.issuing.standing.today", lambda day=day: day)
        monkeypatch.setattr(queries, "today", lambda day=day: day)
        assert state(one) == said


def test_what_is_not_there_is_looked_for_each_time(app: Flask) -> None:
    one = paper()
    assert queries.by_token("x" * len(one.token)) is None
    with statements() as said:
        assert queries.by_token("x" * len(one.token)) is None
    assert len(said) == 2
