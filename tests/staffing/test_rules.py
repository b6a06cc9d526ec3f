"""Which dates can be. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.staffing.rules import (
    AHEAD,
    EARLIEST,
    Reason,
    Span,
    is_stale,
    last_day_before,
    wrong_contract,
    wrong_end,
    wrong_start,
)

TODAY = date(2026, 11, 23)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(("since", "reason"), [
    (date(1949, 12, 31), Reason.TOO_EARLY), (date(1950, 1, 1), None), (TODAY, None), (TODAY + AHEAD, None),
    (TODAY + AHEAD + timedelta(days=1), Reason.TOO_FAR_AHEAD), (date.min, Reason.TOO_EARLY), (date.max, Reason.TOO_FAR_AHEAD),
])
def test_a_posting_begins_neither_long_ago_nor_far_ahead(since: date, reason: Reason | None) -> None:
    found = wrong_start(since, TODAY)
    assert (found.reason if found else None) is reason


def test_the_next_one_begins_after_the_one_that_goes_on() -> None:
    now = Span(7, date(2024, 3, 1))
    for since in (date(2024, 2, 1), date(2024, 3, 1)):
        found = wrong_start(since, TODAY, [now])
        assert found is not None and (found.reason, found.span) == (Reason.NOT_AFTER_CURRENT, now)
    assert wrong_start(date(2024, 3, 2), TODAY, [now]) is None


def test_a_last_day_may_be_the_first_elsewhere_and_nothing_overlaps_more() -> None:
    before = Span(7, date(2020, 1, 1), date(2022, 6, 30))
    assert wrong_start(date(2022, 6, 30), TODAY, [before]) is None
    found = wrong_start(date(2022, 6, 29), TODAY, [before])
    assert found is not None and (found.reason, found.span) == (Reason.OVERLAPS, before)


@given(days, st.lists(st.tuples(days, days)))
def test_what_is_allowed_shares_at_most_a_day_with_what_is_known(since: date, known: list[tuple[date, date]]) -> None:
    spans = [Span(1, min(pair), max(pair)) for pair in known]
    if wrong_start(since, TODAY, spans) is None:
        assert EARLIEST <= since <= TODAY + AHEAD
        assert all(span.until is not None and since >= span.until for span in spans)


@pytest.mark.parametrize(("kind", "ends", "reason"), [
    ("cas", None, None), ("cas", date(2026, 12, 31), None), ("cas", date(2025, 1, 1), None),
    ("cas", date(2024, 12, 31), Reason.ENDS_BEFORE_BEGINS), ("", date(2037, 1, 1), Reason.ENDS_TOO_FAR),
    ("appointed", date(2027, 1, 1), Reason.APPOINTED_NEVER_ENDS), ("appointed", None, None), ("serums", date.max, Reason.ENDS_TOO_FAR),
])
def test_a_contract_ends_after_it_begins_and_within_ten_years(kind: str, ends: date | None, reason: Reason | None) -> None:
    found = wrong_contract(kind, ends, date(2025, 1, 1), TODAY)
    assert (found.reason if found else None) is reason


@pytest.mark.parametrize(("until", "reason"), [
    (date(2024, 12, 31), Reason.LEFT_BEFORE_BEGAN), (date(2025, 1, 1), None), (TODAY, None),
    (TODAY + timedelta(days=1), Reason.LEFT_AHEAD)])
def test_a_last_day_lies_between_the_first_and_today(until: date, reason: Reason | None) -> None:
    found = wrong_end(until, date(2025, 1, 1), TODAY)
    assert (found.reason if found else None) is reason


@given(days, days)
def test_the_last_day_before_the_next_is_never_before_the_first(since: date, before: date) -> None:
    last = last_day_before(since, before)
    assert last >= before and (last < since or last == before)
    assert last_day_before(date.min, before) == before


def test_after_a_year_it_is_asked_again() -> None:
    assert not is_stale(TODAY - timedelta(days=365), TODAY) and is_stale(TODAY - timedelta(days=366), TODAY)
