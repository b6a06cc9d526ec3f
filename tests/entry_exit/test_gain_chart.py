"""The drawing of a row: what is in it and that nothing leaves its frame."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quizzes.entry_exit.chart import SIDE, WIDTH, dumbbell

percents = st.none() | st.integers(-50, 150)


@given(percents, percents, percents)
def test_a_row_is_well_formed_and_stays_in_its_frame(before: int | None, after: int | None, goal: int | None) -> None:
    drawing = str(dumbbell(before, after, goal))
    root = ElementTree.fromstring(drawing)
    assert "style" not in drawing and root.find("title") is not None  # the policy forbids one, tagged PDF asks for the other
    across = [float(found) for found in re.findall(r'(?:cx="|d="M|H)([\d.]+)', drawing)]
    assert all(SIDE <= x <= WIDTH - SIDE for x in across)
    assert len(root.findall("circle")) == (before is not None)


def test_before_is_hollow_and_after_is_solid() -> None:
    drawing = str(dumbbell(0, 100, 80))
    assert '<circle cx="9"' in drawing and 'fill="#fff"' in drawing
    assert "M191 2l8 8-8 8-8-8z" in drawing and "stroke-dasharray" in drawing
    assert "<title>0 % → 100 %</title>" in drawing
    assert "circle" not in str(dumbbell(None, 50))
