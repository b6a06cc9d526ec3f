"""When a workshop happens: dates, hours, windows, enough minutes. Always Lima's clock."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.workshop import Rule
from tests import make
from training.clock import LIMA, at_lima
from training.workshops import schedule

DAY = date(2026, 12, 15)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_half_days_fall_on_the_days_of_the_plan() -> None:
    draft = schedule.draft(make.two_days(), Rule(), DAY)
    assert [(one.number, one.on.day, one.starts.hour, one.minutes) for one in draft.half_days] == [
        (1, 15, 8, 240), (2, 15, 14, 210), (3, 16, 8, 240), (4, 16, 14, 210)]
    assert (draft.minutes, draft.needed, draft.last_day) == (900, 720, date(2026, 12, 16))


def test_the_entry_test_opens_half_an_hour_before_and_closes_with_the_first_half_day() -> None:
    draft = schedule.draft(make.two_days(), Rule(), DAY)
    assert draft.entry == (at_lima(DAY, time(7, 30)), at_lima(DAY, time(12, 0)))


def test_the_exit_test_opens_an_hour_before_its_block_and_stays_open_for_days() -> None:
    draft = schedule.draft(make.two_days(), Rule(), DAY)
    assert draft.exit == (at_lima(date(2026, 12, 16), time(15, 0)), at_lima(date(2026, 12, 20), time(23, 59)))


def test_follow_up_is_counted_from_the_last_day() -> None:
    assert schedule.draft(make.two_days(), Rule(), DAY).follow_up == (
        date(2027, 1, 15), date(2027, 2, 14), date(2027, 3, 16))


@pytest.mark.parametrize(("minutes", "share", "enough"), [(900, 80, 720), (992, 80, 794), (1, 80, 1), (100, 100, 100)])
def test_enough_minutes_are_rounded_up(minutes: int, share: int, enough: int) -> None:
    assert schedule.needed(minutes, share) == enough


@given(days, st.times())
def test_a_local_hour_is_the_same_hour_on_a_wall_in_lima(day: date, hour: time) -> None:
    shown = at_lima(day, hour).astimezone(LIMA)
    assert (shown.date(), shown.time()) == (day, hour)


@given(days)
def test_a_half_day_is_never_moved_by_a_time_zone(day: date) -> None:
    for one in schedule.draft(make.two_days(), Rule(), day).half_days:
        begins = schedule.begins(one).astimezone(LIMA)
        assert (begins.date(), begins.time()) == (one.on, one.starts)
        assert schedule.ends(one).astimezone(LIMA).time() == schedule.ending(one)


def test_eight_in_the_morning_in_lima_is_one_in_the_afternoon_in_greenwich() -> None:
    assert at_lima(DAY, time(8)) == datetime(2026, 12, 15, 13, tzinfo=UTC)


def test_blocks_follow_each_other() -> None:
    first = schedule.draft(make.two_days(), Rule(), DAY).half_days[0]
    assert [(at.hour, at.minute) for at, _ in schedule.timed(first.starts, first.blocks)] == [(8, 0), (8, 30), (11, 0), (11, 15)]
