"""What was typed into a sheet: marks, and a comment that names nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.reference import ChecklistStep
from training.practice.filling import dump, fingerprint, load, read

STEPS = [ChecklistStep("puerta", "Cierra la puerta", "Closes the door", True), ChecklistStep("saludo", "Saluda", "Greets", False)]


def test_marks_are_read_step_by_step() -> None:
    filling = read({"p-puerta": "2", "p-saludo": "0", "comment": "  Buen tono.  \r\n"}, STEPS)
    assert filling.marks == {"puerta": 2, "saludo": 0}
    assert (filling.missing, filling.comment) == ((), "Buen tono.")


@pytest.mark.parametrize("value", ["", "3", "-1", "2.0", " 2", "dos", "٢", "9" * 5000])
def test_what_is_no_mark_is_missing(value: str) -> None:
    assert read({"p-puerta": value}, STEPS).missing == ("puerta", "saludo")


def test_other_fields_are_ignored() -> None:
    assert read({"p-otro": "2", "passed": "1", "points": "24"}, STEPS).marks == {}


@pytest.mark.parametrize("comment", ["Vive en el 45678912", "Llamar al 966 123 456", "HC 12.345.678", "DNI 4567-8912"])
def test_a_comment_with_a_long_number_does_not_stand(comment: str) -> None:
    assert not read({"comment": comment}, STEPS).comment_stands


@pytest.mark.parametrize("comment", ["", "El paso 8, dos veces", "Usó la Línea 100 y el 113", "10 de 12 pasos, 15 minutos"])
def test_ordinary_numbers_stand(comment: str) -> None:
    assert read({"comment": comment}, STEPS).comment_stands


def test_a_very_long_comment_does_not_stand() -> None:
    assert not read({"comment": "a" * 601}, STEPS).comment_stands


@given(st.dictionaries(st.sampled_from(("p-puerta", "p-saludo", "comment", "x")), st.text(max_size=40)))
def test_anything_may_be_posted(fields: dict[str, str]) -> None:
    filling = read(fields, STEPS)
    assert set(filling.marks) | set(filling.missing) == {"puerta", "saludo"}
    assert load(dump(filling.marks)) == filling.marks
    assert fingerprint(filling) == fingerprint(read(fields, STEPS))
