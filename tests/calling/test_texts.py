"""The texts to send: anybody may read them on the phone."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from tests import make
from training.accounts.models import User
from training.calling import texts

ALL: dict[str, Callable[[User], str]] = {
    "enter": lambda me: texts.to_enter("Rosa Luz", me), "help": lambda me: texts.to_help("Rosa Luz", me),
    "finish": lambda me: texts.to_finish("Rosa Luz", me), "follow": lambda me: texts.to_follow(30, me),
    "review": lambda me: texts.to_review(60, me), "renew": lambda me: texts.to_renew("Rosa Luz", date(2027, 1, 20), me),
    "wake": lambda me: texts.to_wake("Rosa Luz", me), "cover": texts.to_cover}
NEVER = re.compile(r"violen|género|genero|víctim|victim|agres|maltrat|abus|sexual|vbg|care\b|denunci|módulo|prueba|nota\b|aprob"
                   r"|reprob|intent|http|www|\bA\d\b", re.IGNORECASE)


@pytest.mark.one_database
@pytest.mark.parametrize("kind", ALL)
def test_a_text_says_who_writes_and_nothing_that_others_should_not_read(app: Flask, kind: str) -> None:
    with app.test_request_context("/"):
        text = ALL[kind](make.bea())
    assert "Soy Bea Huamán." in text and not NEVER.search(text), text
    assert len(text) <= 320 and text.count("?") >= 1


@pytest.mark.one_database
@pytest.mark.parametrize("kind", ["enter", "help", "finish", "renew", "wake"])
def test_a_person_is_greeted_by_her_first_name_only(app: Flask, kind: str) -> None:
    with app.test_request_context("/"):
        text = ALL[kind](make.bea())
    assert text.startswith("Hola, Rosa.") and "Luz" not in text
