import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.readability import reading_ease, sentences, syllables

WORDS = {
    1: "y yo sol muy rey ley buey que quien fue Dios a",
    2: "ciudad país búho queso guerra leer caos hoyo aunque cuidar huésped viuda reina",
    3: "pingüino oído usuaria vergüenza Uruguay tranquilo violencia oía VBG",
    4: "vehículo prohibido acompañar profesional aéreas alegría confidencial mayoría",
    6: "acompañamiento establecimiento 100",
}


@pytest.mark.parametrize(("word", "count"), [(w, n) for n, row in WORDS.items() for w in row.split()])
def test_syllables_are_counted_as_one_says_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_end_with_a_stop_and_not_at_a_decimal() -> None:
    assert sentences("Oír. Hablar. ¿Y después? Sí: 3.5 de 4") == 4


def test_plain_text_is_easier_than_officialese() -> None:
    plain = reading_ease(["Ella llega. Usted la oye con calma. Le cree."])
    official = reading_ease(
        [
            (
                "La implementación interinstitucional de procedimientos administrativos "
                "correspondientes posibilita establecimientos organizacionalmente articulados."
            )
        ]
    )
    assert plain > 90
    assert official < 0


@given(st.text())
def test_every_text_has_an_ease(text: str) -> None:
    assert reading_ease([text]) <= 206.84
    assert syllables(text) >= 1
