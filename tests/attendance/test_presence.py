"""A state and two hours become minutes."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.attendance.presence import (
    ABSENT,
    EXCUSED,
    LATE,
    LEFT,
    PRESENT,
    STATES,
    Presence,
    Why,
    Window,
    WrongHours,
    from_token,
    hour_of,
    settle,
)

MORNING = Window(time(8), 240)
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
presences = st.builds(Presence, st.sampled_from(STATES), st.none() | hours, st.none() | hours)


@pytest.mark.parametrize("said, plain, minutes", [
    (Presence(), Presence(), 240),
    (Presence(ABSENT), Presence(ABSENT), 0),
    (Presence(EXCUSED, time(8, 25)), Presence(EXCUSED), 0),
    (Presence(LATE, time(8, 25)), Presence(LATE, time(8, 25)), 215),
    (Presence(LEFT, None, time(11, 10)), Presence(LEFT, None, time(11, 10)), 190),
    (Presence(LATE, time(8, 25), time(11, 10)), Presence(LATE, time(8, 25), time(11, 10)), 165),
    (Presence(LATE, time(7, 50)), Presence(), 240),
    (Presence(LEFT, None, time(12, 30)), Presence(), 240),
    (Presence(LATE, time(7, 50), time(11, 0)), Presence(LEFT, None, time(11, 0)), 180),
    (Presence(LATE, time(11, 59)), Presence(LATE, time(11, 59)), 1),
])
def test_minutes_count(said: Presence, plain: Presence, minutes: int) -> None:
    assert settle(said, MORNING) == (plain, minutes)


@pytest.mark.parametrize("said, why", [
    (Presence(LATE), Why.NO_HOUR),
    (Presence(LEFT), Why.NO_HOUR),
    (Presence(LATE, time(12)), Why.ARRIVED_AFTER_END),
    (Presence(LEFT, None, time(8)), Why.LEFT_BEFORE_START),
    (Presence(LATE, time(10), time(9)), Why.LEFT_BEFORE_ARRIVING),
    (Presence("dancing"), Why.UNKNOWN_STATE),
])
def test_hours_that_cannot_be_are_refused(said: Presence, why: Why) -> None:
    with pytest.raises(WrongHours) as refused:
        settle(said, MORNING)
    assert refused.value.why is why


def test_a_half_day_may_pass_midnight() -> None:
    night = Window(time(20), 300)
    assert settle(Presence(LATE, time(21)), night)[1] == 240
    assert settle(Presence(LEFT, None, time(0, 30)), night)[1] == 270


@given(presences, hours, st.integers(1, 720))
def test_minutes_stay_inside_the_half_day_and_plain_words_stay_plain(said: Presence, starts: time, minutes: int) -> None:
    window = Window(starts, minutes)
    try:
        plain, counted = settle(said, window)
    except WrongHours:
        return
    assert 0 <= counted <= minutes
    assert settle(plain, window) == (plain, counted)
    assert (counted == 0) is plain.is_away


@given(presences)
def test_a_form_brings_back_what_it_showed(said: Presence) -> None:
    assert from_token(said.token) == said


@given(st.text(max_size=30))
def test_any_other_word_is_nothing(token: str) -> None:
    found = from_token(token)
    assert found is None or from_token(found.token) == found


@pytest.mark.parametrize("text", ["", "8", "25:00", "8:61", "8.25", "ocho", "٨:٢٥", "8:25:00:1", "-1:00"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        hour_of(text)


@pytest.mark.parametrize("text", ["8:25", "08:25", " 08:25 ", "08:25:00"])
def test_hours_may_be_written_in_some_ways(text: str) -> None:
    assert hour_of(text) == time(8, 25)


def test_whoever_is_away_has_no_minutes() -> None:
    assert Presence(ABSENT).is_away and Presence(EXCUSED).is_away and not Presence(PRESENT).is_away
