"""The rules: two levels, who leads, which dates cannot be, who is dormant, when a median says too much."""

from datetime import date, timedelta

import pytest

from training.lineage.rules import (
    EARLIEST,
    Facilitator,
    Flaw,
    date_flaw,
    enough,
    is_dormant,
    lead,
    may_lead_trainers,
    middle,
)

TODAY = date(2026, 11, 23)


def somebody(number: int, **more: object) -> Facilitator:
    said: dict[str, object] = {"licensed": False, "trainer": True, "opened": False, "generation": None} | more
    return Facilitator(number, **said)  # type: ignore[arg-type]  # a test says only what matters


@pytest.mark.parametrize(("generation", "may"), [(None, True), (0, True), (1, True), (2, False), (3, False)])
def test_whoever_stands_on_the_last_level_leads_no_course_of_trainers(generation: int | None, may: bool) -> None:
    assert may_lead_trainers(generation) is may


def test_a_licence_counts_before_who_opened_the_cohort() -> None:
    opened, licensed = somebody(1, opened=True), somebody(2, licensed=True)
    assert lead([opened, licensed], of_trainers=False) == 2
    assert lead([opened, somebody(0)], of_trainers=False) == 1
    assert lead([], of_trainers=False) is None


def test_a_course_of_trainers_is_led_by_somebody_who_may() -> None:
    last, first = somebody(1, opened=True, licensed=True, generation=2), somebody(2, generation=0)
    assert lead([last, first], of_trainers=True) == 2
    assert lead([last, first], of_trainers=False) == 1
    assert lead([last], of_trainers=True) == 1  # it happened: somebody led


def test_an_administrator_who_opened_it_leads_only_when_nobody_else_does() -> None:
    assert lead([somebody(1, trainer=False, opened=True), somebody(2)], of_trainers=True) == 2


@pytest.mark.parametrize(("since", "trainers", "trained", "flaw"), [
    (TODAY, None, [], None),
    (TODAY + timedelta(days=1), None, [], Flaw.FUTURE),
    (EARLIEST - timedelta(days=1), None, [], Flaw.ANCIENT),
    (date(2020, 1, 1), date(2020, 1, 2), [], Flaw.BEFORE_TRAINER),
    (date(2020, 1, 2), date(2020, 1, 2), [], None),
    (date(2020, 1, 2), None, [date(2021, 1, 1), date(2020, 1, 1)], Flaw.AFTER_TRAINED),
])
def test_dates_that_cannot_be(since: date, trainers: date | None, trained: list[date], flaw: Flaw | None) -> None:
    assert date_flaw(since, TODAY, trainers, trained) is flaw


@pytest.mark.parametrize(("licensed", "last", "dormant"), [
    (None, None, False), (TODAY - timedelta(days=400), None, True),
    (TODAY - timedelta(days=400), TODAY - timedelta(days=184), True),
    (TODAY - timedelta(days=400), TODAY - timedelta(days=183), False), (TODAY - timedelta(days=30), None, False)])
def test_dormant_is_half_a_year_with_a_licence_and_without_a_cohort(licensed: date | None, last: date | None,
                                                                    dormant: bool) -> None:
    assert is_dormant(licensed, last, TODAY) is dormant


def test_a_median_of_two_regions_is_not_told() -> None:
    assert middle([1.0, None, 3.0]) is None
    assert middle([1.0, 5.0, 2.0, None]) == 2.0


@pytest.mark.parametrize(("people", "seen"), [
    ([], []), ([5, 9], [True, True]), ([4, 9], [False, False]), ([4, 9, 6], [False, True, False]),
    ([3, 2, 9], [False, False, True]), ([0, 9], [False, True]), ([1, 5, 7, 1], [False, False, True, False])])
def test_a_group_is_hidden_with_one_that_it_would_give_away(people: list[int], seen: list[bool]) -> None:
    assert enough(people) == seen
