"""The words and sizes that follow from the facts."""

from datetime import date

import pytest

from certificates import wording
from tests.certificates.examples import LONG, LONGEST, NORMAL, WORST


@pytest.mark.parametrize(("starts", "ends", "words"), [
    (date(2026, 11, 10), date(2026, 11, 10), "10 de noviembre de 2026"),
    (date(2026, 11, 10), date(2026, 11, 11), "10 y 11 de noviembre de 2026"),
    (date(2026, 11, 10), date(2026, 11, 14), "del 10 al 14 de noviembre de 2026"),
    (date(2026, 9, 28), date(2026, 10, 3), "del 28 de setiembre al 3 de octubre de 2026"),
    (date(2026, 12, 28), date(2027, 1, 3), "del 28 de diciembre de 2026 al 3 de enero de 2027")])
def test_dates_say_no_month_twice(starts: date, ends: date, words: str) -> None:
    assert wording.days(starts, ends) == words


def test_long_names_are_smaller_and_the_name_stays_the_largest() -> None:
    sizes = [wording.name_size(s.given_names, s.surnames) for s in (NORMAL, LONG, LONGEST)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 42
    assert sizes[-1] >= 21


def test_a_title_is_cut_into_even_lines() -> None:
    assert wording.title_lines("Formación de formadores") == (18, ["Formación de formadores"])
    assert len(wording.title_lines(NORMAL.course_title)[1]) == 2
    size, lines = wording.title_lines("Acompañar " * 30)
    assert size == 14
    assert len(lines) == 1


def test_modules_read_downwards_in_two_columns() -> None:
    left, right = wording.columns(WORST.modules)
    assert left + right == WORST.modules
    assert len(left) == 5
    assert len(wording.columns(WORST.modules[:1])) == 1


def test_the_typed_address_has_no_scheme() -> None:
    assert wording.typed_address("https://replica.example.org/") == "replica.example.org/verificar"


def test_only_a_short_sheet_is_set_with_air() -> None:
    assert wording.roomy(NORMAL)
    assert not wording.roomy(WORST)
