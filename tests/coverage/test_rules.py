"""When a facility is covered and ready; shares never look better than they are."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.coverage import rules
from training.coverage.states import COVERED, LAPSED, NO_DATA, PARTLY, STATES

COUNTS = st.integers(0, 10_000)
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("trained", "before", "target", "state"), [
    (1, 1, 1, COVERED), (3, 3, 2, COVERED), (1, 4, 2, PARTLY), (0, 1, 1, LAPSED), (0, 0, 1, NO_DATA), (0, 9, 500, LAPSED)])
def test_the_four_states(trained: int, before: int, target: int, state: str) -> None:
    assert rules.state_of(trained, before, target) == state


@given(COUNTS, COUNTS, st.integers(1, 500))
def test_one_more_trained_person_never_makes_it_worse(trained: int, before: int, target: int) -> None:
    order = {NO_DATA: 0, LAPSED: 0, PARTLY: 1, COVERED: 2}
    state, more = rules.state_of(trained, before, target), rules.state_of(trained + 1, before, target)
    assert state in STATES and order[more] >= order[state]
    assert (state == COVERED) == (trained >= target)


@given(st.lists(st.none() | st.dates(), min_size=3, max_size=3), st.sampled_from(STATES), st.dates())
def test_ready_is_covered_with_everything_in_date(untils: list[date | None], state: str, today: date) -> None:
    ready = rules.is_ready(state, untils, today)
    assert ready == (state == COVERED and None not in untils and all(one >= today for one in untils if one))


def test_the_last_day_still_counts() -> None:
    assert rules.is_ready(COVERED, [DAY, DAY, DAY], DAY)
    assert not rules.is_ready(COVERED, [DAY, DAY, DAY - timedelta(days=1)], DAY)
    assert not rules.is_ready(COVERED, [DAY, None, DAY], DAY)


@given(COUNTS, st.integers(1, 10_000))
def test_a_share_is_never_shown_higher_than_it_is(part: int, whole: int) -> None:
    part = min(part, whole)
    shown = rules.percent(part, whole)
    assert shown is not None
    assert Fraction(shown, 100) <= Fraction(part, whole) < Fraction(shown + 1, 100)
    assert (shown == 100) == (part == whole)


def test_79_point_9_does_not_look_like_80() -> None:
    assert rules.percent(799, 1000) == 79
    assert rules.percent(0, 0) is None


@given(st.lists(st.fractions(0, 1), min_size=1))
def test_half_of_them_lie_on_each_side_of_the_median(shares: list[Fraction]) -> None:
    found = rules.median(shares)
    assert found is not None
    assert 2 * sum(one <= found for one in shares) >= len(shares)
    assert 2 * sum(one >= found for one in shares) >= len(shares)


@given(st.lists(st.fractions(0, 1), max_size=rules.ENOUGH_TO_COMPARE - 1))
def test_the_median_of_a_few_is_not_told(shares: list[Fraction]) -> None:
    assert rules.median_percent(shares) is None


def test_the_median_is_rounded_down_too() -> None:
    assert rules.median_percent([Fraction(799, 1000)] * 3) == 79
    assert rules.median_percent([Fraction(0), Fraction(1, 2), Fraction(1, 4), Fraction(1)]) == 37


@given(st.integers(0, 100))
def test_a_darker_tile_is_never_a_lower_share(value: int) -> None:
    assert 1 <= rules.level(value) <= rules.level(min(100, value + 1)) <= 4


@pytest.mark.parametrize(("value", "level"), [(None, 0), (0, 1), (29, 1), (30, 2), (54, 2), (55, 3), (74, 3), (75, 4), (100, 4)])
def test_the_steps_of_the_legend(value: int | None, level: int) -> None:
    assert rules.level(value) == level


@given(st.integers(0, 10_000))
def test_a_small_sensitive_count_is_hidden(count: int) -> None:
    assert (rules.shown(count) == "< 5") == (1 <= count <= 4)


@given(st.dates(date(2000, 1, 1)), st.integers(0, 120))
def test_months_go_back_one_by_one(day: date, back: int) -> None:
    month = rules.first_of_month(day, back)
    assert month.day == 1
    assert (day.year - month.year) * 12 + day.month - month.month == back
