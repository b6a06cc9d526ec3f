"""What a checklist is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.reference import ChecklistStep
from training.practice.scoring import MARKS, percent, score


def steps(critical: str) -> list[ChecklistStep]:
    """One step a letter: «c» critical, «-» not."""
    return [ChecklistStep(f"s{n}", "Texto", "Text", letter == "c") for n, letter in enumerate(critical)]


def marks(text: str) -> dict[str, int]:
    """One mark a digit; «.» for none."""
    return {f"s{n}": int(mark) for n, mark in enumerate(text) if mark != "."}


@pytest.mark.parametrize(("critical", "given_marks", "points", "passed"), [
    ("c---", "2222", 8, True),
    ("c---", "2211", 6, False),          # 75 %
    ("c----", "22211", 8, True),         # exactly 80 %
    ("c---", "1222", 7, False),          # 88 %, a critical step with help
    ("c---", "0222", 6, False),
    ("----", "2221", 7, True),           # no critical step
    ("c---", "222.", 6, False),          # no mark is nothing done
    ("cc", "....", 0, False),
])
def test_a_pass_needs_every_critical_step_and_the_share(critical: str, given_marks: str, points: int, passed: bool) -> None:
    found = score(steps(critical), marks(given_marks), 80)
    assert (found.points, found.passed) == (points, passed)


def test_it_names_the_critical_steps_that_were_missed() -> None:
    assert score(steps("c-cc"), marks("2012"), 80).missed == ("s2",)


def test_an_empty_list_is_never_passed() -> None:
    assert not score([], {}, 0).passed
    assert percent(0, 0) == 0


def test_twelve_steps_ask_for_twenty_points_of_twenty_four() -> None:
    assert not score(steps("-" * 12), marks("222222222100"), 80).passed  # 19
    assert score(steps("-" * 12), marks("222222222110"), 80).passed      # 20


def test_per_cent_are_rounded_down() -> None:
    assert (percent(19, 24), percent(799, 1000), percent(24, 24)) == (79, 79, 100)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(MARKS)), min_size=1, max_size=14), st.integers(0, 100))
def test_more_marks_never_make_it_worse(rows: list[tuple[bool, int]], share: int) -> None:
    listed = [ChecklistStep(f"s{n}", "Texto", "Text", critical) for n, (critical, _) in enumerate(rows)]
    given_marks = {f"s{n}": mark for n, (_, mark) in enumerate(rows)}
    before = score(listed, given_marks, share)
    assert 0 <= before.points <= before.out_of and 0 <= before.percent <= 100
    for step, mark in given_marks.items():
        after = score(listed, given_marks | {step: min(2, mark + 1)}, share)
        assert after.points >= before.points
        assert set(after.missed) <= set(before.missed)
        assert after.passed or not before.passed
