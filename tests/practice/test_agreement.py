"""Agreement of two observers: known kappas, and what is true of every kappa."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.practice.agreement import Agreement, Level, agreement, compared

PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=60)


def test_the_textbook_example() -> None:
    """Two raters, fifty cases: 20 both yes, 15 both no, 5 and 10 apart: p = 0.7, e = 0.5, kappa = 0.4."""
    pairs = [(2, 2)] * 20 + [(2, 0)] * 5 + [(0, 2)] * 10 + [(0, 0)] * 15
    assert agreement(pairs) == Agreement(35, 50, Fraction(2, 5))


def test_three_marks() -> None:
    """p = 6/9; the margins are 3, 3, 3 and 4, 3, 2: e = (12 + 9 + 6) / 81 = 1/3; kappa = 1/2."""
    pairs = [(0, 0), (0, 0), (0, 1), (1, 1), (1, 1), (1, 0), (2, 2), (2, 2), (2, 0)]
    assert agreement(pairs) == Agreement(6, 9, Fraction(1, 2))


def test_always_the_same_mark_says_nothing() -> None:
    assert agreement([(2, 2)] * 12) == Agreement(12, 12, None)
    assert agreement([(2, 2)] * 12).level is None


def test_nobody_compared() -> None:
    assert agreement([]) == Agreement(0, 0, None)


@pytest.mark.parametrize(("kappa", "level"), [
    (Fraction(-1), Level.LOW), (Fraction(40, 100), Level.LOW), (Fraction(404, 1000), Level.LOW),
    (Fraction(41, 100), Level.MODERATE), (Fraction(60, 100), Level.MODERATE), (Fraction(61, 100), Level.GOOD),
    (Fraction(80, 100), Level.GOOD), (Fraction(81, 100), Level.VERY_GOOD), (Fraction(1), Level.VERY_GOOD)])
def test_a_kappa_has_a_word(kappa: Fraction, level: Level) -> None:
    assert Agreement(1, 2, kappa).level is level


def test_a_group_is_compared_step_by_step() -> None:
    one = compared([({"a": 2, "b": 0}, {"a": 2, "b": 1}), ({"a": 1, "b": 2}, {"a": 1, "b": 2})], ["a", "b"])
    assert one.people == 2
    assert (one.whole.equal, one.whole.marks) == (3, 4)
    assert {step: (part.equal, part.marks) for step, part in one.by_step.items()} == {"a": (2, 2), "b": (1, 2)}


def test_a_step_of_another_version_is_left_out() -> None:
    one = compared([({"a": 2, "old": 0}, {"a": 2})], ["a", "new"])
    assert one.by_step["new"] == Agreement(0, 0, None)
    assert one.whole.marks == 1


@given(PAIRS)
def test_kappa_stays_between_its_bounds(pairs: list[tuple[int, int]]) -> None:
    found = agreement(pairs)
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.equal == found.marks)


@given(PAIRS)
def test_who_is_named_first_and_what_the_marks_are_called_change_nothing(pairs: list[tuple[int, int]]) -> None:
    turned = agreement([(other, one) for one, other in pairs])
    renamed = agreement([((one + 1) % 3, (other + 1) % 3) for one, other in pairs])
    assert agreement(pairs) == turned == renamed
