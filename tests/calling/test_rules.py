"""Weeks, days and addresses of calls."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from training.calling.rules import ADDRESS_OF, KIND_OF, KINDS, first_name, may_have_called, monday, sunday

DAYS = st.dates(date(2000, 1, 10), date(2100, 1, 1))


@given(DAYS)
def test_a_week_goes_from_monday_to_sunday(day: date) -> None:
    assert monday(day).weekday() == 0 and sunday(day).weekday() == 6
    assert monday(day) <= day <= sunday(day) == monday(day) + timedelta(days=6)


@given(DAYS, st.integers(-30, 30))
def test_a_call_is_noted_within_a_fortnight(today: date, days: int) -> None:
    assert may_have_called(today - timedelta(days=days), today) is (0 <= days <= 14)
    assert not may_have_called(None, today)


def test_each_kind_has_an_address_without_a_word_about_the_course() -> None:
    assert set(ADDRESS_OF) == set(KINDS) and {KIND_OF[ADDRESS_OF[kind]] for kind in KINDS} == set(KINDS)


def test_the_first_of_the_given_names() -> None:
    assert [first_name(one) for one in ("Rosa Luz", " Rosa ", "", "(datos borrados)")] == ["Rosa", "Rosa", "", "(datos"]
