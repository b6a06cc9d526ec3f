"""The words and sizes that follow from the facts."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.paper import wording
from tests.certificates.examples import LONG, LONGEST, NORMAL, PRESENT, WORST
from training.press import fonts


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


@pytest.mark.parametrize(("starts", "ends", "words"), [
    (date(2026, 11, 10), date(2026, 11, 11), "el 10 y 11 de noviembre de 2026"),
    (date(2026, 9, 28), date(2026, 10, 3), "del 28 de setiembre al 3 de octubre de 2026")])
def test_days_inside_a_sentence(starts: date, ends: date, words: str) -> None:
    assert wording.on_the_days(starts, ends) == words


@pytest.mark.parametrize(("hour", "make_up", "words"), [
    (8, False, "3. Miércoles 11 de noviembre, mañana"), (14, False, "3. Miércoles 11 de noviembre, tarde"),
    (18, True, "Recuperación: miércoles 11 de noviembre, noche")])
def test_a_half_day_is_called_by_its_day(hour: int, make_up: bool, words: str) -> None:
    assert wording.half_day(3, date(2026, 11, 11), time(hour), make_up=make_up) == words


def test_minutes_are_whole_lessons() -> None:
    assert wording.lessons(870) == "19 horas lectivas completas"
    assert wording.lessons(46) == "1 hora lectiva completa"
    assert wording.hours_words("1") == "1 hora cronológica"


letters = st.text(st.characters(categories=["L"]), min_size=1, max_size=80)


@given(letters, letters)
def test_a_name_that_fits_the_certificate_fits_the_constancia(given_names: str, surnames: str) -> None:
    longest = max(fonts.width(given_names), fonts.width(surnames))
    if longest * wording.SIZES[-1] <= wording.COLUMN:
        assert longest * wording.letter_size(given_names, surnames) <= wording.LETTER


def test_a_file_is_called_by_its_paper() -> None:
    assert wording.file_name(NORMAL) == "certificado-2026-000128"
    assert wording.file_name(PRESENT) == "constancia-2026-C-000045"
