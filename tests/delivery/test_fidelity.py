"""How much of the plan was given, by whom, and what was not."""

from tests.delivery.morning import BEA, BREAK, LUZ, PLENARY, READING, SESSION, TEST, at, cut, on, stands
from training.delivery.fidelity import Share, fidelity
from training.delivery.steps import FINISH, Step

HALF = [on(1, TEST, 8), on(2, SESSION, 8, 30, by=LUZ), on(3, BREAK, 9, 40), cut(4, PLENARY, 9, 45)]


def test_breaks_are_in_no_figure() -> None:
    found = fidelity([stands(HALF, 9, 50)])
    assert (found.planned, found.given, found.essential, found.essential_given) == (4, 2, 2, 2)
    assert (found.planned_minutes, found.minutes) == (170, 100)
    assert found.shares == (Share(LUZ, 1, 70), Share(BEA, 1, 30))


def test_what_is_still_to_come_is_not_missing() -> None:
    assert [line.block.id for line in fidelity([stands(HALF, 9, 50)]).cut] == [PLENARY]
    assert fidelity([stands(HALF, 9, 50)]).left == ()


def test_what_was_left_is_missing_once_it_is_over_and_the_essential_shows() -> None:
    over = [on(1, TEST, 8), Step(2, FINISH, at(8, 30), BEA, key="f")]
    found = fidelity([stands(over, 9)])
    assert [line.block.id for line in found.left] == [SESSION, PLENARY, READING]
    assert [line.block.id for line in found.essential_left] == [SESSION]


def test_a_day_that_nobody_noted_is_missing_too() -> None:
    assert len(fidelity([stands([], 8, days=2)]).left) == 4


def test_nothing_at_all() -> None:
    assert fidelity([]).planned == 0
