"""A spelling is corrected; another name is not a spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.naming.likeness import same_person

words = st.lists(st.text("abcdefghijklmnñopqrstuvwxyzáéíóú", min_size=2, max_size=9), min_size=1, max_size=5)


@pytest.mark.parametrize(("new", "known"), [
    ("Illary Quispe Alborada", "Illari Quispe Alborada"), ("Ana María Rojas Luna", "Ana Rojas"),
    ("Yhudit Ñahui Paz", "Judith Nahui Paz"), ("Quispe Rojas Ana", "Ana Quispe Rojas"),
    ("Rosa Delacruz", "Rosa De La Cruz"), ("José Peña", "JOSE PENA"),
])
def test_the_same_person_written_otherwise(new: str, known: str) -> None:
    assert same_person(new, known)


@pytest.mark.parametrize(("new", "known"), [
    ("María Pérez Soto", "Ana Quispe Rojas"), ("Rosa Quispe Rojas", "Ana Quispe Rojas"), ("", "Ana Quispe"),
    ("Ana Torres Vega", "Ana Quispe Rojas"),
])
def test_another_name(new: str, known: str) -> None:
    assert not same_person(new, known)


@given(words, words)
def test_a_name_is_itself_with_or_without_more_words(name: list[str], more: list[str]) -> None:
    assert same_person(" ".join(name), " ".join(name))
    assert same_person(" ".join(name + more), " ".join(name))
    assert same_person(" ".join(reversed(name)), " ".join(name), "otra")
