"""Correcting hours: which can be true, and what moves with them."""

from datetime import datetime

import pytest

from tests.delivery.morning import BEA, BREAK, LUZ, PLAN, PLENARY, READING, SESSION, TEST, at, cut, on, stands
from training.delivery.correcting import Fault, as_planned, fault
from training.delivery.steps import CORRECT, FINISH, Step

STEPS = [on(1, TEST, 8), on(2, SESSION, 8, 30), on(3, BREAK, 9, 50), on(4, PLENARY, 10, 5)]


def fixed(block: int, began: datetime | None, ended: datetime | None, giver: int | None = BEA) -> Step:
    return Step(5, CORRECT, at(10, 30), BEA, block, giver, began, ended, key="c")


def test_one_corrected_hour_moves_the_neighbour_too() -> None:
    found = stands([*STEPS, fixed(SESSION, at(8, 35), at(9, 30))], 10, 30)
    assert [(line.block.id, line.starts, line.ends) for line in found.given] == [
        (TEST, at(8), at(8, 35)), (SESSION, at(8, 35), at(9, 30)), (BREAK, at(9, 30), at(10, 5))]


def test_somebody_else_or_a_guest_gave_it() -> None:
    assert stands([*STEPS, fixed(TEST, at(8), at(8, 30), LUZ)], 10).given[0].giver == LUZ
    assert stands([*STEPS, fixed(TEST, at(8), at(8, 30), None)], 10).given[0].giver is None


def test_what_was_not_given_is_to_do_again() -> None:
    assert [line.block.id for line in stands([*STEPS, fixed(SESSION, None, None)], 10, 30).pending] == [SESSION, READING]


def test_a_block_that_was_cut_and_given_after_all_is_given() -> None:
    found = stands([*STEPS, cut(5, READING, 10, 6), fixed(READING, at(10, 10), at(10, 20))], 10, 30)
    assert found.cut == []


@pytest.mark.parametrize(("step", "wrong"), [
    (fixed(SESSION, at(9), at(8, 50)), (Fault.BACKWARDS, None)),
    (fixed(SESSION, at(8, 30), at(10, 40)), (Fault.FUTURE, None)),
    (fixed(SESSION, at(8, 30), None), (Fault.ENDLESS, None)),
    (fixed(SESSION, at(8, 30), at(10, 6)), (Fault.OVERLAPS, BREAK)),  # the break would end before it begins
    (fixed(READING, at(8, 10), at(8, 20)), (Fault.OVERLAPS, TEST)),
    (fixed(READING, at(10, 10), at(10, 20)), (Fault.OVERLAPS, PLENARY)),
    (fixed(SESSION, at(8, 30), at(9, 45)), None),
    (fixed(PLENARY, at(10, 10), None), None),
    (fixed(SESSION, None, None), None),
])
def test_hours_that_cannot_be_true(step: Step, wrong: tuple[Fault, int | None] | None) -> None:
    assert fault(STEPS, step, at(10, 30)) == wrong


def test_nobody_noted_anything() -> None:
    found = as_planned(PLAN, [], at(18))
    assert [(block, began) for block, began, _ended in found] == [
        (TEST, at(8)), (SESSION, at(8, 30)), (BREAK, at(9, 30)), (PLENARY, at(9, 45)), (READING, at(10, 45))]
    assert found[-1][2] == at(11, 5)


def test_what_was_left_open_goes_on_from_its_last_step() -> None:
    steps = [on(1, TEST, 8, 10), on(2, SESSION, 8, 40), cut(3, PLENARY, 8, 45)]
    assert as_planned(PLAN, steps, at(7, days=1)) == [
        (SESSION, at(8, 40), at(9, 40)), (BREAK, at(9, 40), at(9, 55)), (READING, at(9, 55), at(10, 15))]


def test_what_was_made_up_for_on_another_day_moves_no_hour() -> None:
    steps = [on(1, TEST, 8), Step(2, FINISH, at(8, 30), BEA, key="f"), fixed(SESSION, at(9, days=1), at(10, days=1))]
    found = stands(steps, 11, days=1)
    assert (found.over, found.ends, len(found.given)) == (True, at(8, 30), 2)
