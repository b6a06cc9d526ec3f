"""What is a month of a report, and what is none."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.reporting.months import Month, NotAMonth, latest, next_month, read_month

TODAY = date(2026, 11, 23)


def test_the_running_month_goes_as_far_as_today() -> None:
    month = read_month("2026-11", TODAY)
    assert (month.first, month.at, month.is_running) == (date(2026, 11, 1), TODAY, True)


def test_a_month_that_ended_goes_to_its_last_day() -> None:
    month = read_month("2026-02", TODAY)
    assert (month.at, month.is_running, str(month)) == (date(2026, 2, 28), False, "2026-02")


@pytest.mark.parametrize("written", ["2026-12", "2027-01", "2023-12", "2026-13", "2026-00", "2026-1", "noviembre", "",
                                     "2026-11-01", "٢٠٢٦-١١", " 2026-11", "2026-11\n"])
def test_what_is_no_month_of_ours_is_refused(written: str) -> None:
    with pytest.raises(NotAMonth):
        read_month(written, TODAY)


@given(st.text(max_size=12))
def test_any_text_is_a_month_or_is_refused(written: str) -> None:
    with suppress(NotAMonth):
        assert str(read_month(written, TODAY)) == written


@given(st.dates(date(2024, 1, 1), date(2100, 1, 1)))
def test_months_follow_one_another(day: date) -> None:
    month = Month(day.replace(day=1), day)
    assert month.last < next_month(month.first) and next_month(month.first).day == 1
    assert month.first <= month.at <= month.last


def test_the_list_to_choose_from_begins_with_today_and_stops_where_replica_began() -> None:
    found = latest(TODAY)
    assert [str(found[0]), str(found[1]), str(found[23])] == ["2026-11", "2026-10", "2024-12"]
    assert [str(one) for one in latest(date(2024, 2, 1))] == ["2024-02", "2024-01"]
