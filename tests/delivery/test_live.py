"""What is on, how late, when it ends, what may be cut."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.morning import (
    BEA,
    BREAK,
    LUZ,
    PLAN,
    PLENARY,
    READING,
    SESSION,
    TEST,
    at,
    cut,
    on,
    stands,
)
from training.delivery.live import agenda
from training.delivery.steps import CORRECT, FINISH, GIVER, RESTORE, UNDO, Step, happened

BEGUN = [on(1, TEST, 8, 12), on(2, SESSION, 8, 42)]


def test_before_it_begins_nothing_is_late() -> None:
    found = stands([], 7, 30)
    assert (found.begun, found.over, found.late, found.ends) == (False, False, 0, at(11, 5))
    assert found.begins == at(8)


def test_who_has_not_begun_at_the_hour_is_late() -> None:
    assert stands([], 8, 6).late == 6
    assert stands([], 8, 6).ends == at(11, 11)


def test_late_is_when_what_is_on_will_end_against_when_it_should() -> None:
    found = stands(BEGUN, 9)
    assert found.running is not None
    assert (found.running.block.id, found.running.starts, found.running.ends) == (SESSION, at(8, 42), at(9, 42))
    assert (found.late, found.ends) == (12, at(11, 17))
    assert [line.starts for line in found.pending] == [at(9, 42), at(9, 57), at(10, 57)]


def test_a_block_that_takes_too_long_makes_it_later_every_minute() -> None:
    assert [stands(BEGUN, 9, minute).late for minute in (42, 43, 59)] == [12, 13, 29]


def test_who_goes_faster_is_ahead() -> None:
    found = stands([on(1, TEST, 7, 55), on(2, SESSION, 8, 20)], 8, 25)
    assert found.late == -10


def test_seconds_do_not_count() -> None:
    found = agenda(PLAN, BEGUN, at(9, 42).replace(second=59))
    assert found.late == 12


def test_only_what_is_optional_and_to_come_may_be_cut() -> None:
    assert [(line.block.id, ends) for line, ends in stands(BEGUN, 9).cuttable] == [(PLENARY, at(10, 17)), (READING, at(10, 57))]
    assert stands([*BEGUN, on(3, BREAK, 9, 42), on(4, PLENARY, 9, 57), on(5, READING, 11)], 11, 5).cuttable == []


def test_a_cut_shortens_the_morning_and_is_kept_with_its_reason() -> None:
    found = stands([*BEGUN, cut(3, PLENARY, 9, 5)], 9, 10)
    assert found.ends == at(10, 17)
    assert [(line.block.id, line.cut_by, line.late) for line in found.cut] == [(PLENARY, BEA, 12)]
    assert [line.block.id for line in found.pending] == [BREAK, READING]


def test_a_restored_block_comes_again() -> None:
    found = stands([*BEGUN, cut(3, PLENARY, 9, 5), Step(4, RESTORE, at(9, 6), LUZ, PLENARY, key="r")], 9, 10)
    assert [line.block.id for line in found.pending] == [BREAK, PLENARY, READING]


def test_the_last_step_is_taken_back_one_at_a_time() -> None:
    undo = [Step(number, UNDO, at(9), BEA, key=f"u{number}") for number in (3, 4, 5)]
    assert stands([*BEGUN, undo[0]], 9).running.block.id == TEST  # type: ignore[union-attr]  # there is one
    assert stands([*BEGUN, *undo[:2]], 9).begun is False
    assert stands([*BEGUN, *undo], 9).begun is False
    assert stands([*BEGUN, *undo], 9).revision == 5


def test_steps_that_were_sent_together_are_taken_back_together() -> None:
    both = [Step(n, CORRECT, at(12), BEA, block, BEA, at(8 + n), at(8 + n, 30), key=f"same.{n}") for n, block in ((1, TEST), (2, SESSION))]
    assert len(stands(both, 12).given) == 2
    assert stands([*both, Step(3, UNDO, at(12), BEA, key="u")], 12).given == []


def test_who_gives_a_block_may_be_said_afterwards() -> None:
    found = stands([*BEGUN, Step(3, GIVER, at(9), BEA, SESSION, LUZ, key="g")], 9)
    assert found.running is not None and found.running.giver == LUZ


def test_the_end_is_on_time_or_not() -> None:
    steps = [*BEGUN, on(3, BREAK, 9, 40), on(4, PLENARY, 9, 50), on(5, READING, 10, 45), Step(6, FINISH, at(11), BEA, key="f")]
    found = stands(steps, 13)
    assert (found.over, found.ends, found.late) == (True, at(11), -5)
    assert sum(line.minutes for line in found.given) == 168


def test_it_may_end_with_something_left_and_go_on_again() -> None:
    ended = [*BEGUN, Step(3, FINISH, at(9, 40), BEA, key="f")]
    assert stands(ended, 10).over
    assert [line.block.id for line in stands(ended, 10).pending] == [BREAK, PLENARY, READING]
    assert stands([*ended, on(4, BREAK, 10)], 10, 5).over is False


def test_a_half_day_nobody_ended_shows_its_own_hours_the_day_after() -> None:
    found = stands(BEGUN, 15, days=1)
    assert found.left_open and found.is_past and found.may_be_filled
    assert found.running is not None and found.running.ends == at(9, 42)


def test_a_workshop_that_moved_by_a_day_is_not_late_by_a_day() -> None:
    found = agenda(PLAN, [replace(on(1, TEST, 8), at=at(8, 5, days=1))], at(8, 10, days=1))
    assert (found.late, found.is_today, found.begins) == (5, True, at(8, days=1))


def test_what_nobody_noted_may_be_filled_only_afterwards() -> None:
    assert not stands([], 10).may_be_filled
    assert stands([], 11, 5).may_be_filled
    assert stands([], 8, days=3).may_be_filled
    assert not stands(BEGUN, 12).may_be_filled


@pytest.mark.parametrize(("roll_closed", "shut"), [(None, False), ((8, 10), False), ((11, 0), True), ((12, 0), True)])
def test_a_step_is_taken_back_until_the_roll_is_closed_after_the_end(roll_closed: tuple[int, int] | None, shut: bool) -> None:
    steps = [on(1, TEST, 8), Step(2, FINISH, at(11), BEA, key="f")]
    assert stands(steps, 12, 30).is_shut(at(*roll_closed) if roll_closed else None) is shut
    assert stands(steps, 8, days=1).is_shut(None)


def test_only_the_wait_of_a_device_is_believed() -> None:
    assert happened(at(10, 30), 0, None) == at(10, 30)
    assert happened(at(10, 30), 600, at(9)) == at(10, 20)
    assert happened(at(10, 30), 90_000, at(9)) == at(9)  # never before what was noted already
    assert happened(at(10, 30), -50, at(9)) == at(10, 30)


MOVES = st.lists(st.tuples(st.sampled_from(["next", "finish", "cut", "restore", "undo"]), st.integers(1, 5), st.integers(0, 40)),
                 max_size=25)


@given(MOVES, st.integers(0, 300))
def test_whatever_is_pressed_the_clock_makes_sense(moves: list[tuple[str, int, int]], later: int) -> None:
    steps: list[Step] = []
    minute = 0
    for kind, block, wait in moves:
        minute += wait
        found = agenda(PLAN, steps, at(8 + minute // 60, minute % 60) if minute < 900 else at(23))
        if kind == "next" and found.pending:
            block = found.pending[0].block.id
        elif (kind == "next" or kind == "finish" and not found.running
              or kind == "cut" and block not in {line.block.id for line, _ends in found.cuttable}):
            continue
        steps.append(Step(len(steps) + 1, kind, found.now, BEA, None if kind in ("finish", "undo") else block, BEA,
                          key=f"k{len(steps)}"))
    end = min(minute + later, 920)
    found = agenda(PLAN, steps, at(8 + end // 60, end % 60))
    assert len(found.lines) == 5
    assert sum(line.state == "now" for line in found.lines) <= 1
    assert all(line.ends >= line.starts for line in found.lines)
    assert found.over or all(line.ends >= found.now for line in found.ahead)
    coming = found.ahead
    assert all(a.ends == b.starts for a, b in zip(coming, coming[1:], strict=False))
    assert all(line.block.may_be_cut for line in found.cut)
    assert {line.block.id for line in found.lines} == {1, 2, 3, 4, 5}
