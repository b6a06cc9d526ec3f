"""What the page says of somebody who may not have a paper yet."""

from flask import Flask

from certificates.paper.words import lacks_words
from training.progress.requirements import CERTIFICATE, Requirement


def asked(label: str) -> Requirement:
    return Requirement(label, label, "", frozenset({CERTIFICATE}), {})


def test_each_requirement_says_how_it_stands(app: Flask) -> None:
    with app.test_request_context():
        assert lacks_words(((asked("Módulos"), "1 de 2 módulos completos"), (asked("Nombre"), "Por confirmar."))) == (
            "Módulos: 1 de 2 módulos completos. Nombre: Por confirmar.")


def test_what_was_not_begun_is_said_too(app: Flask) -> None:
    with app.test_request_context():
        assert lacks_words(((asked("Práctica"), ""),)) == "Práctica: sin empezar."
