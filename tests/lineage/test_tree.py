"""The tree itself: generations, branches, and that nobody descends from herself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.lineage.tree import InACircle, ancestors, branch, children, circle, depth, generations

SMALL = {1: None, 2: 1, 3: 1, 4: 2, 5: 4}


@st.composite
def forests(draw: st.DrawFn) -> dict[int, int | None]:
    """Trees in which everybody's trainer came before her, in any order of the numbers."""
    order = draw(st.permutations(range(draw(st.integers(1, 25)))))
    parents: dict[int, int | None] = {}
    for place, person in enumerate(order):
        above = draw(st.integers(-1, place - 1))
        parents[person] = None if above < 0 else order[above]
    return parents


def test_generations_count_from_whoever_began() -> None:
    assert generations(SMALL) == {1: 0, 2: 1, 3: 1, 4: 2, 5: 3}


def test_a_trainer_without_a_place_of_her_own_began() -> None:
    assert generations({2: 1}) == {1: 0, 2: 1}


def test_those_above_come_nearest_first() -> None:
    assert ancestors(SMALL, 5) == [4, 2, 1]
    assert ancestors(SMALL, 1) == []


def test_nobody_can_have_been_trained_by_whoever_descends_from_her() -> None:
    assert circle(SMALL, 2, 5) == [5, 4, 2]
    assert circle(SMALL, 2, 2) == [2]
    assert circle(SMALL, 3, 5) == []


def test_a_circle_that_was_written_past_the_rooms_is_found_and_ends() -> None:
    round_ = {1: 3, 2: 1, 3: 2, 4: 3}
    with pytest.raises(InACircle) as found:
        generations(round_)
    assert found.value.people[0] == found.value.people[-1]
    with pytest.raises(InACircle):
        ancestors(round_, 1)
    assert branch(round_, 1) == {1, 2, 3, 4}


def test_a_branch_is_everybody_below() -> None:
    assert branch(SMALL, 2) == {2, 4, 5}
    assert branch(SMALL, 99) == {99}
    assert depth(SMALL, branch(SMALL, 2)) == 3


@given(forests())
def test_everybody_stands_one_below_her_trainer(parents: dict[int, int | None]) -> None:
    known = generations(parents)
    assert known.keys() == parents.keys()
    for person, above in parents.items():
        assert known[person] == (0 if above is None else known[above] + 1)
        assert len(ancestors(parents, person)) == known[person]


@given(forests(), st.data())
def test_a_new_place_is_refused_exactly_where_it_would_close_a_circle(parents: dict[int, int | None],
                                                                     data: st.DataObject) -> None:
    person, trainer = (data.draw(st.sampled_from(sorted(parents))) for _ in range(2))
    changed = {**parents, person: trainer}
    if circle(parents, person, trainer):
        with pytest.raises(InACircle):
            generations(changed)
    else:
        assert generations(changed)[person] == generations(changed)[trainer] + 1


@given(forests())
def test_a_branch_holds_whoever_has_her_above(parents: dict[int, int | None]) -> None:
    for person in parents:
        assert branch(parents, person) == {one for one in parents if one == person or person in ancestors(parents, one)}
    assert sum(map(len, children(parents).values())) == sum(above is not None for above in parents.values())
