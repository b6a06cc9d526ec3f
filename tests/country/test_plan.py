"""The plan of a country: as much of each thing as asked, the same for the same seed, and nothing that cannot be."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from training.demo.country.facilities import GONE, NOBODY
from training.demo.country.groups import HERSELF
from training.demo.country.outcomes import ATTENDED, CERTIFIED, NOTHING
from training.demo.country.plan import NEVER, Country, Found, planned
from training.demo.country.regions import SHARES, divided
from training.demo.country.sizes import ONE_REGION, WHOLE, Size

TODAY = date(2026, 11, 23)
MODULES = {"a": tuple(f"a{number}" for number in range(1, 11)), "b": tuple(f"b{number}" for number in range(1, 7))}


def country(people: int, seed: str = "one") -> Country:
    found = Found({code: (number, f"DIRESA {code}", f"{number:02}") for number, code in enumerate(SHARES, 1)}, 1, 2, "x", "d",
                  {}, MODULES)
    return planned(Size(people), seed, TODAY, datetime(2026, 11, 23, 12, tzinfo=UTC), found)


@pytest.fixture(scope="module")
def whole() -> Country:
    return country(WHOLE)


def test_the_whole_country_has_the_figures_that_it_promises(whole: Country) -> None:
    assert len(whole.regions) == 29 and len(whole.places) == 9_200 and len(whole.groups) == pytest.approx(12_000, abs=20)
    assert sum(one.trainers for one in whole.regions) == 3_000 and whole.members_before[-1] > WHOLE
    assert whole.papers_before[-1] == 250_000 and Counter(whole.result)[CERTIFIED] == 145_000
    assert {group.generation for group in whole.groups if group.people} == {1, 2}


def test_everybody_is_in_one_cohort_of_everybodys_course(whole: Country) -> None:
    people = [one for at, group in enumerate(whole.groups) if group.course == "a" for one in whole.members(at)]
    assert len(people) == WHOLE == len(set(people))


def test_facilities_stand_in_every_way(whole: Country) -> None:
    trained = Counter(place for one, place in enumerate(whole.works_at) if whole.result[one] == CERTIFIED)
    before = {place for one, place in enumerate(whole.worked_at) if place != NEVER and whole.result[one] == CERTIFIED}
    nobody = {at for at, place in enumerate(whole.places) if place.fares == NOBODY}
    gone = {at for at, place in enumerate(whole.places) if place.fares == GONE}
    assert len(nobody) > 500 and len(gone) > 200 and not nobody & before and gone <= before
    assert not (nobody | gone) & set(trained)


def test_cohorts_stand_in_the_order_of_time_and_open_ones_gave_no_papers(whole: Country) -> None:
    starts = [group.starts for group in whole.groups]
    assert starts == sorted(starts) and any(group.starts > TODAY for group in whole.groups)
    assert all(whole.papers_before[at + 1] == whole.papers_before[at]
               for at, group in enumerate(whole.groups) if not group.closed)


@pytest.mark.parametrize("people", [200, 400, 5_000, ONE_REGION])
def test_a_region_is_the_demonstrations_trainers_own_and_everything_is_in_proportion(people: int) -> None:
    found = country(people)
    assert [one.code for one in found.regions] == ["aya"] and found.papers_before[-1] == round(250_000 * people / WHOLE)
    assert any(HERSELF in group.leads for group in found.groups)
    assert set(found.result) <= {NOTHING, ATTENDED, CERTIFIED} and max(found.works_at) < len(found.places)


def test_the_same_seed_gives_the_same_country_and_another_seed_another() -> None:
    one, same, other = country(2_000), country(2_000), country(2_000, "two")
    assert one == same and one.key("user", 7) == same.key("user", 7)
    assert one.result != other.result and one.key("user", 7) != other.key("user", 7)


@pytest.mark.parametrize(("total", "weights"), [(10, [1, 1, 1]), (0, [3, 1]), (7, [100, 1]), (9_200, list(SHARES.values()))])
def test_what_is_divided_adds_up(total: int, weights: list[int]) -> None:
    assert sum(divided(total, weights)) == total and min(divided(total, weights)) >= 0
