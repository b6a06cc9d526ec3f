"""Reading the roll that a browser sends, and row numbers from the signed sheet."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.attendance.presence import ABSENT, EXCUSED, LATE, LEFT, PRESENT, Presence, Why, Window
from training.attendance.sheet import Line, Numbers, numbers, read

MORNING = Window(time(8), 240)
PEOPLE = {"ana": 1, "eva": 2, "sin": None}
SHOWN = {f"b-{key}": "0 present - -" for key in PEOPLE}


def lines(form: dict[str, str] | None = None, ticked: tuple[str, ...] = ("ana", "eva", "sin"),
          picked: tuple[int, ...] = (), default_away: bool = False) -> dict[str, Line]:
    found = read(SHOWN | (form or {}), ticked, PEOPLE, picked, MORNING, default_away=default_away)
    return {line.person: line for line in found}


def test_a_page_that_nobody_touched_says_nothing() -> None:
    assert not any(line.is_touched for line in lines().values())


def test_an_unticked_person_is_absent_and_only_she_was_touched() -> None:
    found = lines(ticked=("ana", "sin"))
    assert found["eva"].said == Presence(ABSENT)
    assert [line.person for line in found.values() if line.is_touched] == ["eva"]


def test_hours_make_her_late_or_gone_early() -> None:
    found = lines({"a-ana": "8:25", "s-eva": "11:00"})
    assert found["ana"].said == Presence(LATE, time(8, 25)) and found["eva"].said == Presence(LEFT, None, time(11))


def test_an_excuse_outweighs_tick_and_hours() -> None:
    assert lines({"j-ana": "y", "a-ana": "8:25"})["ana"].said == Presence(EXCUSED)


def test_hours_of_somebody_unticked_do_not_count() -> None:
    assert lines({"a-ana": "nonsense"}, ticked=())["ana"].said == Presence(ABSENT)


@pytest.mark.parametrize("hour, why", [("pronto", Why.NO_HOUR), ("13:00", Why.ARRIVED_AFTER_END)])
def test_a_wrong_hour_stays_on_the_line(hour: str, why: Why) -> None:
    found = lines({"a-ana": hour})["ana"]
    assert (found.why, found.arrived, found.is_touched) == (why, hour, True)


def test_a_row_number_is_the_exception_of_the_half_day() -> None:
    assert lines(picked=(2,))["eva"].said == Presence(ABSENT)
    assert lines(ticked=(), picked=(2,), default_away=True)["eva"].said == Presence(PRESENT)


def test_a_number_does_not_take_an_excuse_away() -> None:
    assert lines({"j-ana": "y"}, picked=(1,))["ana"].said == Presence(EXCUSED)


def test_who_came_after_the_page_was_opened_has_no_line() -> None:
    assert [line.person for line in read({"b-ana": "0 present - -"}, (), PEOPLE, (), MORNING, default_away=False)] == ["ana"]


@pytest.mark.parametrize("shown", ["", "x", "-1 present - -", "٣ present - -", "99999999 present - -", "1 dancing - -"])
def test_a_base_that_is_none_counts_as_nothing_seen(shown: str) -> None:
    assert lines({"b-ana": shown})["ana"].base in (0, 1)


@pytest.mark.parametrize("text, found", [("", set()), ("5 18", {5, 18}), ("5,18;5", {5, 18}), (" 5\n18 ", {5, 18}), ("05", {5})])
def test_numbers_are_read_as_people_type_them(text: str, found: set[int]) -> None:
    assert numbers(text, range(1, 41)) == found


@pytest.mark.parametrize("text", ["41", "0", "5 cinco", "-3", "٣", "5-8", "9" * 5000])
def test_what_is_no_row_is_named(text: str) -> None:
    with pytest.raises(Numbers) as refused:
        numbers(text, range(1, 41))
    assert refused.value.wrong


@given(st.dictionaries(st.sampled_from(["b-ana", "a-ana", "s-ana", "j-ana", "b-eva", "s-eva"]), st.text(max_size=40)))
def test_nothing_that_is_sent_breaks_it(form: dict[str, str]) -> None:
    for line in lines(form).values():
        assert line.said.state in (PRESENT, ABSENT, LATE, LEFT, EXCUSED)
