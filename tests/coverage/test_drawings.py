"""Tallies, tiles and the line: what is drawn says what was counted."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from training.coverage import rules, tiles, trend
from training.coverage.tally import Tally, total
from training.places.seed import DEPARTMENTS

TALLIES = st.builds(Tally, *[st.integers(0, 500)] * 4, ready=st.just(0), falling=st.just(0), trained=st.integers(0, 999))


@given(st.lists(TALLIES))
def test_a_sum_loses_nobody(some: list[Tally]) -> None:
    whole = total(some)
    assert whole.total == sum(one.total for one in some)
    assert whole.to_cover + whole.covered == whole.total
    assert sum(whole.of(state) for state in ("covered", "partly", "lapsed", "no_data")) == whole.total


def test_a_region_without_data_has_no_share_and_is_not_one_of_zero() -> None:
    assert Tally(no_data=9).covered_percent is None
    assert Tally().covered_percent is None
    assert Tally(lapsed=1, no_data=9).covered_percent == 0


def test_every_department_has_one_tile_and_none_lies_on_another() -> None:
    found = list(tiles.places())
    assert sorted(f"PE-{letters}" for letters, _x, _y in found) == sorted(iso for _code, _name, iso in DEPARTMENTS)
    assert len({(x, y) for _letters, x, y in found}) == 25
    assert all(0 <= x <= tiles.WIDTH - tiles.TILE[0] and 0 <= y <= tiles.HEIGHT - tiles.TILE[1] for _l, x, y in found)


def test_what_the_reader_may_not_see_stays_blank() -> None:
    drawn = tiles.tiles({"PE-AYA": ("Ayacucho", "aya", 82)}, rules.level)
    assert [(one.letters, one.percent, one.level) for one in drawn if not one.blank] == [("AYA", 82, 4)]
    assert sum(one.blank for one in drawn) == 24


@given(st.lists(TALLIES, min_size=1, max_size=trend.MONTHS))
def test_the_line_stays_in_its_frame_and_ends_with_today(some: list[Tally]) -> None:
    months = [(rules.first_of_month(date(2026, 11, 1), back), one) for back, one in zip(range(len(some))[::-1], some, strict=True)]
    drawn = trend.chart(months)
    assert all(trend.LEFT <= one.x <= trend.WIDTH - trend.RIGHT and trend.TOP <= one.y <= trend.BOTTOM for one in drawn.covered)
    assert [one.percent for one in drawn.covered] == [one.covered_percent for one in some if one.is_known]
    assert drawn.months[-1][1] == date(2026, 11, 1)
    assert drawn.marks[0] == (trend.BOTTOM, 0)  # it begins at nothing: no slope looks steeper than it is


def test_a_higher_share_is_drawn_higher() -> None:
    drawn = trend.chart([(date(2026, 10, 1), Tally(1, no_data=9)), (date(2026, 11, 1), Tally(5, no_data=5))])
    assert drawn.covered[1].y < drawn.covered[0].y
    assert drawn.path(drawn.covered).startswith("M")
