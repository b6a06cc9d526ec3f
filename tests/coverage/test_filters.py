"""What stands in the address of a list."""

import pytest

from training.coverage.filters import Filter, Unreadable, read

ALL = {"region": "aya", "red": "Red Norte", "microred": "Uno", "estado": "perdio", "categoria": "I-1", "listo": "no",
       "vence": "trimestre", "orden": "falta"}


def test_a_filter_goes_to_the_address_and_back() -> None:
    assert read(ALL).address() == ALL
    assert read({}).address() == {}
    assert not read({"region": "aya"}).is_narrow


def test_a_state_is_one_step_away() -> None:
    assert Filter(region="aya").address(state="to cover") == {"region": "aya", "estado": "por-cubrir"}


@pytest.mark.parametrize("values", [{"estado": "x"}, {"vence": "ayer"}, {"listo": "quizá"}, {"orden": "id; DROP"},
                                    {"region": "x" * 81}, {"red": "a\0b"}, {"categoria": "\u202e"}])
def test_an_address_that_no_page_writes_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        read(values)


def test_words_never_stand_in_an_address() -> None:
    assert read({"words": "loma"}, "  Río   Manso ").words == "Río Manso"
    assert "words" not in read({}, "loma").address()
