"""Small numbers stay hidden, and so does whatever would let somebody work them out."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.plans.suppression import FEWEST, SMALL, Sum, of_facility, protect, protect_groups, shown, together


@pytest.mark.parametrize(("part", "whole", "seen"), [
    (5, 5, True), (4, 9, False), (0, 0, False), (4, 4, False), (0, 9, False), (7, 9, False), (6, 7, False), (5, 9, False), (5, 10, True)])
def test_a_count_is_shown_when_neither_the_part_nor_what_lacks_is_small(part: int, whole: int, seen: bool) -> None:
    assert shown(part, whole) is seen


def row(*facilities: tuple[int, int]) -> Sum:
    return together([of_facility(*one) for one in facilities])


def test_a_sum_that_hides_a_single_facility_is_hidden() -> None:
    assert protect([row((20, 30), (2, 3)), row((9, 9), (8, 8))]).rows == (False, True)


def test_a_sum_that_hides_several_which_together_are_large_is_shown() -> None:
    found = protect([row((20, 30), (3, 6), (3, 5)), row((9, 9))])
    assert found.rows == (True, True) and found.total


def test_several_that_are_small_also_together_stay_hidden() -> None:
    assert protect([row((20, 30), (1, 2), (1, 3))]).rows == (False,)


def test_a_sum_that_tells_that_few_lack_is_hidden_and_so_is_the_total() -> None:
    found = protect([row((9, 9)), row((4, 4), (3, 5))])
    assert found.rows == (True, False) and not found.total, "«16 of 18» less «9 of 9» tells that two lack"


def test_when_one_row_is_hidden_another_goes_with_it_so_that_the_total_may_be_shown() -> None:
    rows = [row((2, 7)), row((9, 9), (3, 6), (4, 6)), row((30, 40), (3, 3), (3, 3))]
    found = protect(rows)
    assert found.total and found.rows == (False, False, True)  # the smaller of those that help


def test_where_no_other_row_helps_the_total_is_hidden() -> None:
    found = protect([row((2, 3)), row((9, 9)), row((30, 40))])
    assert not found.total and found.rows == (False, True, True)


def test_nothing_is_hidden_where_everything_is_large() -> None:
    found = protect([row((9, 9)), row((8, 16))])
    assert found.rows == (True, True) and found.total


def test_a_row_without_forms_tells_nothing() -> None:
    assert protect([Sum(), row((9, 9))]).rows == (False, True)


def test_a_country_hides_the_region_whose_own_table_does() -> None:
    alone, large = [row((2, 3)), row((9, 9))], [row((9, 9)), row((8, 8))]
    found = protect_groups([alone, large])
    assert found.rows == (False, True) and not found.total
    assert protect_groups([large, large]).total


COUNTS = st.tuples(st.integers(0, 12), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
NETWORKS = st.lists(st.lists(COUNTS, max_size=5), min_size=1, max_size=5)


def judged_leaks(networks: list[list[tuple[int, int]]], rows: tuple[bool, ...], total: bool) -> list[set[tuple[int, int]]]:
    """The sets of hidden facilities whose sums somebody can work out from everything that is shown: what each row that is
    shown leaves, what the total leaves, and each union and difference of these."""
    hidden = [{(at, number) for number, one in enumerate(found) if not shown(*one)} for at, found in enumerate(networks)]
    known = [frozenset(hidden[at]) for at, seen in enumerate(rows) if seen]
    if total:
        known.append(frozenset(chain.from_iterable(hidden)))
    found = set(known)
    for one, other in combinations(known, 2):
        found |= {one | other, one - other, other - one}
    if total:
        found.add(frozenset(chain.from_iterable(hidden)) - frozenset(chain.from_iterable(
            hidden[at] for at, seen in enumerate(rows) if seen)))
    return [set(one) for one in found if one]


@given(NETWORKS)
def test_nobody_works_out_a_small_number(networks: list[list[tuple[int, int]]]) -> None:
    found = protect([row(*one) for one in networks])
    for leak in judged_leaks(networks, found.rows, found.total):
        part = sum(networks[at][number][0] for at, number in leak)
        whole = sum(networks[at][number][1] for at, number in leak)
        assert len(leak) >= FEWEST and part >= SMALL and (whole == part or whole - part >= SMALL)


@given(NETWORKS)
def test_what_is_shown_is_large(networks: list[list[tuple[int, int]]]) -> None:
    rows = [row(*one) for one in networks]
    found = protect(rows)
    assert all(shown(one.part, one.whole) for one, seen in zip(rows, found.rows, strict=True) if seen)
    assert not found.total or shown(together(rows).part, together(rows).whole)


@given(st.lists(NETWORKS, min_size=1, max_size=4))
def test_nobody_works_it_out_from_the_country_either(regions: list[list[list[tuple[int, int]]]]) -> None:
    """A region is a network of the country whose own table was shown too."""
    groups = [[row(*one) for one in networks] for networks in regions]
    found = protect_groups(groups)
    assert found.rows == tuple(protect(group).total for group in groups)
    if not found.total:
        return
    left: list[tuple[int, int]] = []
    for networks, group, seen in zip(regions, groups, found.rows, strict=True):
        rows = protect(group).rows
        left += [] if seen else [one for network, visible in zip(networks, rows, strict=True) if not visible
                                 for one in network if not shown(*one)]
    assert not left or len(left) >= FEWEST and shown(sum(one[0] for one in left), sum(one[1] for one in left))
