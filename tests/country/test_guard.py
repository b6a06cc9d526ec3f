"""When a country is not loaded, and what is said then."""

import pytest
from flask import Flask

from tests import make
from training.config import PRODUCTION
from training.db import db
from training.demo.country import guard


@pytest.fixture
def said(app: Flask) -> object:
    def ask(*words: str) -> str:
        result = app.test_cli_runner().invoke(args=["demo", "--country", *words])
        assert result.exit_code == 1
        return str(result.output)

    return ask


def test_not_in_production(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "REPLICA_ENV", PRODUCTION)
    assert "producción" in guard.refusal(400)


@pytest.mark.parametrize("people", ["0", "-5", "199", "300001", "99999999999"])
def test_not_with_a_number_of_people_that_is_none(said: object, people: str) -> None:
    assert "--people va de 200 a 300000" in said("--people", people)  # type: ignore[operator]  # a fixture that asks


def test_not_beside_somebody(said: object) -> None:
    make.ana()
    db.session.commit()
    assert "solo se carga en una vacía" in said()  # type: ignore[operator]  # the same


def test_what_was_cut_off_is_known_and_how_to_begin_again_is_said(said: object) -> None:
    guard.begin(400, "x")
    assert "se cortó a la mitad" in said() and "flask db upgrade" in said()  # type: ignore[operator]  # the same


def test_twice_is_once(said: object) -> None:
    guard.begin(400, "x")
    guard.end(400)
    assert "ya está cargado" in said()  # type: ignore[operator]  # the same


def test_without_a_manual_it_says_what_to_do(said: object) -> None:
    assert "flask content publish" in said("--people", "400")  # type: ignore[operator]  # the same
