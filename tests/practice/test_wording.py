"""Figures and verdicts in words."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from flask import Flask

from training.practice.tries import No, Sheet, State, Try
from training.practice.wording import coaching_refusal, kappa, objection, tag_of, verdict

AT = datetime(2026, 12, 15, 14, tzinfo=UTC)


@pytest.mark.parametrize(("cookie", "value", "written"), [
    ("es", Fraction(81, 100), "0,81"), ("es", Fraction(-1, 300), "0,00"), ("es", Fraction(1), "1,00"), ("es", None, "—"),
    ("en", Fraction(2, 3), "0.67")])
def test_a_kappa_has_two_decimals(app: Flask, cookie: str, value: Fraction | None, written: str) -> None:
    with app.test_request_context(headers={"Cookie": f"lang={cookie}"}):
        assert kappa(value) == written


def one(points: int, *missed: str) -> Try:
    passed = not missed and points >= 20
    return Try(1, (Sheet(missed, "k", 1, 1, AT, AT, passed, points, 24),))


@pytest.mark.parametrize(("tried", "said"), [
    (one(24), "Aprobó con 100 %"),
    (one(19), "Todavía no: 79 %, y se aprueba con 80 %"),
    (one(22, "peligro"), "Todavía no: le faltó 1 paso crítico"),
    (one(22, "peligro", "limites"), "Todavía no: le faltaron 2 pasos críticos"),
    (one(12, "peligro"), "Todavía no: 50 % y 1 paso crítico sin lograr"),
])
def test_a_verdict_says_what_was_missing(app: Flask, tried: Try, said: str) -> None:
    with app.test_request_context():
        assert verdict(tried, 80) == said


def test_every_state_and_every_no_has_its_words(app: Flask) -> None:
    with app.test_request_context():
        assert all(tag_of(state)[2] and coaching_refusal(state) for state in State)
        assert all(objection(no).endswith(".") for no in No)
