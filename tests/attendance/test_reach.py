"""Who can still reach the minutes, from the first half-day on."""

from hypothesis import given
from hypothesis import strategies as st

from training.attendance.reach import Reach, Session, hours, reached_in

NEEDED = 720
OPEN = [Session(1, 240), Session(2, 210), Session(3, 240), Session(4, 210)]
CLOSED_ONE = [Session(1, 240, closed=True), *OPEN[1:]]
ALL_CLOSED = [Session(one.id, one.minutes, closed=True) for one in OPEN]

sessions = st.lists(st.tuples(st.integers(1, 720), st.booleans(), st.booleans()), min_size=1, max_size=8).map(
    lambda found: [Session(number, *one) for number, one in enumerate(found)])


def test_before_anything_happened_everybody_is_on_course() -> None:
    assert hours(OPEN, {}, NEEDED).reach is Reach.ON_COURSE


def test_missing_one_morning_of_four_is_too_much_at_once() -> None:
    """900 planned, 720 needed: without the first 240 only 660 are left."""
    found = hours(CLOSED_ONE, {1: 0}, NEEDED)
    assert (found.reach, found.possible, found.short, found.attended) == (Reach.LOST, 660, 60, 0)


def test_a_morning_missed_counts_before_it_is_closed_too() -> None:
    assert hours(OPEN, {1: 0}, NEEDED).reach is Reach.LOST


def test_half_an_hour_late_leaves_her_on_course() -> None:
    assert hours(CLOSED_ONE, {1: 210}, NEEDED).reach is Reach.ON_COURSE


def test_nobody_marked_in_a_closed_half_day_was_not_there() -> None:
    """A walk-in of the afternoon: she was not there in the morning."""
    assert hours(CLOSED_ONE, {}, NEEDED).reach is Reach.LOST


def test_a_make_up_on_the_calendar_is_the_way_out() -> None:
    with_make_up = [*CLOSED_ONE, Session(5, 60, planned=False)]
    assert hours(with_make_up, {1: 0}, NEEDED).reach is Reach.MAKE_UP
    assert hours([*CLOSED_ONE, Session(5, 59, planned=False)], {1: 0}, NEEDED).reach is Reach.LOST


def test_its_minutes_count_for_who_attends_and_are_never_planned_ones() -> None:
    done = [*ALL_CLOSED, Session(5, 120, planned=False, closed=True)]
    attended = hours(done, {2: 210, 3: 240, 4: 210, 5: 120}, NEEDED)
    assert (attended.attended, attended.planned, attended.reach) == (780, 900, Reach.REACHED)
    assert hours(done, {2: 210, 3: 240, 4: 210}, NEEDED).reach is Reach.LOST


def test_nobody_has_more_minutes_than_were_planned() -> None:
    done = [*ALL_CLOSED, Session(5, 120, planned=False, closed=True)]
    assert hours(done, {1: 240, 2: 210, 3: 240, 4: 210, 5: 120}, NEEDED).attended == 900


def test_who_has_the_minutes_needs_no_more() -> None:
    three = [*ALL_CLOSED[:3], OPEN[3]]
    found = hours(three, {1: 240, 2: 210, 3: 240}, 690)
    assert (found.reach, found.missing) == (Reach.REACHED, 0)


def test_the_session_in_which_she_reached_them() -> None:
    assert reached_in(ALL_CLOSED, {1: 240, 2: 210, 3: 240, 4: 210}, NEEDED) == 4
    assert reached_in(ALL_CLOSED, {1: 240, 2: 210}, NEEDED) is None
    assert reached_in(ALL_CLOSED, {1: 240, 2: 210}, 240) == 1


@given(sessions, st.dictionaries(st.integers(0, 7), st.integers(0, 720)), st.integers(0, 3000))
def test_possible_minutes_never_fall_below_attended_ones(found: list[Session], marks: dict[int, int], needed: int) -> None:
    marks = {one.id: min(marks[one.id], one.minutes) for one in found if one.id in marks}
    hers = hours(found, marks, needed)
    assert 0 <= hers.attended <= hers.possible <= hers.with_make_ups <= hers.planned
    assert (hers.reach is Reach.REACHED) is (hers.missing == 0)
    assert hers.reach is not Reach.LOST or hers.short > 0


@given(sessions, st.integers(0, 3000))
def test_closing_without_absences_never_loses_anybody(found: list[Session], needed: int) -> None:
    before = hours(found, {one.id: one.minutes for one in found if one.closed}, needed)
    closed = [Session(one.id, one.minutes, one.planned, True) for one in found]
    after = hours(closed, {one.id: one.minutes for one in found if one.planned or one.closed}, needed)
    assert after.attended >= before.attended and (before.reach not in (Reach.REACHED, Reach.ON_COURSE)
                                                  or after.reach is Reach.REACHED)
