"""When a facility falls below its target. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.staffing.forecast import Planned, months_on, nearest, uncovered_on

TODAY = date(2026, 11, 23)
DEC, MAR = date(2026, 12, 31), date(2027, 3, 31)
ends = st.lists(st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2035, 1, 1))), max_size=12)
targets = st.integers(1, 12)


@pytest.mark.parametrize(("people", "target", "day"), [
    ([DEC], 1, date(2027, 1, 1)), ([DEC, MAR], 1, date(2027, 4, 1)), ([DEC, MAR], 2, date(2027, 1, 1)),
    ([DEC, None], 1, None), ([DEC, None], 2, date(2027, 1, 1)), ([], 1, None), ([DEC], 2, None), ([None], 1, None),
    ([date(2026, 11, 1)], 1, TODAY), ([TODAY], 1, date(2026, 11, 24)), ([date.max], 1, None), ([DEC, DEC, DEC], 2, date(2027, 1, 1)),
    ([DEC], 0, None),
])
def test_it_is_the_day_after_the_one_too_many_goes(people: list[date | None], target: int, day: date | None) -> None:
    assert uncovered_on(people, target, TODAY) == day


def left_on(people: list[date | None], day: date) -> int:
    """How many are left by their contracts."""
    return sum(end is None or end >= day for end in people)


@given(ends, targets)
def test_it_is_the_first_day_below_the_target(people: list[date | None], target: int) -> None:
    day = uncovered_on(people, target, TODAY)
    if day is None:
        assert len(people) < target or left_on(people, date.max) >= target
    else:
        assert day >= TODAY and left_on(people, day) < target <= len(people)
        assert day == TODAY or left_on(people, day - timedelta(days=1)) >= target


@given(ends, targets)
def test_one_more_without_an_end_never_makes_it_sooner(people: list[date | None], target: int) -> None:
    before, after = uncovered_on(people, target, TODAY), uncovered_on([*people, None], target, TODAY)
    assert before is None or after is None or after >= before


@given(ends, targets, st.randoms())
def test_the_order_of_the_people_does_not_matter(people: list[date | None], target: int, chance: object) -> None:
    mixed = list(people)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    assert uncovered_on(mixed, target, TODAY) == uncovered_on(people, target, TODAY)


@pytest.mark.parametrize(("day", "months", "later"), [
    (date(2026, 11, 23), 3, date(2027, 2, 23)), (date(2026, 11, 30), 3, date(2027, 2, 28)),
    (date(2026, 12, 31), 12, date(2027, 12, 31)), (date(2027, 11, 30), 3, date(2028, 2, 29))])
def test_months_are_counted_as_people_do(day: date, months: int, later: date) -> None:
    assert months_on(day, months) == later


def planned(key: str, starts: int, authority: int = 1, *networks: str) -> Planned:
    return Planned(key, key, "Auditorio", authority, TODAY + timedelta(days=starts), frozenset(networks))


def test_the_nearest_cohort_is_of_the_network_then_of_the_region_and_the_earliest() -> None:
    cohorts = [planned("c", 40, 1, "Red Alta"), planned("a", 20), planned("b", 30, 1, "Red Alta"), planned("x", 1, 2)]
    def found(authority: int, network: str, falls: int) -> str:
        one = nearest(cohorts, authority, network, TODAY + timedelta(days=falls))
        return one.key if one else ""

    assert found(1, "Red Alta", 60) == "b" and found(1, "Red Baja", 60) == "a" and found(1, "", 60) == "a"
    assert found(1, "Red Alta", 30) == "a" and found(1, "Red Alta", 0) == "a"  # none of the network comes in time
    assert found(3, "Red Alta", 60) == ""
