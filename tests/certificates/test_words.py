"""What somebody still lacks, in a sentence."""

import pytest
from flask import Flask

from certificates.words import missing_words
from training.progress.rules import Missing


def lacks(**kinds: str) -> list[Missing]:
    """``lacks(read="a1 a2", quiz="a2")``."""
    return [Missing(module, kind) for kind, modules in kinds.items() for module in modules.split()]


@pytest.fixture
def database_kind() -> str:
    """No table is touched here: one database is enough."""
    return "sqlite"


@pytest.mark.parametrize(("kinds", "sentence"), [
    ({"read": "a1 a2 a3 a4", "quiz": "a1 a2 a3 a4"}, "Le faltan los 4 módulos."),
    ({"read": "a3"}, "Le falta leer A3."),
    ({"quiz": "a3 a4"}, "Le falta aprobar la prueba de A3 y A4."),
    ({"read": "a3 a4", "quiz": "a3 a4"}, "Le falta leer A3 y A4 y aprobar sus pruebas."),
    ({"read": "a3", "quiz": "a1 a3 a4"}, "Le falta leer A3 y aprobar la prueba de A1, A3 y A4."),
    ({"practice": "a3"}, "Le falta la parte presencial de A3."),
])
def test_the_sentence_names_what_is_missing(app: Flask, kinds: dict[str, str], sentence: str) -> None:
    assert missing_words(lacks(**kinds), modules=4, kinds=2) == sentence
