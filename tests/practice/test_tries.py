"""Tries: who decides one, when the next may begin, and when coaching comes first."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.practice.tries import Agreed, No, Sheet, State, Way, way

NINE = datetime(2026, 12, 15, 14, tzinfo=UTC)
SAMI, LUZ, PAZ = 1, 2, 3


def sheet(number: int = 1, by: int = SAMI, began: int = 0, ended: int | None = 10, passed: bool = True,
          points: int = 20) -> Sheet:
    """A sheet; minutes after nine. ``ended`` None: still open."""
    at = NINE + timedelta(hours=number)
    return Sheet((), f"k{number}{by}", number, by, at + timedelta(minutes=began),
                 None if ended is None else at + timedelta(minutes=ended), None if ended is None else passed, points, 24)


def failed(*numbers: int) -> list[Sheet]:
    return [sheet(number, passed=False) for number in numbers]


@pytest.mark.parametrize(("sheets", "coaching", "state"), [
    ([], [], State.TO_OBSERVE),
    ([sheet(ended=None)], [], State.UNDER_WAY),
    ([sheet()], [], State.PASSED),
    (failed(1), [], State.AGAIN),
    ([*failed(1), sheet(2, ended=None)], [], State.UNDER_WAY),
    ([*failed(1), sheet(2)], [], State.PASSED),
    (failed(1, 2), [], State.COACHING),
    (failed(1, 2), [Agreed(2, date(2026, 12, 20))], State.AGREED),
    (failed(1, 2), [Agreed(2, date(2026, 12, 20), date(2026, 12, 21))], State.COACHED),
    (failed(1, 2, 3), [Agreed(2, date(2026, 12, 20), date(2026, 12, 21))], State.COACHING),
    ([*failed(1, 2), sheet(3)], [Agreed(2, date(2026, 12, 20), date(2026, 12, 21))], State.PASSED),
    (failed(2), [], State.AGAIN),  # the first was voided: it used no try
])
def test_where_somebody_stands(sheets: list[Sheet], coaching: list[Agreed], state: State) -> None:
    assert way(sheets, coaching, 2).state is state


def test_two_observers_decide_together_and_the_stricter_wins() -> None:
    both = way([sheet(by=SAMI), sheet(by=LUZ, began=2, ended=12, passed=False, points=19)])
    assert both.state is State.AGAIN
    assert both.last and both.last.strictest.observer_id == LUZ


def test_while_the_second_observer_writes_nothing_is_decided() -> None:
    assert way([sheet(by=SAMI), sheet(by=LUZ, began=2, ended=None)]).state is State.UNDER_WAY


def test_both_have_to_pass_her() -> None:
    both = way([sheet(by=SAMI), sheet(by=LUZ, began=2, ended=12)])
    assert both.state is State.PASSED
    assert both.passed and both.passed.settled_at == NINE + timedelta(hours=1, minutes=12)


def test_a_sheet_begun_after_the_decision_changes_nothing() -> None:
    late = way([sheet(by=SAMI), sheet(by=LUZ, began=180, ended=190, passed=False)])
    assert late.state is State.PASSED
    assert late.last and [one.observer_id for one in late.last.deciding] == [SAMI]
    assert way([sheet(by=SAMI), sheet(by=LUZ, began=180, ended=None)]).state is State.PASSED


@pytest.mark.parametrize(("sheets", "number", "observer", "no"), [
    ([], 1, SAMI, None),
    ([], 2, SAMI, No.STALE),
    ([sheet(ended=None)], 1, SAMI, None),                       # her own, once more
    ([sheet(ended=None)], 1, LUZ, None),                        # the second observer
    ([sheet(ended=None), sheet(by=LUZ, ended=None)], 1, PAZ, No.FULL),
    ([sheet(ended=None)], 2, LUZ, No.OPEN),
    ([sheet()], 2, SAMI, No.PASSED),
    ([sheet()], 1, LUZ, None),                                  # late, for the agreement
    (failed(1), 2, LUZ, None),
    (failed(1), 3, LUZ, No.STALE),
    (failed(1, 2), 1, LUZ, No.STALE),
    (failed(1, 2), 3, SAMI, No.COACHING),
])
def test_who_may_begin_what(sheets: list[Sheet], number: int, observer: int, no: No | None) -> None:
    assert way(sheets, (), 2).objection(number, observer) is no


def test_coaching_that_was_done_opens_another_try() -> None:
    done = Agreed(2, date(2026, 12, 20), date(2026, 12, 21))
    assert way(failed(1, 2), [Agreed(2, date(2026, 12, 20))]).objection(3, SAMI) is No.COACHING
    assert way(failed(1, 2), [done]).objection(3, SAMI) is None
    assert way(failed(1, 2, 3), [done]).objection(4, SAMI) is No.COACHING


SHEETS = st.lists(st.builds(sheet, st.integers(1, 4), st.sampled_from((SAMI, LUZ)), st.integers(0, 30),
                            st.one_of(st.none(), st.integers(30, 50)), st.booleans()),
                  unique_by=lambda one: (one.number, one.observer_id))


@given(SHEETS, st.integers(1, 3))
def test_the_order_in_which_sheets_are_read_changes_nothing(sheets: list[Sheet], allowed: int) -> None:
    one, other = way(sheets, (), allowed), way(sheets[::-1], (), allowed)
    assert one == other
    assert isinstance(one, Way)


@given(SHEETS)
def test_what_is_passed_was_passed_by_everybody_who_decided(sheets: list[Sheet]) -> None:
    for one in way(sheets).tries:
        assert set(one.deciding) <= set(one.sheets)
        if one.passed:
            assert all(deciding.passed for deciding in one.deciding)
        if not one.open and one.sheets:
            assert one.settled_at is not None


@given(SHEETS)
def test_a_late_sheet_never_changes_what_was_decided(sheets: list[Sheet]) -> None:
    for one in way(sheets).tries:
        if one.settled_at is not None:
            late = Sheet((), "late", one.number, PAZ, one.settled_at + timedelta(hours=1), None)
            after = way([*one.sheets, late]).tries[0]
            assert (after.passed, after.settled_at) == (one.passed, one.settled_at)
