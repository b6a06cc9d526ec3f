"""Passwords: refused ones, kept ones, and that nothing is cut off."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.accounts import passwords
from training.accounts.passwords import COMMON, LONG, OWN, SHORT, flaw

NAMES = ("Illari", "Quispe Alborada")
DOCUMENT = "99000101"


@pytest.mark.parametrize(("password", "why"), [
    ("corta12", SHORT), ("", SHORT), ("x" * 129, LONG),
    ("password", COMMON), ("Password1!", COMMON), ("contraseña", COMMON), ("CONTRASEÑA2026", COMMON), ("12345678", COMMON),
    ("qwertyuiop", COMMON), ("aaaaaaaa", COMMON), ("abcabcabc", COMMON), ("alianzalima", COMMON), ("Ayacucho2026!", COMMON),
    ("machupicchu", COMMON), ("14021987", COMMON), ("1987-02-14", COMMON), ("87654321", COMMON), ("teamomucho", COMMON),
    ("universitario1924", COMMON), ("enfermera2026", COMMON), ("mnbvcxzl", COMMON), ("maria12345", COMMON),
    ("99000101", OWN), ("mi99000101", OWN), ("illariquispe", OWN), ("Illari2026!!", OWN), ("quispe.alborada", OWN),
])
def test_weak_ones_are_refused(password: str, why: str) -> None:
    assert flaw(password, DOCUMENT, NAMES) == why


@pytest.mark.parametrize("password", [
    "tren azul volando", "quinua-y-sol-26", "ñandú con frío", "😀🌄🦙🌽🎺🧶🪗🐚", "x9$Lm2@qZ", "el sol de Illari sale tarde", "a" * 60 + "bcd" * 20,
])
def test_good_ones_are_accepted(password: str) -> None:
    assert flaw(password, DOCUMENT, NAMES) is None


def test_every_word_of_the_list_that_is_long_enough_is_refused() -> None:
    words = [word for word in passwords._common() if len(word) >= 8]
    assert len(passwords._common()) >= 1_000
    assert {flaw(word, DOCUMENT, NAMES) for word in words} == {COMMON}


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_judged(password: str) -> None:
    assert flaw(password, DOCUMENT, NAMES) in (None, SHORT, LONG, COMMON, OWN)


def test_nothing_is_cut_off() -> None:
    stored = passwords.make("ñ" * 127 + "a")
    assert passwords.verify(stored, "ñ" * 127 + "a")
    assert not passwords.verify(stored, "ñ" * 127 + "b")
    assert not passwords.verify(stored, "ñ" * 127)


def test_ñ_is_the_same_from_every_keyboard() -> None:
    assert passwords.verify(passwords.make("ma\u00f1ana clara"), "man\u0303ana clara")


def test_the_work_is_the_agreed_one() -> None:
    agreed = "$argon2id$v=19$m=19456,t=2,p=1$"
    assert passwords.make("quinua-y-sol-26").startswith(agreed)
    assert passwords.DUMMY.startswith(agreed)


def test_no_password_is_never_right() -> None:
    assert not passwords.verify(None, "cualquiera")
    assert not passwords.verify("", "cualquiera")
    assert not passwords.verify("rubbish", "cualquiera")


def test_passwords_are_weighed_in_one_place_only() -> None:
    callers = []
    for path in (Path(__file__).parents[2]).glob("[mtqc]*/**/*.py"):
        if path.parts[-2] == "tests" or "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "passwords.verify":
                callers.append(path.name)
    assert callers == ["door.py"]
